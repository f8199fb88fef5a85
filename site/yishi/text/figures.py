"""Figures as they are read: the thousands set apart, 268,000. Exact: nothing is rounded. And as they are typed."""

LARGEST_KEY = 2**63 - 1  # of a row in the database
MOST_DIGITS = len(str(LARGEST_KEY))


class Figure(int):
    """A whole number that is written with its thousands apart, and counts and takes its plural as any other."""

    def __str__(self):
        return f"{int(self):,}"


def grouped(value):
    """Return the number ``value`` as it is written in a sentence; of nothing (None) nothing."""
    if value is None:
        return ""
    return Figure(value) if isinstance(value, int) else f"{value:,}"


def all_grouped(words):
    """Return the ``words`` that fill a sentence, its whole numbers among them as ``grouped``."""
    return {name: Figure(word) if type(word) is int else word for name, word in words.items()}


def whole_number(text, most=LARGEST_KEY):
    """Return the whole number that ``text`` is written as, in digits alone; None of anything else, and beyond ``most``."""
    text = str(text)
    number = int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None
    return number if number is not None and number <= most else None
