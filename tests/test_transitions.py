"""The tables themselves: states that exist, events that are known, functions that are there, guards that speak."""

import inspect
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils.translation import override

from consultation.desk.doing import function_of
from consultation.desk.forms import ActForm, form_of
from consultation.transitions import TABLE
from meetings.transitions import TABLE as HALL
from tests.things import things, whole
from yishi.checks import Check
from yishi.journal.kinds import KINDS
from yishi.people.enums import Role

ACTS = {**TABLE, **HALL}
each_act = pytest.mark.parametrize("act", ACTS.values(), ids=list(ACTS))
# What nobody owes, because it is a day that has to come, or because it cannot be cured at all.
NOT_OWED = {"window_over", "open_call", "only_one", "before_result", "roll", "definition"}


@each_act
def test_states_are_states_of_the_thing(act):
    model = apps.get_model(act.thing)
    states = {field.name: field for field in model._meta.fields}.get("state")
    known = {value for value, _label in states.choices} if states else set()
    assert set(act.sources) <= known, "a source is no state"
    assert act.target is None or act.target in known, "the target is no state"
    assert len(set(act.sources)) == len(act.sources)


@each_act
def test_the_event_is_known_and_said_in_the_past(act):
    assert act.event in KINDS, "register its kind in events/"
    noun, _dot, verb = act.event.partition(".")
    assert noun and verb and act.code in ACTS and ACTS[act.code] is act
    assert str(KINDS[act.event].label)


@each_act
def test_the_act_has_its_function(act):
    function = function_of(act)
    parameters = inspect.signature(function).parameters
    assert parameters["by"].kind is inspect.Parameter.KEYWORD_ONLY, "by= is a keyword"
    assert inspect.getdoc(function), "a verb says what becomes true and what is refused"
    if act.sources:
        assert "seen" in parameters, "a form must be able to say in which state it was drawn"


@each_act
def test_the_act_reads_well(act):
    for language in ("en", "zh-hans"):
        with override(language):
            assert str(act.label)
        assert act.becomes or form_of(act.code) is not ActForm, "its form asks nothing: say what becomes true by it"
    assert act.owner is None or act.owner in Role
    assert act.target is None or act.owner or act.own or act.roles


def test_every_state_is_reached_by_an_act():
    """No state is a dead word: an act leads to it, it is where things begin, or it follows from another act."""
    following = {
        ("consultation.Petition", "reached"), ("consultation.Resolution", "superseded"),
        ("consultation.SatisfactionSurvey", "counted"), ("meetings.Gallery", "committed"),
        ("meetings.Recurrence", "replaced"),
    }
    unreached = []
    for label in {act.thing for act in ACTS.values()}:
        field = {field.name: field for field in apps.get_model(label)._meta.fields}.get("state")
        for state, _label in field.choices if field else ():
            led_to = any(act.thing == label and act.target == state for act in ACTS.values())
            if not (led_to or state == field.default or (label, state) in following):
                unreached.append((label, state))
    assert unreached == []


@pytest.mark.django_db
def test_every_guard_says_what_is_missing_and_who_owes_it(world):
    made, silent = things(world.own), []
    for act in ACTS.values():
        thing = made[act.thing]
        for source in act.sources if act.guards else ():
            for name, value in whole(thing, source).items():
                setattr(thing, name, value)
            for guard in act.guards:
                checks = guard(thing)
                assert isinstance(checks, list) and all(isinstance(check, Check) for check in checks), guard.__name__
                assert guard.__doc__, guard.__name__
                silent += [f"{act.code}: {guard.__name__}: {wrong}" for check in checks for wrong in faults(check)]
    assert silent == []


def faults(check):
    """Yield what a line of a checklist fails to say."""
    if not check.code or not str(check.label):
        yield "it has neither code nor words"
    if check.act and check.act not in ACTS:
        yield f"{check.act} would cure it, and is no act"
    if not check.done and not str(check.owes) and check.code not in NOT_OWED:
        yield f"{check.code} is missing, and nobody owes it"


def test_the_picture_of_the_procedure_is_the_table_s():
    call_command("draw_procedure", check=True, stdout=StringIO())
