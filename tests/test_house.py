"""What holds for every model and every module of the house, those that are still to be written among them."""

import ast
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import AbstractUser
from django.db import DatabaseError, connection, models, transaction

from tests import house
from tests.anything import Anything
from yishi.db.append_only import PROTECTED

ROOT = Path(house.ROOT)
CODE = [ROOT / folder for folder in ("site/yishi", "meetings", "consultation", "content")]
MODULES = [
    path for folder in CODE for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts
    and path.parent != ROOT / "site/yishi/demo/world"
]
# What belongs to no community, and why.
OF_NO_COMMUNITY = {
    "people.Place": "the tree of places is what a community is",
    "people.User": "the account belongs to its person, who has a community",
    "journal.Salt": "found by the hash of a text alone, so that erasing it tells nothing of where it stood",
    "notices.CatchUp": "one row of the machine: how far everybody has been told",
    "web.KeptPage": "what everybody reads, put together", "web.KeptReading": "what a kept page goes by",
    "web.KeptUpTo": "one row of the machine: how far the journal was heard",
    "tasks.Lease": "the machine's own", "tasks.Claim": "the machine's own", "tasks.TaskRun": "the machine's own",
    "clock.Shift": "one row of the machine: the story's time",
    "demo.Evening": "one row of the demonstration: how its last evening goes on",
    "instance.FirstRun": "the code before there is any place",
    "demo.PlayedScene": "how far the story has been played",
    "pages.ReviewTask": "Wagtail's step of a workflow, one for the whole site",
    "search.Word": "a word of published titles, whoever used it",
    "search.PaperText": "found by the hash of a file alone, and shown by its paper, which has a community",
    "search.Cursor": "one row of the machine: how far the journal was heard",
}
# Who may read the machine's clock: the product clock, which is moved from it.
CLOCKS = {"site/yishi/clock/story.py"}
MACHINE_TIME = {("timezone", "now"), ("date", "today"), ("datetime", "now"), ("datetime", "utcnow"),
                ("datetime", "today")}


@cache
def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def own_models():
    return [
        model for config in apps.get_app_configs() if Path(config.path).is_relative_to(ROOT)
        and ".venv" not in Path(config.path).parts for model in config.get_models()
    ]


def labelled(rows):
    return pytest.mark.parametrize("model", rows, ids=[model._meta.label for model in rows])


def field_of(model, name):
    return {field.name: field for field in model._meta.fields}.get(name)


@labelled(own_models())
def test_every_row_carries_its_community(model):
    field = field_of(model, "community")
    if model._meta.label in OF_NO_COMMUNITY:
        assert field is None, "it has one: take it off the list"
        return
    assert field is not None, "every domain row carries its community (or say why not in OF_NO_COMMUNITY)"
    assert field.related_model._meta.label == "people.Place" and not field.null
    assert field.remote_field.on_delete is models.PROTECT


def pairs(model):
    """Yield the names (…_at or …_on, …_by) of fields that tell when and by whom, one of which may be empty.

    Fields that a model has from Wagtail are Wagtail's affair.
    """
    own = [field for field in model._meta.fields if not field.model.__module__.startswith("wagtail.")]
    for field in own:
        by = field_of(model, f"{field.name[:-3]}_by")
        if field.name[-3:] in {"_at", "_on"} and by is not None and (field.null or by.null):
            yield field.name, by.name


def named_in(condition):
    """Return the names of the fields that a condition speaks of."""
    if isinstance(condition, models.Q):
        return {name for child in condition.children for name in named_in(child)}
    return {condition[0].split("__")[0]} if isinstance(condition, tuple) else set()


@labelled(own_models())
def test_when_and_by_whom_are_both_there_or_neither(model):
    checks = [named_in(c.condition) for c in model._meta.constraints if isinstance(c, models.CheckConstraint)]
    for at, by in pairs(model):
        assert any({at, by} <= names for names in checks), f"no constraint holds {at} and {by} together"


@labelled(own_models())
def test_no_row_takes_its_time_from_the_machine(model):
    framework = {field.name for field in AbstractUser._meta.fields}  # accounts and sessions stay on real time
    for field in model._meta.fields:
        if issubclass(model, AbstractUser) and field.name in framework:
            continue
        assert not getattr(field, "auto_now", False) and not getattr(field, "auto_now_add", False), field.name
        default = getattr(field, "default", None)
        assert getattr(default, "__module__", "") != "django.utils.timezone", f"{field.name}: use the product clock"


def test_reasons_name_models_that_exist():
    known = {model._meta.label for model in own_models()}
    assert set(OF_NO_COMMUNITY) <= known


def test_only_the_product_clock_reads_the_machine_s():
    others = [path for path in MODULES if str(path.relative_to(ROOT)) not in CLOCKS]
    assert [f"{path.relative_to(ROOT)}:{line}" for path in others for line in clock_readings(path)] == []


def clock_readings(path):
    """Yield the lines on which a module asks for the machine's time, called or handed on as a default."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Attribute):
            owner = getattr(node.value, "attr", None) or getattr(node.value, "id", None)
            if (owner, node.attr) in MACHINE_TIME:
                yield node.lineno
        bare = isinstance(node, ast.Call) and not (node.args or node.keywords)
        if bare and getattr(node.func, "attr", "") in {"localtime", "localdate"}:
            yield node.lineno


def test_only_the_loader_reads_the_story():
    readers = [
        str(path.relative_to(ROOT)) for path in MODULES
        if any(word in path.read_text(encoding="utf-8") for word in ("demo-world", "demo/world", "import yaml"))
    ]
    readers.remove("content/catalogue/reading.py")  # reads the editions that an officer hands in
    assert readers == ["site/yishi/demo/story.py"]
    leaning = [
        str(path.relative_to(ROOT)) for path in MODULES
        if "site/yishi/demo/" not in str(path) and any(
            name.startswith("yishi.demo") for node in ast.walk(tree_of(path))
            for name in house._imported(path.relative_to(ROOT), node)
        )
    ]
    assert leaning == ["site/yishi/asgi.py"]  # it starts the evening of a demonstration


def test_every_verb_says_what_it_does():
    silent = []
    for path in MODULES:
        if "domain" in path.parts:
            tree = tree_of(path)
            silent += [
                f"{path.relative_to(ROOT)}: {node.name}" for node in tree.body
                if isinstance(node, ast.FunctionDef) and node.name[0] != "_" and not ast.get_docstring(node)
            ]
    assert silent == []


@pytest.mark.writes
@pytest.mark.django_db
@pytest.mark.parametrize("label", sorted(PROTECTED))
def test_what_is_written_once_is_refused_by_the_database(world, label):
    row = Anything(world.own).row(label)
    connection.check_constraints()
    table, key = row._meta.db_table, row._meta.pk.column
    refused = [f'UPDATE "{table}" SET "{key}" = "{key}"']
    refused += [] if PROTECTED[label] else [f'DELETE FROM "{table}"']
    refused += [f'TRUNCATE "{table}" CASCADE'] if connection.vendor == "postgresql" else []
    for statement in refused:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert type(row)._base_manager.filter(pk=row.pk).exists()
