"""The part of a text in which the words stand, with the words marked; everything else is escaped."""

import re
from bisect import bisect_right
from operator import itemgetter

from django.utils.html import escape
from django.utils.safestring import mark_safe

from .cutting import fold

BEFORE, LENGTH = 20, 110


def folded(text):
    """Return (``text`` folded, for each sign of that the place in ``text`` from which it came)."""
    signs, places = [], []
    for place, sign in enumerate(text):
        for part in fold(sign):
            signs.append(part)
            places.append(place)
    return "".join(signs), places


def spots(text, words):
    """Return the (begin, end) in ``text`` at which one of ``words`` stands, in order, none over another."""
    plain, places = folded(text)
    if not words:
        return []
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return [(places[found.start()], places[found.end() - 1] + 1) for found in re.finditer(pattern, plain)]


def marked(text, words):
    """Return ``text`` as HTML with ``words`` marked."""
    out, at = [], 0
    for begin, end in spots(text, words):
        out += [escape(text[at:begin]), "<mark>", escape(text[begin:end]), "</mark>"]
        at = end
    return mark_safe("".join([*out, escape(text[at:])]))


def excerpt(text, words):
    """Return about a hundred signs of ``text``, plain, where the most different words stand together."""
    text = " ".join(text.split())
    found = spots(text, words)
    if not found or len(text) <= LENGTH:
        return _cut(text, 0)
    said, best, most = [fold(text[begin:end]) for begin, end in found], 0, 0
    for n, (begin, _end) in enumerate(found):
        beyond = bisect_right(found, begin + LENGTH - BEFORE, lo=n, key=itemgetter(1))  # spots stand in order, none over another
        if (different := len(set(said[n:beyond]))) > most:
            best, most = begin, different
    return _cut(text, max(0, best - BEFORE))


def _cut(text, begin):
    part = text[begin:begin + LENGTH]
    return f"{'…' if begin else ''}{part}{'…' if begin + LENGTH < len(text) else ''}"
