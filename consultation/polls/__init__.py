"""Ballots: rolls, marks, ballots, and the rules they are counted by. Poll and Choice are named as in django-polls."""
