"""Acts of ballots on a matter: those of the polls, with what the matter itself must have before them."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from yishi.acts import Act
from yishi.people.enums import Role
from yishi.people.rules import holds

from ..enums import MatterState
from ..guards import ballots as guards
from ..polls.models.polls import OWNERS_RULES
from ..polls.transitions import ACTS, KEEPERS
from . import add

BEFORE_OPENING = (guards.step_reached, guards.by_the_frozen_rule, guards.party_studied, guards.interested_stand_aside)


def convenes_owners(person, matter):
    """``person`` sits on the owners' committee, and ``matter`` is the owners' to decide."""
    return matter.rule in OWNERS_RULES and holds(person, {Role.OWNERS_COMMITTEE}, matter.community)


add(
    Act(
        code="ballots.prepare", label=_("Prepare a ballot"), thing="consultation.Matter",
        sources=(
            MatterState.COLLECTING, MatterState.AGENDA_REVIEW, MatterState.SURVEYING, MatterState.DELIBERATING,
        ),
        event="ballots.prepared", roles=KEEPERS, own=convenes_owners, owner=Role.RECORDER,
    ),
    *(
        replace(act, guards=(*act.guards, *(BEFORE_OPENING if name == "open" else ())))
        for name, act in ACTS.items()
    ),
)
