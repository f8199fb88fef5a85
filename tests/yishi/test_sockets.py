"""The five sockets in the walls: a code is taken once, and what is plugged in is seen where the floor below shows it."""

import ast
import datetime as dt
import inspect

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings import slots
from tests.world import account
from yishi.journal import kinds
from yishi.people import duties, personal_data
from yishi.people.enums import Role
from yishi.people.models import Person
from yishi.web import navigation

SUBJECTS = {"person", "persons", "reporter", "speaker", "voter"}  # how a row calls whom it is about
REGISTRIES = [
    (kinds, kinds.KINDS, lambda code, label: kinds.EventKind(code, label)),
    (duties, duties.DUTIES, lambda code, label: duties.Duty(code, label, lambda person: [])),
    (navigation, navigation.LINKS, lambda code, label: navigation.Link(code, label)),
    (personal_data, personal_data.HOLDINGS, lambda code, label: personal_data.Holding(code, label, "", lambda person: [])),
    (slots, slots.SLOTS, lambda code, label: slots.Slot(code, label, "x.html", lambda entries, viewer: {})),
]


def kept(module):
    """Return what ``module`` assigns at its top: a registry is the one thing that it keeps."""
    return [node for node in ast.parse(inspect.getsource(module)).body if isinstance(node, ast.Assign | ast.AnnAssign)]


@pytest.mark.parametrize(("socket", "plugged", "make"), REGISTRIES, ids=lambda value: getattr(value, "__name__", ""))
def test_a_socket_is_one_registry_of_at_most_sixty_lines(socket, plugged, make):
    assert len(inspect.getsource(socket).splitlines()) <= 60
    assert [node.target.id for node in kept(socket) if isinstance(node, ast.AnnAssign)] == [
        name for name, value in vars(socket).items() if value is plugged
    ]
    verbs = [name for name, value in vars(socket).items() if inspect.isfunction(value) and name.startswith("register")]
    assert verbs == ["register"]


@pytest.mark.parametrize(("socket", "plugged", "make"), REGISTRIES, ids=lambda value: getattr(value, "__name__", ""))
def test_a_code_is_taken_once(socket, plugged, make, monkeypatch):
    monkeypatch.setattr(socket, next(name for name, value in vars(socket).items() if value is plugged), dict(plugged))
    socket.register(make("socket-test", "one"))
    with pytest.raises(ValueError, match="twice"):
        socket.register(make("socket-test", "another"))


@pytest.mark.parametrize(("socket", "plugged", "make"), REGISTRIES, ids=lambda value: getattr(value, "__name__", ""))
def test_a_higher_floor_has_plugged_something_in(socket, plugged, make):
    assert plugged


@pytest.mark.django_db
def test_what_waits_for_a_person_is_on_their_page(world, client, monkeypatch):
    waits = duties.Duty("test", "Things to sign", lambda person: [duties.Owed("a paper", "/rights/", dt.date(2026, 12, 4))])
    monkeypatch.setattr(duties, "DUTIES", {"test": waits})
    client.force_login(account(world.own.people[Role.RESIDENT]))
    page = client.get("/my/").content.decode()
    assert "Things to sign" in page and "a paper" in page and 'href="/rights/"' in page


@pytest.mark.django_db
def test_nothing_waits_and_the_page_says_so(world, client):
    client.force_login(account(world.own.people[Role.RESIDENT]))
    assert 'href="/my/notices/"' in client.get("/my/").content.decode()


@pytest.mark.django_db
def test_one_downloads_what_is_held_about_oneself_and_about_nobody_else(world, client):
    resident, other = world.own.people[Role.RESIDENT], world.other.people[Role.RESIDENT]
    client.force_login(account(resident))
    answer = client.get("/my/data.json")
    data = answer.json()
    assert data["person"]["rows"][0]["name"] == resident.name and "attachment" in answer["Content-Disposition"]
    assert set(data) == set(personal_data.HOLDINGS)
    assert other.name not in answer.content.decode()


@pytest.mark.django_db
def test_every_table_that_is_about_somebody_is_in_the_download(world):
    with CaptureQueriesContext(connection) as caught:
        personal_data.export(world.own.people[Role.RESIDENT])
    read = " ".join(query["sql"] for query in caught.captured_queries)
    about = {
        model._meta.db_table for model in apps.get_models() for field in model._meta.get_fields()
        if field.concrete and field.related_model is Person and field.name in SUBJECTS
    }
    assert len(about) > 20 and {table for table in about if f'"{table}"' not in read} == set()
