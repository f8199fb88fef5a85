"""Every act on ballots, results and what is done about them has its form, and the form asks for what the verb takes."""

import inspect

import pytest

from consultation.desk.doing import function_of
from consultation.desk.forms import FORMS, ActForm, form_of
from consultation.desk.votes import VOTES
from consultation.polls.domain.polls import EDITABLE
from consultation.transitions import TABLE

MODULES = {
    "ballots", "outcomes", "objections", "filing", "inquiries", "postings", "execution", "inspections", "supervision",
    "satisfaction", "follow_ups", "calls", "hearings", "releases",
}
ACTS = {code: act for code, act in (TABLE | VOTES).items() if code.split(".")[0] in MODULES}
# Nothing is asked: the act is confirmed, and that is all.
INPUTLESS = {
    "ballots.open", "outcomes.record_no_task", "outcomes.publish",
    "outcomes.end_posting", "execution.close", "execution.close_not_passed", "calls.take_back", "calls.close",
}
HIDDEN = {"seen", "once", "looked"}
# What ``ballots.prepare`` hands on to ``polls.create``; several questions and a source are no matter of the form.
DEFINITION = {"secrecy", "electorate", "place", "method", "choices", *EDITABLE} - {"source"}
ELSEWHERE = {"ballots.enter_paper": {"key"}}  # the form's own


def inputs_of(act):
    """Return the keyword arguments that the domain function of ``act`` takes from a form."""
    _thing, *given = inspect.signature(function_of(act)).parameters.values()
    names = {each.name for each in given if each.kind != each.VAR_KEYWORD} - {"by", "seen"}
    if any(each.kind == each.VAR_KEYWORD for each in given):
        names |= DEFINITION
    return names - ELSEWHERE.get(act.code, set())


def test_the_tables_are_read():
    assert len(ACTS) > 55
    assert {code.split(".")[0] for code in ACTS} == MODULES


@pytest.mark.parametrize("code", ACTS)
def test_every_act_has_its_form(code):
    assert (code in FORMS) != (code in INPUTLESS)


@pytest.mark.parametrize("code", ACTS)
def test_a_form_asks_for_what_the_verb_takes(code):
    form = form_of(code)
    asked = set(form.base_fields) - HIDDEN - set(form.beside) | set(form.gathers)
    assert asked == inputs_of(ACTS[code])
    if code in INPUTLESS:
        assert form is ActForm


@pytest.mark.parametrize("code", [code for code in ACTS if code in FORMS])
def test_every_field_is_called_by_words_and_every_form_says_what_it_is(code):
    form = form_of(code)
    assert form.__doc__
    for name, field in form.base_fields.items():
        assert name in HIDDEN or str(field.label)
