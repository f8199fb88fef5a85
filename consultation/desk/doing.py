"""From an act's code to its row in the table, the thing it is done to, and the domain function that does it."""

from importlib import import_module

from django.apps import apps
from django.http import Http404
from django.shortcuts import get_object_or_404

from meetings.transitions import TABLE as HALL
from yishi.acts import hindrance, may

from ..guards import collect, research, supervise
from ..polls.rules import rule_of
from ..transitions import TABLE
from .votes import VOTES

# Guards that tell which of two ways a matter goes: by its procedure, and by the outcome of its ballot.
FORKS = (
    collect.goes_to_the_agenda, collect.goes_to_its_study, research.is_open_call, supervise.ballot_not_passed,
)


def act_of(code):
    """Return the Act ``code`` of this floor or of the hall; 404 where there is none."""
    act = TABLE.get(code) or HALL.get(code) or VOTES.get(code)
    if act is None:
        raise Http404
    return act


def thing_of(act, pk):
    """Return the row with key ``pk`` that ``act`` is done to, its community read along; 404 where there is none."""
    return get_object_or_404(apps.get_model(act.thing).objects.select_related("community"), pk=pk)


def new_thing(act, community, kind=""):
    """Return the unsaved row that ``act`` would make in ``community``, of ``kind`` where it has kinds: who may?"""
    model = apps.get_model(act.thing)
    kinds = {"kind": kind} if any(field.name == "kind" for field in model._meta.fields) else {}
    return model(community=community, **kinds)


def function_of(act):
    """Return the domain function of ``act``: ``agenda.admit`` is ``consultation.domain.agenda.admit``."""
    module, name = act.code.split(".")
    floor = apps.get_model(act.thing)._meta.app_config.name
    home = "meetings.domain" if floor == "meetings" else "consultation.domain"
    return getattr(import_module(f"{home}.{module}"), name)


def acts_open_to(thing, person):
    """Return (act, checklist) for every act that ``person`` may do to ``thing`` as it stands, in the table's order.

    What is ruled out for good is left out: nothing on its form could bring it about.
    """
    label = thing._meta.label
    found = [
        (act, act.checklist(thing))
        for act in (*TABLE.values(), *HALL.values(), *VOTES.values())
        if act.thing == label and thing.state in act.sources and may(act, thing, person)
    ]
    return [(act, checks) for act, checks in found if hindrance(act, thing, person, checks) is None]


def next_acts(thing):
    """Return the acts that would move ``thing`` on its way to another state, whoever may do them."""
    label = thing._meta.label
    return [
        act for act in (*TABLE.values(), *HALL.values())
        if act.thing == label and thing.state in act.sources and act.target and act.target != thing.state
        and on_its_way(act, thing)
    ]


def on_its_way(act, thing):
    """Return whether ``act`` lies on the way of ``thing``, not on the other one where ways part.

    A ballot that asks for no notice and has no announced window is opened in the meeting, unannounced.
    """
    if act.code == "ballots.announce" and not (thing.opens_at or rule_of(thing).notice_days):
        return False
    return all(check.done for guard in act.guards if guard in FORKS for check in guard(thing))
