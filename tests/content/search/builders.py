"""Things to be found."""

import datetime as dt

from django.db import connection

from content.search import sources
from content.search.domain import index
from content.search.enums import Kind

DAY = dt.date(2026, 3, 2)
TABLE = "wagtailsearch_indexentry"
FULL_TEXT = [
    f"DROP TABLE {TABLE}_fts",
    f"CREATE VIRTUAL TABLE {TABLE}_fts USING fts5(autocomplete, body, title)",
    f"""CREATE TRIGGER IF NOT EXISTS insert_{TABLE}_fts AFTER INSERT ON {TABLE} BEGIN
        INSERT INTO {TABLE}_fts(title, body, autocomplete, rowid) VALUES (NEW.title, NEW.body, NEW.autocomplete, NEW.id); END""",
    f"""CREATE TRIGGER IF NOT EXISTS update_{TABLE}_fts AFTER UPDATE ON {TABLE} BEGIN
        UPDATE {TABLE}_fts SET title=NEW.title, body=NEW.body, autocomplete=NEW.autocomplete WHERE rowid=NEW.id; END""",
    f"""CREATE TRIGGER IF NOT EXISTS delete_{TABLE}_fts AFTER DELETE ON {TABLE} BEGIN
        DELETE FROM {TABLE}_fts WHERE rowid=OLD.id; END""",
]


def put(world, *texts, kind=Kind.ITEM, community=None, day=DAY):
    """Make ``texts``, pairs (title, text), what can be found of ``kind``, and nothing else of it."""
    where = community or world.own.community

    def rows(numbers=None):
        for n, (title, text) in enumerate(texts, start=1):
            yield sources.Row(kind, n, str(n), title, text, f"/{kind}/{n}/", where.pk, day)

    known = {stream: list(plugged) for stream, plugged in sources.SOURCES.items()}
    sources.SOURCES.clear()
    sources.register(sources.Source(f"{kind}", frozenset({kind}), rows))
    try:
        index.refresh([f"{kind}:{n}" for n in range(1, len(texts) + 1)])
    finally:
        sources.SOURCES.clear()
        sources.SOURCES.update(known)


def make_full_text():
    """Make the tables for full text, which tests on SQLite leave out."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for statement in FULL_TEXT:
                cursor.execute(statement)
