"""A long text on the wall: in pages that can be read from the last chair, parted where a sentence ends."""

import re

from yishi.text.breadth import breadth

# In half-width signs: a text that stands whole, a page of a longer one, a line
ALONE, PAGE, LINE = 400, 240, 40
SENTENCES = re.compile(r"(?<=[。！？；…])(?![。！？；…”’」』）])|(?<=[。！？；…][”’」』）])|(?<=[.!?;]\s)|(?<=\n)")
CLAUSES = re.compile(r"(?<=[，、：])|(?<=\s)")


def text_on_the_wall(text):
    """Return the pages of ``text``, in order; joined they are all of it."""
    if _room(text) <= ALONE:
        return [text]
    return _packed(_parts(text, (SENTENCES, CLAUSES)))


def _room(text):
    return breadth(text) + LINE * text.rstrip().count("\n")


def _parts(text, ways):
    """Return ``text`` in parts none of which is wider than a page, parted in the first of ``ways`` that is enough."""
    if _room(text) <= PAGE:
        return [text]
    if not ways:
        half = PAGE // 2
        return [text[start:start + half] for start in range(0, len(text), half)]
    return [part for piece in ways[0].split(text) for part in _parts(piece, ways[1:])]


def _packed(parts):
    """Return ``parts`` joined to pages, as many to a page as fit."""
    pages = [""]
    for part in parts:
        if pages[-1] and _room(pages[-1] + part) > PAGE:
            pages.append("")
        pages[-1] += part
    return pages
