"""SQLite: the full-text table (FTS5) of Wagtail's search, asked for phrases of pairs."""

from django.contrib.contenttypes.models import ContentType
from modelsearch.backends import get_search_backend

from ..cutting import phrase
from ..models import Entry
from . import WEIGHT

# The words come first: left to itself, SQLite counts by kind from the table of entries, which takes seconds.
FROM = """wagtailsearch_indexentry_fts
 CROSS JOIN wagtailsearch_indexentry i ON i.id = wagtailsearch_indexentry_fts.rowid
 CROSS JOIN search_entry e ON e.id = CAST(i.object_id AS INTEGER)"""
TITLE_WEIGHT = 6.0


def put(entries):
    """Let ``entries`` be found."""
    get_search_backend().add_bulk(Entry, entries)


def take_out(entries):
    """Let ``entries`` be found no more."""
    for entry in entries:
        get_search_backend().delete(entry)


def where(question):
    """Return (the condition for what answers ``question``, its parameters)."""
    here = "i.content_type_id = %s AND wagtailsearch_indexentry_fts MATCH %s"
    return here, [ContentType.objects.get_for_model(Entry).pk, question]


def newest(question, narrowed):
    """Return (the statement for the keys of the answers, the newest first, its parameters)."""
    return _ordered(question, narrowed, "wagtailsearch_indexentry_fts.rowid DESC")


def ranked(question, narrowed):
    """Return (the statement for the keys of the answers by how well they fit, its parameters)."""
    return _ordered(question, narrowed, f"bm25(wagtailsearch_indexentry_fts, 0.0, 1.0, {TITLE_WEIGHT}) * {WEIGHT}, e.id DESC")


def _ordered(question, narrowed, order):
    (here, given), (more, besides) = where(question), narrowed
    return f"SELECT e.id FROM {FROM} WHERE {here}{more} ORDER BY {order}", [*given, *besides]


def without(question, other):
    """Return the question for what answers ``question`` and not ``other``."""
    return f"({question} NOT {other})"


def in_title(question):
    """Return ``question`` (of the words below) of the title alone."""
    return f"({{title}} : ({question}))"


def word(run):
    """Return the question for ``run``: a word, or what stands in a row without a blank or a sign."""
    tokens, more = phrase(run)
    return f'"{tokens}"{"*" if more else ""}'


def both(questions):
    """Return the question for what has all of ``questions``."""
    return "(" + " AND ".join(questions) + ")"


def either(questions):
    """Return the question for what has one of ``questions``."""
    return "(" + " OR ".join(questions) + ")"
