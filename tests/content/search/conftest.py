"""The index of a test: on SQLite its tables for full text, which Wagtail's migrations make and tests leave out."""

import pytest
from django.core.cache import cache
from django.db import connection

from content.search.domain import index

TABLE = "wagtailsearch_indexentry"
FULL_TEXT = [
    f"DROP TABLE {TABLE}_fts",
    f"CREATE VIRTUAL TABLE {TABLE}_fts USING fts5(autocomplete, body, title)",
    f"""CREATE TRIGGER insert_{TABLE}_fts AFTER INSERT ON {TABLE} BEGIN INSERT INTO {TABLE}_fts(title, body, autocomplete, rowid)
        VALUES (NEW.title, NEW.body, NEW.autocomplete, NEW.id); END""",
    f"""CREATE TRIGGER update_{TABLE}_fts AFTER UPDATE ON {TABLE} BEGIN UPDATE {TABLE}_fts
        SET title=NEW.title, body=NEW.body, autocomplete=NEW.autocomplete WHERE rowid=NEW.id; END""",
    f"CREATE TRIGGER delete_{TABLE}_fts AFTER DELETE ON {TABLE} BEGIN DELETE FROM {TABLE}_fts WHERE rowid=OLD.id; END",
]


@pytest.fixture
def full_text(db):
    """Make the tables for full text, and forget what other tests counted."""
    cache.clear()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for statement in FULL_TEXT:
                cursor.execute(statement)


@pytest.fixture
def searched(full_text, world):
    """The small world, with what can be found in it heard of by ``searched.hear()``."""
    world.hear = index.hear
    return world
