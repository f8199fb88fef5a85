"""Every act × every role × own or other community, against ``truth_table.csv``, which is written by hand.

A new act without a row there fails, and so does a row without an act. A row says who may by office in the thing's own
community (offices of the sub-district: in each), in words who else because it is theirs, and on what that rests. Then
every act from each state of its thing: taken from its sources, and refused in a sentence from everywhere else.
"""

import csv
from pathlib import Path

import pytest
from django.apps import apps

from consultation.transitions import TABLE
from content.requests.transitions import TABLE as REQUESTS
from meetings.transitions import TABLE as HALL
from tests.content.requests.things import requests_of
from tests.things import things
from yishi.acts import may, require, require_state, taking
from yishi.journal.models import Event
from yishi.people.enums import STREET_OFFICES, Role
from yishi.refusals import Forbidden, Refused, Stale

ACTS = {**TABLE, **HALL, **REQUESTS}
with Path(__file__).with_name("truth_table.csv").open(encoding="utf-8", newline="") as file:
    LINES = list(csv.DictReader(file))
ROWS = {line["act"]: line for line in LINES}
ADMINS = {Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN, Role.SECURITY_ADMIN}


def expected(code):
    """Return the pairs (role, "own" or "other") that the row of ``code`` lets in."""
    roles = {Role(name) for name in ROWS[code]["roles"].split()}
    return {(role, "own") for role in roles} | {(role, "other") for role in roles & STREET_OFFICES}


def test_every_act_has_its_row_and_every_row_its_act():
    assert sorted(set(ACTS) - set(ROWS)) == [], "acts without a row in tests/truth_table.csv"
    assert sorted(set(ROWS) - set(ACTS)) == [], "rows of tests/truth_table.csv without an act"
    assert len(LINES) == len(ROWS), "an act has two rows"
    assert [code for code, row in ROWS.items() if not row["because"]] == [], "a row says on what it rests"


@pytest.fixture
def made(world):
    return {**things(world.own), **requests_of(world.street)}


@pytest.mark.django_db
@pytest.mark.parametrize("label", sorted({act.thing for act in ACTS.values()}))
def test_who_may(label, world, made):
    people = {"own": world.own.people, "other": world.other.people}
    wrong = []
    for code, act in ACTS.items():
        if act.thing != label or code not in ROWS:
            continue
        assert not may(act, made[label], None), f"a visitor may {code}"
        found = {(role, side) for side in people for role in Role if may(act, made[label], people[side][role])}
        wrong += [f"{code}: {role} of {side} community may, and should not" for role, side in found - expected(code)]
        wrong += [f"{code}: {role} of {side} community may not, and should" for role, side in expected(code) - found]
    assert wrong == []


@pytest.mark.parametrize("code", ACTS)
def test_whose_it_is_is_said_in_words(code):
    assert bool(ROWS[code]["own"]) == bool(ACTS[code].own)
    assert ROWS[code]["roles"] or ROWS[code]["own"], "nobody may do it"


def test_the_administrators_do_nothing_in_a_matter():
    assert [code for code in ROWS if expected(code) & {(role, "own") for role in ADMINS}] == []


def test_whoever_moderates_or_inspects_decides_nothing():
    readers = {(Role.CONTENT_MODERATOR, "own"), (Role.DISCIPLINE_INSPECTOR, "own"), (Role.MEDIA, "own")}
    assert {code for code in ROWS if expected(code) & readers} == {
        "reports.file", "reports.moderate", "agenda.declare_conflict", "observers.register",
            "opinions.hand_in", "comments.hand_in", "comments.show", "comments.decline", "comments.take_down",
    }


@pytest.mark.django_db
def test_the_refusal_names_who_may(world, made):
    with pytest.raises(Forbidden, match=r"居务监督委员会委员|supervisory"):
        require(TABLE["ballots.certify"], made["polls.Poll"], world.own.people[Role.RESIDENT])
    with pytest.raises(Forbidden):
        require(TABLE["reports.amend"], made["consultation.Report"], None)


def states_of(label):
    """Return the states of a kind of thing, or none where it has no state."""
    field = {field.name: field for field in apps.get_model(label)._meta.fields}.get("state")
    return [state for state, _label in field.choices] if field else []


@pytest.mark.django_db
@pytest.mark.parametrize("label", sorted({act.thing for act in ACTS.values() if act.sources}))
def test_from_where_it_starts_and_from_nowhere_else(label, world, made):
    """Whoever may: each act from each state of its thing, whole in it, with its guards apart."""
    thing, wrong = made[label], []
    for code, act in ACTS.items():
        for state in states_of(label) if act.thing == label and act.sources else ():
            thing.state = state
            try:
                require_state(act, thing)
                found = True
            except Refused as refusal:
                found, words = False, str(refusal)
                assert str(act.label) in words and thing.get_state_display() in words
            if found != (state in act.sources):
                wrong.append(f"{code} from {state}: {'taken' if found else 'refused'}")
            with pytest.raises(Stale):
                require_state(act, thing, seen="another")
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize("label", sorted({act.thing for act in ACTS.values() if act.sources}))
def test_an_act_from_elsewhere_is_refused_and_writes_nothing(label, world, made):
    thing, before = made[label], Event.objects.count()
    for code, act in ACTS.items():
        if act.thing != label or not act.sources:
            continue
        by = next((p for p in world.own.people.values() if may(act, thing, p)), None)
        for state in set(states_of(label)) - set(act.sources) if by else ():
            thing.state = state
            with pytest.raises(Refused), taking(act, thing, by=by):
                pytest.fail(f"{code} was taken from {state}")
    assert Event.objects.count() == before
