"""Whose site this is: its first run, its settings, its foot, and the pages that the law asks for."""
