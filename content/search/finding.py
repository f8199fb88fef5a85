"""Answering a question: what has all of its words, and beside it what comes close. A fixed number of SQL queries.

What is found more than a thousand times is not ranked whole, which would take the longer the more there is: what has the
words in a row comes first, then what has them in any order; of both the titles, and of these the newest.
"""

from dataclasses import dataclass, field
from itertools import combinations

from django.db import connection

from yishi.text.segment import commonness

from .cutting import asked, fold, is_han, parts, runs_of
from .enums import Kind
from .models import Entry
from .questions import of_database

engine = of_database()

PAGE, PAGES = 20, 25
MANY = 1000  # answers that are counted and ranked
LOOKED_AT, CLOSE, RAREST = 60, 10, 4
HINT, ENOUGH = 0.4, 0.34  # what the characters of a word count without it, and the share of the words that comes close
QUOTES = {'"': '"', "“": "”", "「": "」", "『": "』"}


@dataclass
class Found:
    """``rows`` have all of ``words``: page ``page`` of ``total``; ``close`` have most of them; ``kinds`` counts by kind.

    ``many``: there are more than ``total``, and they were not counted; nor are ``kinds`` (None each) where all are very many.
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
    needed = [engine.word(run) for run in (runs_of(exact) if exact else words)]
    if not needed:
        return Found([])
    asking = Asking(kind, community, year)
    question = engine.both(needed)
    found = Found(words, page=min(max(page, 1), PAGES))
    _count(found, asking, question, kind)
    found.page = found.page if found.many else min(found.page, max(found.pages, 1))
    if found.total:
        whole = engine.both([engine.word(run) for run in runs_of(exact or query)])
        found.rows = _entries(_standing(asking, question, whole, found))
    if found.page == 1 and not exact and (len(words) > 1 or found.total < PAGE):
        found.close = _close(asking, words, found, question)
    return found


def _count(found, asking, question, kind):
    """Say in ``found`` how many answers there are; of more than MANY the kinds are named, and not counted."""
    found.kinds = asking.kinds(question, asking.wide)
    total = sum(found.kinds.values())
    if total > MANY:
        found.kinds = dict.fromkeys(sorted(found.kinds, key=found.kinds.get, reverse=True))
    if kind:
        narrow = found.kinds if total <= MANY else asking.kinds(question, asking.narrowed)
        total = narrow.get(kind, 0)
    found.many, found.total = total > MANY, min(total, MANY)


class Asking:
    """Questions to the index, narrowed by ``kind``, ``community`` and ``year``."""

    def __init__(self, kind, community, year):
        self.narrowed = ("", [])
        if community is not None:
            self._narrow(" AND e.community_id = %s", community.pk)
        if year:
            self._narrow(" AND e.dated BETWEEN %s AND %s", f"{year}-01-01", f"{year}-12-31")
        self.wide = self.narrowed
        if kind:
            self._narrow(" AND e.kind = %s", kind)

    def kinds(self, question, narrowed):
        """Return how many answers there are of each kind, counted until they are more than MANY."""
        (here, given), (more, besides) = engine.where(question), narrowed
        inner = f"SELECT e.kind FROM {engine.FROM} WHERE {here}{more} LIMIT {MANY + 1}"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT kind, count(*) FROM ({inner}) found GROUP BY kind", [*given, *besides])
            return dict(cursor.fetchall())

    def ranked(self, question, limit):
        """Return the keys of the answers that fit best."""
        return self._keys(engine.ranked(question, self.narrowed), limit)

    def newest(self, question, limit):
        """Return the keys of the newest answers."""
        return self._keys(engine.newest(question, self.narrowed), limit)

    def sources(self, question, limit):
        """Return the names of the streams of the newest answers, in one query."""
        sql, params = engine.newest(question, self.narrowed)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT source FROM search_entry WHERE id IN (SELECT id FROM ({sql} LIMIT %s) found)", [*params, limit])
            return [name for (name,) in cursor.fetchall()]

    def _keys(self, asked_for, limit):
        sql, params = asked_for
        with connection.cursor() as cursor:
            cursor.execute(f"{sql} LIMIT %s", [*params, limit])
            return [key for (key,) in cursor.fetchall()]

    def _narrow(self, condition, *given):
        sql, params = self.narrowed
        self.narrowed = (sql + condition, [*params, *given])


def _standing(asking, question, whole, found):
    """Return the keys of the page: what has the ``whole`` in a row first, then by how well it fits.

    Of very many those that have it in the title come before the others, and of each the newest first.
    """
    begin = (found.page - 1) * PAGE
    ways = [question] if whole == question else [whole, question]
    order = asking.newest if found.many else asking.ranked
    if found.many:
        ways = [each for way in ways for each in (engine.in_title(way), way)]
    keys = []
    for asked_for in ways:
        if len(keys) < begin + PAGE:
            keys = list(dict.fromkeys([*keys, *order(asked_for, begin + PAGE + len(keys))]))
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


def _close(asking, words, found, question):
    """Return what has most of ``words`` and not all of them (``question``), the closest first.

    First what lacks a single word, and best has its characters in the title; then, where that is little, what has two of
    the rarest, or one.
    """
    keys = asking.newest(engine.without(_but_one(words), question), LOOKED_AT) if len(words) > 1 else []
    rare = [_loosely(word) for word in sorted(words, key=commonness)[:RAREST]] if found.total < PAGE else []
    twos = [engine.both(two) for two in combinations(rare, 2)] if len(words) > 2 else []
    for some in (twos, rare):
        if some and len(keys) < LOOKED_AT:
            keys += asking.ranked(engine.either(some), LOOKED_AT)
    shown = {entry.pk for entry in found.rows}
    near = [entry for entry in _entries(list(dict.fromkeys(keys))) if entry.pk not in shown]
    shares = {entry.pk: covered(entry, words) for entry in near}
    near = [entry for entry in near if shares[entry.pk] >= ENOUGH]
    return sorted(near, key=lambda entry: (-shares[entry.pk], entry.kind == Kind.NOTICE))[:CLOSE]


def _but_one(words):
    """Return the question for what has all of ``words`` but one: of two, the characters of the other in the title."""
    asked_for = [engine.word(word) for word in words]
    ways = []
    for n, word in enumerate(words):
        rest = asked_for[:n] + asked_for[n + 1:]
        hints = [engine.word(part) for part in parts(word)]
        if len(words) == 2 and hints:
            rest.append(engine.in_title(engine.either(hints)))
        ways.append(engine.both(rest))
    return engine.either(ways)


def _loosely(word):
    """Return the question for ``word``, or for pairs of a longer one."""
    some = [word, *(parts(word) if len(word) > 2 else ())]
    return engine.either([engine.word(each) for each in some])


def _quoted(query):
    text = query.strip()
    return text[1:-1].strip() if len(text) > 2 and QUOTES.get(text[0]) == text[-1] else ""


def _entries(keys):
    """Return the entries with ``keys`` in their order."""
    found = Entry.objects.select_related("community").in_bulk(keys)
    return [found[key] for key in keys if key in found]
