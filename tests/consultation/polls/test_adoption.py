"""An old django-polls 0.2.1 site is brought in; the contract is read from the released package's own models."""

import ast
import sqlite3
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from consultation.polls import queries
from consultation.polls.domain.adoption import COLUMNS
from consultation.polls.models import Choice, NamedMark, Poll
from tests.world import account
from yishi.people.enums import Role
from yishi.people.models import Person

RELEASED = Path(__file__).parent / "data" / "django_polls_0_2_1_models.py.txt"
SQL = {"CharField": "varchar(255) NOT NULL", "TextField": "text NOT NULL", "ForeignKey": "integer NOT NULL"}


def released():
    """Return {model: {field: (kind, keywords)}} and {model: constant Meta options} of the released models."""
    fields, metas = {}, {}
    for node in ast.parse(RELEASED.read_text()).body:
        if isinstance(node, ast.ClassDef):
            fields[node.name], metas[node.name] = _fields(node), {}
            for inner in node.body:
                if isinstance(inner, ast.ClassDef) and inner.name == "Meta":
                    metas[node.name] = {each.targets[0].id: ast.literal_eval(each.value) for each in inner.body}
    return fields, metas


def _fields(node):
    found = {}
    for line in node.body:
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Call):
            call = line.value
            keywords = {each.arg: ast.literal_eval(each.value) for each in call.keywords}
            found[line.targets[0].id] = (call.func.attr, keywords)
    return found


def test_the_contract_holds():
    fields, metas = released()
    assert set(fields) == {"Poll", "Choice", "Vote"}
    for model, table in (("Poll", "polls_poll"), ("Choice", "polls_choice"), ("Vote", "polls_vote")):
        kinds = {name: kind for name, (kind, _keywords) in fields[model].items()}
        columns = {"id"} | {f"{name}_id" if kind == "ForeignKey" else name for name, kind in kinds.items()}
        assert set(COLUMNS[table]) == columns
    assert metas["Vote"] == {"unique_together": ("user", "poll")}


@pytest.mark.parametrize("model", [Poll, Choice])
def test_poll_and_choice_keep_the_released_fields(model):
    for name, (kind, keywords) in released()[0][model.__name__].items():
        own = model._meta.get_field(name)
        assert own.get_internal_type() == kind and not own.null
        assert own.max_length == keywords.get("max_length", own.max_length)
        assert own.blank == keywords.get("blank", False)


@pytest.fixture
def old_site(tmp_path):
    """A database as the released models make it, with three polls, of which one is empty."""
    path = tmp_path / "old.sqlite3"
    fields, _metas = released()
    site = sqlite3.connect(path)
    for model, found in fields.items():
        columns = [f"{name}_id {SQL[kind]}" if kind == "ForeignKey" else f"{name} {SQL[kind]}"
                   for name, (kind, _keywords) in found.items()]
        site.execute(f"CREATE TABLE polls_{model.lower()} (id integer PRIMARY KEY, {', '.join(columns)})")
    site.execute("CREATE TABLE auth_user (id integer PRIMARY KEY, username varchar(30) NOT NULL)")
    site.executemany("INSERT INTO auth_user VALUES (?, ?)", [(1, "lin"), (2, "wang"), (3, "zhao")])
    site.executemany("INSERT INTO polls_poll (id, question, description) VALUES (?, ?, ?)",
                     [(1, "装不装电梯？", "三号楼"), (2, "几点开门？", ""), (3, "空的", "")])
    site.executemany("INSERT INTO polls_choice (id, poll_id, choice) VALUES (?, ?, ?)",
                     [(10, 1, "装"), (11, 1, "不装"), (20, 2, "七点"), (21, 2, "八点")])
    site.executemany("INSERT INTO polls_vote (id, user_id, poll_id, choice_id) VALUES (?, ?, ?, ?)",
                     [(1, 1, 1, 10), (2, 2, 1, 10), (3, 3, 1, 11), (4, 1, 2, 21), (5, 9, 2, 10)])
    site.commit()
    site.close()
    return f"sqlite:///{path}"


@pytest.mark.django_db
@pytest.mark.writes
def test_an_old_site_is_brought_in_once(world, old_site, capsys):
    account(world.own.people[Role.RECORDER], "recorder")
    for _round in range(2):
        call_command("adopt_django_polls", database=old_site, community="HA", by="recorder")
    assert Poll.objects.count() == 2
    first, second = Poll.objects.order_by("source")
    assert (first.question, first.description) == ("装不装电梯？", "三号楼")
    assert (first.state, first.secrecy) == ("closed", "named")
    assert queries.tallies(first) == {1: {"10": 2, "11": 1}}
    assert [choice.label for choice in queries.counted(first)[0].choices] == ["装", "不装"]
    found = queries.counted(second)[0]
    assert (found.tally.heads, found.invalid, found.cast) == ({"20": 0, "21": 1}, 1, 2)  # another poll's choice: blank
    assert not first.decisive and found.passed is None
    assert NamedMark.objects.count() == 5
    assert set(Person.objects.filter(key__startswith="django-polls:").values_list("key", flat=True)) == {
        f"django-polls:{user}" for user in (1, 2, 3, 9)
    }
    assert "9" in capsys.readouterr().err


@pytest.mark.django_db
def test_what_cannot_be_brought_in_is_said(world, old_site, tmp_path):
    account(world.own.people[Role.RESIDENT], "resident")
    account(world.own.people[Role.RECORDER], "recorder")
    for database, community, by in (
        (old_site, "HA", "nobody"), (old_site, "??", "recorder"), (old_site, "HA", "resident"),
        (f"sqlite:///{tmp_path}/empty.sqlite3", "HA", "recorder"),
    ):
        with pytest.raises(CommandError):
            call_command("adopt_django_polls", database=database, community=community, by=by)
    assert not Poll.objects.exists()
