"""The migrations, run for real on an empty database: what they leave is what the models say.

The other tests run on tables made from the models (``--nomigrations``), which takes seconds for every process instead
of a minute; so the two must be the same, on SQLite and on PostgreSQL. Wagtail's tables are its own affair: the index of
its search and its first pages are made by its migrations alone.
"""

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, connections
from django.db.utils import load_backend

from tests.house import FLOORS
from tests.race import ROOT, address
from tests.serving import answer_of, bare_environment, served

pytestmark = pytest.mark.writes

OWN = {
    model._meta.db_table for model in apps.get_models(include_auto_created=True)
    if model.__module__.split(".")[0] in FLOORS
}
QUESTIONS = {
    "sqlite": ["SELECT tbl_name, type, sql FROM sqlite_master WHERE sql IS NOT NULL"],
    "postgresql": [
        """SELECT table_name, column_name, concat_ws(' ', udt_name, character_maximum_length, numeric_precision,
           numeric_scale, is_nullable, is_identity) FROM information_schema.columns WHERE table_schema = 'public'""",
        "SELECT tablename, indexname, indexdef FROM pg_indexes",
        """SELECT relname, conname, pg_get_constraintdef(c.oid) FROM pg_constraint c
           JOIN pg_class t ON t.oid = conrelid""",
        """SELECT relname, tgname, pg_get_triggerdef(c.oid) FROM pg_trigger c
           JOIN pg_class t ON t.oid = tgrelid WHERE NOT tgisinternal""",
    ],
}


@contextmanager
def beside(**settings):
    """Yield a connection by the settings of the tests' own, with ``settings`` changed."""
    changed = {**connection.settings_dict, **settings}
    changed["OPTIONS"] = {name: value for name, value in changed["OPTIONS"].items() if name != "pool"}
    connections["beside"] = load_backend(changed["ENGINE"]).DatabaseWrapper(changed, "beside")
    try:
        yield connections["beside"]
    finally:
        connections["beside"].close()
        del connections["beside"]


@contextmanager
def empty_database(folder):
    """Yield a connection to a database in which there is nothing; it is gone afterwards."""
    if connection.vendor == "sqlite":
        with beside(NAME=str(Path(folder) / "migrated.sqlite3")) as made:
            yield made
        return
    name = f"{connection.settings_dict['NAME']}_migrated"
    by_keeper(f'CREATE DATABASE "{name}"')
    try:
        with beside(NAME=name) as made:
            yield made
    finally:
        by_keeper(f'DROP DATABASE "{name}"')


def by_keeper(statement):
    with beside(NAME="postgres") as keeper, keeper.cursor() as cursor:
        cursor.execute(statement)


def tables(database):
    """Return every fact about our own tables: columns, constraints, indexes, triggers; not the columns' order."""
    with database.cursor() as cursor:
        rows = [row for question in QUESTIONS[database.vendor] for row in cursor.execute(question).fetchall()]
    return {(table, name, part) for table, name, sql in rows if table in OWN for part in parts(name, sql)}


def parts(name, sql):
    """Yield the lines of SQLite's sentence for a table: what stands between commas outside brackets."""
    if name != "table":
        yield sql
        return
    depth, part = 0, ""
    for sign in sql[sql.index("(") + 1:sql.rindex(")")]:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and not depth:
            yield part.strip()
        part = "" if sign == "," and not depth else part + sign
    yield part.strip()


@pytest.fixture(scope="module")
def migrated(django_db_setup, django_db_blocker, tmp_path_factory):
    """A connection to a database that the migrations have made: run once, since that takes most of a minute."""
    with django_db_blocker.unblock(), empty_database(tmp_path_factory.mktemp("migrated")) as database:
        command = [sys.executable, "site/manage.py", "migrate", "--noinput", "-v", "0"]
        env = {**os.environ, "YISHI_DATABASE_URL": address(database.settings_dict)}
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        yield database


@pytest.mark.django_db
def test_migrations_make_what_the_models_say(migrated):
    made, said = tables(migrated), tables(connection)
    with migrated.cursor() as cursor:
        pages = cursor.execute("SELECT title FROM wagtailcore_page WHERE depth > 1").fetchall()
        sites = cursor.execute("SELECT hostname FROM wagtailcore_site").fetchall()
    assert made - said == set() and said - made == set()
    assert {table for table, _name, _sql in said} == OWN
    assert (pages, sites) == ([], []), "nobody meets Wagtail's welcome page"


def test_with_a_database_and_a_media_folder_named_and_nothing_else_it_is_a_running_site(migrated, tmp_path):
    environment = {**bare_environment(tmp_path), "YISHI_DATABASE_URL": address(migrated.settings_dict)}
    migrated.close()
    with served(environment) as site:
        assert answer_of(site, "/healthz") == "ok"
        sheets = re.findall(r'href="(/static/[^"]+[.]css)"', answer_of(site, "/"))
        assert sheets and all("{" in answer_of(site, sheet) for sheet in sheets)
    assert "make setup" in site.said, "nobody has collected the static files here, and it is said"
    assert (tmp_path / "var" / "secret-key").stat().st_mode & 0o777 == 0o600
