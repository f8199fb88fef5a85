"""Tables whose rows are written once: triggers refuse UPDATE, DELETE and TRUNCATE on SQLite and PostgreSQL.

The triggers are put up after every ``migrate`` and not by a migration, since SQLite rebuilds a table to alter it and
would lose them without a word; before one that has something to do they are taken down there, since it cannot rebuild
a table that a trigger of another one reads.
"""

from contextlib import contextmanager

from django.apps import apps
from django.db import connections

PROTECTED = {}  # model label → condition in SQL on OLD.* under which a DELETE is allowed, or ""
CLOSED = {}  # model label → condition in SQL on NEW.* under which nothing is inserted any more


def append_only(*, delete_when="", closed_when=""):
    """Class decorator: rows of this model are never updated, and deleted only where ``delete_when`` (SQL) holds.

    Where ``closed_when`` (SQL on NEW.*) holds, none is inserted any more.
    """

    def mark(model):
        PROTECTED[model._meta.label] = delete_when
        if closed_when:
            CLOSED[model._meta.label] = closed_when
        return model

    return mark


def install(using="default", **kwargs):
    """Put up the triggers of every protected table that exists in the database ``using``. Idempotent."""
    connection = connections[using]
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for label, delete_when in PROTECTED.items():
            table = apps.get_model(label)._meta.db_table
            if table in tables:
                for statement in _statements(connection.vendor, table, delete_when, CLOSED.get(label, "")):
                    cursor.execute(statement)


def make_way(using="default", plan=(), **kwargs):
    """Take the triggers down on SQLite before a ``migrate`` with a ``plan``; ``install`` puts them up after it."""
    if plan and connections[using].vendor == "sqlite":
        _take_down(using)


@contextmanager
def lifted(using="default"):
    """Take the triggers down for the length of a test's flush, and put them up again. Tests alone use it."""
    _take_down(using)
    try:
        yield
    finally:
        install(using)


def _take_down(using):
    connection = connections[using]
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for label in PROTECTED:
            table = apps.get_model(label)._meta.db_table
            if table in tables:
                for statement in _drops(connection.vendor, table):
                    cursor.execute(statement)


def _names(table):
    return {verb: f"{table}_refuse_{verb}" for verb in ("update", "delete", "truncate", "insert")}


def _drops(vendor, table):
    for verb, name in _names(table).items():
        if vendor == "sqlite" and verb != "truncate":
            yield f'DROP TRIGGER IF EXISTS "{name}"'
        elif vendor == "postgresql":
            yield f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"'


def _statements(vendor, table, delete_when, closed_when=""):
    """Yield the SQL that protects ``table``."""
    yield from _drops(vendor, table)
    if closed_when:
        yield from _closing(vendor, table, closed_when)
    names = _names(table)
    unless = f"WHEN (NOT ({delete_when}))" if delete_when else ""
    if vendor == "sqlite":
        stop = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        yield f'CREATE TRIGGER "{names["update"]}" BEFORE UPDATE ON "{table}" {stop}'
        yield f'CREATE TRIGGER "{names["delete"]}" BEFORE DELETE ON "{table}" {unless} {stop}'
        return
    yield (
        "CREATE OR REPLACE FUNCTION yishi_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$"
    )
    run = "EXECUTE FUNCTION yishi_append_only()"
    yield f'CREATE TRIGGER "{names["update"]}" BEFORE UPDATE ON "{table}" FOR EACH ROW {run}'
    # A condition with a subquery is not allowed in WHEN on PostgreSQL: such tables name a function instead.
    yield f'CREATE TRIGGER "{names["delete"]}" BEFORE DELETE ON "{table}" FOR EACH ROW {unless} {run}'
    yield f'CREATE TRIGGER "{names["truncate"]}" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT {run}'


def _closing(vendor, table, closed_when):
    """Yield the SQL that takes no more rows into ``table`` where ``closed_when`` holds."""
    name = _names(table)["insert"]
    if vendor == "sqlite":
        yield (
            f'CREATE TRIGGER "{name}" BEFORE INSERT ON "{table}" WHEN ({closed_when}) '
            f"BEGIN SELECT RAISE(ABORT, '{table} is closed'); END"
        )
        return
    yield (  # a function of its own, since a condition with a subquery is not allowed in WHEN
        f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF ({closed_when}) THEN '
        f"RAISE EXCEPTION '{table} is closed' USING ERRCODE = 'integrity_constraint_violation'; "
        "END IF; RETURN NEW; END $$"
    )
    yield f'CREATE TRIGGER "{name}" BEFORE INSERT ON "{table}" FOR EACH ROW EXECUTE FUNCTION "{name}"()'
