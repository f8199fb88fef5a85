"""How wide a text is: a Chinese sign takes the place of two others."""

from unicodedata import east_asian_width


def breadth(text):
    """Return how many half-width signs ``text`` is wide."""
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in text)
