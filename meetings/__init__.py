"""The hall: meetings, their agenda, who attended, what was said and agreed."""
