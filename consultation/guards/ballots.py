"""What a matter must have before a ballot on it opens (domain 3.5); ``polls.guards`` has what the poll itself must."""

from django.utils.translation import gettext_lazy as _

from meetings.models import Recusal
from yishi.checks import Check
from yishi.clock.story import today
from yishi.people.enums import Role
from yishi.people.models import Seat

from ..enums import MatterState
from ..models import Admission, Inquiry
from ..polls.enums import Electorate
from ..polls.models import Poll, RollEntry
from ..polls.models.polls import SETTLED
from ..polls.rules import rule_of
from .agenda import party_agreed
from .deliberate import inquiry_owed_by

AT_THE_TABLE = (Electorate.MEMBERS, Electorate.LISTED)
CALLED_IN = (MatterState.COLLECTING, MatterState.SURVEYING)
NOT_PAST_IT = (MatterState.COLLECTING, MatterState.AGENDA_REVIEW, MatterState.SURVEYING, MatterState.DELIBERATING)


def step_reached(poll):
    """A count of opinions waits for the published inquiry, a ballot by which a body decides for the deliberation."""
    matter = poll.matter
    if matter is None:
        return []
    if rule_of(poll).decides:
        done = matter.state == MatterState.DELIBERATING
        return [Check("deliberated", _("the matter is under deliberation"), done, Role.FACILITATOR.label,
                      "deliberation.enter")]
    if matter.procedure == "open_call":
        return [Check("called", _("the call for opinions is open"), matter.state in CALLED_IN, Role.RECORDER.label,
                      "matters.begin_study")]
    inquiry = Inquiry.objects.filter(matter=matter).first()
    out = inquiry is not None and inquiry.published_on is not None
    standing = matter.state in NOT_PAST_IT
    return [
        Check("inquiry_published", _("the results of the inquiry are published"), out, inquiry_owed_by(inquiry),
              "research.publish"),
        Check("before_result", _("the matter is not yet past its deliberation"), standing,
              over=_("This matter is past its deliberation. No more opinions are counted on it.")),
    ]


def frozen_with(matter):
    """Return what the admission of ``matter`` froze of the ballot that decides it, as fields of a Poll."""
    row = Admission.objects.filter(matter=matter, admitted_on__isnull=False, rule=matter.rule).first()
    if row is None:
        return {}
    roll = {"electorate": row.electorate, "place": row.voting_place}
    shares = {"local_quorum": row.local_quorum, "local_threshold": row.local_threshold}
    return {name: value for name, value in roll.items() if value} | shares


def by_the_frozen_rule(poll):
    """The ballot that decides follows the rule, and is voted by the roll, frozen at the admission; it is the only one."""
    matter = poll.matter
    if matter is None or not poll.decisive:
        return []
    others = Poll.objects.filter(matter=matter, decisive=True, state__in=SETTLED)
    others = others.exclude(pk__in=[poll.pk, poll.after_id or poll.pk])
    rule = matter.get_rule_display() or "–"
    return [
        Check("rule", _("it is decided by the rule frozen with the item (%(rule)s)") % {"rule": rule},
              bool(matter.rule) and matter.rule == poll.rule, Role.COMMUNITY_SECRETARY.label, "agenda.admit"),
        Check("frozen", _("it is voted by the roll, and counted by the shares, frozen with the item"),
              all(getattr(poll, name) == value for name, value in frozen_with(matter).items())),
        Check("only_one", _("no other ballot has decided the matter or is deciding it; a new vote is a new matter"),
              not others.exists()),
    ]


def party_studied(poll):
    """Before residents or their representatives vote, the party organisation has studied the matter (art. 30)."""
    return party_agreed(poll.matter) if poll.matter and rule_of(poll).needs_party_review else []


def interested_stand_aside(poll):
    """Whoever declared an interest in the matter, or stood aside from it in the hall, stands aside from the table.

    (domain 3.2, separation.) What is said once the ballot is open is recorded on its roll by that act itself.
    """
    if poll.matter is None or not rule_of(poll).decides or poll.electorate not in AT_THE_TABLE:
        return []
    declared = poll.matter.conflict_declarations.filter(declared=True, person__isnull=False)
    aside = Recusal.objects.filter(entry__sitting__matter=poll.matter, entry__sitting__taken_off_on=None)
    interested = {*declared.values_list("person", flat=True), *aside.values_list("attendance__person", flat=True)}
    if not interested:
        return []
    if poll.roll_hash:
        units = [f"p{person}" for person in interested]
        waiting = RollEntry.objects.filter(poll=poll, unit__in=units, recusal=None).exists()
    else:
        seats = Seat.objects.on(today()).in_own_right().within(poll.place).filter(role__in=poll.roles)
        waiting = poll.electorate == Electorate.LISTED or seats.filter(person__in=interested).exists()
    label = _("those who declared an interest or stood aside in the hall do so here: the roll is frozen, and it is recorded on it")
    return [Check("interests", label, not waiting, Role.RECORDER.label, "ballots.recuse",
                  _("Organic Law of Urban Residents’ Committees, art. 8"))]
