"""Answering a question: what has all of its words, and beside it what comes close. A fixed number of SQL queries."""

from dataclasses import dataclass, field
from importlib import import_module

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from .cutting import asked, fold, is_han, parts, phrase, row_of
from .models import Entry

engine = import_module(f"content.search.engines.{connection.vendor}")

PAGE, PAGES = 20, 25
LOOKED_AT, CLOSE = 40, 10
HINT, ENOUGH = 0.4, 0.34  # what the characters of a word count without it, and the share of the words that comes close
QUOTES = {'"': '"', "“": "”", "「": "」", "『": "』"}


@dataclass
class Found:
    """``rows`` have all of ``words``: page ``page`` of ``total``; ``close`` have most of them; ``kinds`` counts by kind."""

    words: list
    rows: list = field(default_factory=list)
    close: list = field(default_factory=list)
    total: int = 0
    kinds: dict = field(default_factory=dict)
    page: int = 1

    @property
    def pages(self):
        """Return how many pages can be turned to."""
        return min(PAGES, -(-self.total // PAGE))


def find(query, *, kind="", community=None, year=None, page=1):
    """Return the Found of ``query``: what has all of its words, or, in quotation marks, the whole of it in a row.

    ``kind``, ``community`` (a Place) and ``year`` narrow it. On the first page stands beside it what comes close.
    """
    exact = _quoted(query)
    words = [fold(exact)] if exact else asked(query)
    needed = row_of(exact) if exact else [phrase(word) for word in words]
    if not needed:
        return Found([])
    filters, params = _filters(community, year)
    question = engine.all_of(needed)
    kinds = _counts(question, filters, params)
    found = Found(words, kinds=kinds, total=kinds.get(kind, 0) if kind else sum(kinds.values()), page=min(max(page, 1), PAGES))
    filters, params = _narrowed(filters, params, kind)
    if found.total:
        order = engine.order(question, needed)
        found.rows = _entries(_ranked(question, order, filters, params, PAGE, (found.page - 1) * PAGE))
    if found.page == 1 and not exact and found.total < PAGE * 2:
        found.close = _close(words, found.rows, filters, params)
    return found


def covered(entry, words):
    """Return which share of ``words`` stands in ``entry``, 0 to 1; parts of a word that does not count a little."""
    title = fold(entry.title)
    text = f"{title} {fold(entry.text)}"
    weights = [len(word) if is_han(word) else 2 for word in words]
    got = sum(weight * _share(word, title, text) for word, weight in zip(words, weights, strict=True))
    return got / sum(weights) if words else 0


def _share(word, title, text):
    """Return how much of ``word`` stands there: the whole, pairs of it in the text, or single characters in the title."""
    if word in text:
        return 1
    some = parts(word)
    if not some:
        return 0
    return (1 if len(word) > 2 else HINT) * sum(part in (text if len(word) > 2 else title) for part in some) / len(some)


def _close(words, rows, filters, params):
    """Return what has most of ``words`` and does not stand in ``rows``, the closest first."""
    needed = [phrase(word) for word in words]
    needed += [phrase(part) for word in words if len(word) > 2 for part in parts(word)]
    hints = [phrase(part) for word in words if len(word) == 2 for part in parts(word)]
    question = engine.any_of(needed, hints)
    order = engine.order(question, [*needed, *hints])
    shown = {entry.pk for entry in rows}
    near = [entry for entry in _entries(_ranked(question, order, filters, params, LOOKED_AT)) if entry.pk not in shown]
    shares = {entry.pk: covered(entry, words) for entry in near}
    near = [entry for entry in near if shares[entry.pk] >= ENOUGH]
    return sorted(near, key=lambda entry: -shares[entry.pk])[:CLOSE]


def _quoted(query):
    text = query.strip()
    return text[1:-1].strip() if len(text) > 2 and QUOTES.get(text[0]) == text[-1] else ""


def _filters(community, year):
    found, params = "", []
    if community is not None:
        found, params = " AND e.community_id = %s", [community.pk]
    if year:
        found, params = f"{found} AND e.dated BETWEEN %s AND %s", [*params, f"{year}-01-01", f"{year}-12-31"]
    return found, params


def _narrowed(filters, params, kind):
    return (f"{filters} AND e.kind = %s", [*params, kind]) if kind else (filters, params)


def _counts(question, filters, params):
    """Return how many answers there are of each kind."""
    sql = f"SELECT e.kind, count(*) FROM {engine.FROM} WHERE {engine.where()}{filters} GROUP BY e.kind"
    with connection.cursor() as cursor:
        cursor.execute(sql, [_content_type(), question, *params])
        return dict(cursor.fetchall())


def _ranked(question, order, filters, params, limit, offset=0):
    """Return the keys of the answers that fit best."""
    by, by_params = order
    sql = (f"SELECT e.id FROM {engine.FROM} WHERE {engine.where()}{filters} ORDER BY {by}, e.id DESC LIMIT %s OFFSET %s")
    with connection.cursor() as cursor:
        cursor.execute(sql, [_content_type(), question, *params, *by_params, limit, offset])
        return [key for (key,) in cursor.fetchall()]


def _entries(keys):
    """Return the entries with ``keys`` in their order."""
    found = Entry.objects.select_related("community").in_bulk(keys)
    return [found[key] for key in keys if key in found]


def _content_type():
    return ContentType.objects.get_for_model(Entry).pk
