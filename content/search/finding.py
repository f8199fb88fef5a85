"""Answering a question: what has all of its words, and beside it what comes close. A fixed number of SQL queries.

What a word is found in a thousand times is not ranked whole, which would take the longer the more there is: those come
first that have it in their title, and of these the newest.
"""

from dataclasses import dataclass, field
from importlib import import_module

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from yishi.text.segment import commonness

from .cutting import asked, fold, is_han, parts, phrase, row_of
from .enums import Kind
from .models import Entry

engine = import_module(f"content.search.engines.{connection.vendor}")

PAGE, PAGES = 20, 25
MANY = 1000  # answers that are counted and ranked
LOOKED_AT, CLOSE, RAREST = 60, 10, 4
HINT, ENOUGH = 0.4, 0.34  # what the characters of a word count without it, and the share of the words that comes close
QUOTES = {'"': '"', "“": "”", "「": "」", "『": "』"}


@dataclass
class Found:
    """``rows`` have all of ``words``: page ``page`` of ``total``; ``close`` have most of them; ``kinds`` counts by kind.

    ``many``: there are more than ``total``, and they were not counted.
    """

    words: list
    rows: list = field(default_factory=list)
    close: list = field(default_factory=list)
    total: int = 0
    many: bool = False
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
    needed = [engine.word(*each) for each in (row_of(exact) if exact else map(phrase, words))]
    if not needed:
        return Found([])
    asking = Asking(kind, community, year)
    kinds = asking.kinds(engine.both(needed))
    found = Found(words, kinds=kinds, many=sum(kinds.values()) >= MANY, page=min(max(page, 1), PAGES))
    found.total = kinds.get(kind, 0) if kind else sum(kinds.values())
    if found.total:
        whole = engine.both([engine.word(*each) for each in row_of(exact or query)])
        found.rows = _entries(_standing(asking, engine.both(needed), whole, found))
    if found.page == 1 and not exact and found.total < PAGE:
        found.close = _close(asking, words, found.rows)
    return found


class Asking:
    """Questions to the index, narrowed by ``kind``, ``community`` and ``year``."""

    def __init__(self, kind, community, year):
        self.wide, self.params = "", [ContentType.objects.get_for_model(Entry).pk]
        self.filters, self.given = "", []
        if community is not None:
            self._narrow(" AND e.community_id = %s", community.pk)
        if year:
            self._narrow(" AND e.dated BETWEEN %s AND %s", f"{year}-01-01", f"{year}-12-31")
        self.wide, self.wide_given = self.filters, list(self.given)
        if kind:
            self._narrow(" AND e.kind = %s", kind)

    def kinds(self, question):
        """Return how many answers there are of each kind, counted up to MANY; of every kind, whichever is asked for."""
        inner = f"SELECT e.kind FROM {engine.FROM} WHERE {engine.where()}{self.wide} LIMIT {MANY}"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT kind, count(*) FROM ({inner}) found GROUP BY kind", [*self.params, question, *self.wide_given])
            return dict(cursor.fetchall())

    def keys(self, question, order, limit, offset=0):
        """Return the keys of the answers in ``order``: (an expression, its parameters)."""
        by, given = order
        sql = f"SELECT e.id FROM {engine.FROM} WHERE {engine.where()}{self.filters} ORDER BY {by} LIMIT %s OFFSET %s"
        with connection.cursor() as cursor:
            cursor.execute(sql, [*self.params, question, *self.given, *given, limit, offset])
            return [key for (key,) in cursor.fetchall()]

    def newest(self, question, limit):
        """Return the keys of the newest answers: the index is read from its end, and no further than that."""
        return self.keys(question, (engine.NEWEST, []), limit)

    def _narrow(self, condition, *given):
        self.filters, self.given = self.filters + condition, [*self.given, *given]


def _standing(asking, question, whole, found):
    """Return the keys of the page: what has the ``whole`` in a row first, then by how well it fits.

    Of very many those with the words in the title come first, and of these the newest.
    """
    begin = (found.page - 1) * PAGE
    newest = (engine.NEWEST, [])
    ways = [(question, engine.order(question))]
    if found.many:
        ways = [(engine.in_title(question), newest), (question, newest)]
    if whole != question:
        ways.insert(0, (whole, newest if found.many else engine.order(whole)))
    keys = []
    for asked_for, order in ways:
        if len(keys) < begin + PAGE:
            keys = list(dict.fromkeys([*keys, *asking.keys(asked_for, order, begin + PAGE + len(keys))]))
    return keys[begin:begin + PAGE]


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


def _close(asking, words, rows):
    """Return what has most of ``words`` and does not stand in ``rows``, the closest first.

    First what lacks a single word, and best has its characters in the title; then, where that is little, what has one of
    the rarest.
    """
    keys = asking.newest(_but_one(words), LOOKED_AT) if len(words) > 1 else []
    if len(keys) < LOOKED_AT:
        rare = [_loosely(word) for word in sorted(words, key=commonness)[:RAREST]]
        keys += asking.keys(engine.either(rare), engine.order(engine.either(rare)), LOOKED_AT)
    shown = {entry.pk for entry in rows}
    near = [entry for entry in _entries(list(dict.fromkeys(keys))) if entry.pk not in shown]
    shares = {entry.pk: covered(entry, words) for entry in near}
    near = [entry for entry in near if shares[entry.pk] >= ENOUGH]
    return sorted(near, key=lambda entry: (-shares[entry.pk], entry.kind == Kind.NOTICE))[:CLOSE]


def _but_one(words):
    """Return the question for what has all of ``words`` but one: of two, the characters of the other in the title."""
    asked_for = [engine.word(*phrase(word)) for word in words]
    ways = []
    for n, word in enumerate(words):
        rest = asked_for[:n] + asked_for[n + 1:]
        hints = [engine.word(*phrase(part)) for part in parts(word)]
        if len(words) == 2 and hints:
            rest.append(engine.in_title(engine.either(hints)))
        ways.append(engine.both(rest))
    return engine.either(ways)


def _loosely(word):
    """Return the question for ``word``, or for pairs of a longer one."""
    some = [word, *(parts(word) if len(word) > 2 else ())]
    return engine.either([engine.word(*phrase(each)) for each in some])


def _quoted(query):
    text = query.strip()
    return text[1:-1].strip() if len(text) > 2 and QUOTES.get(text[0]) == text[-1] else ""


def _entries(keys):
    """Return the entries with ``keys`` in their order."""
    found = Entry.objects.select_related("community").in_bulk(keys)
    return [found[key] for key in keys if key in found]
