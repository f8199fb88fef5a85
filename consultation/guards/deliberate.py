"""What stands before the acts of step 4, and what step 4 owes to step 5 (domain 3.5)."""

from django.utils.translation import gettext_lazy as _

from meetings.enums import MeetingState
from meetings.models import Consensus
from meetings.rules import earliest_day, rule_of
from yishi.checks import Check
from yishi.clock import spoken
from yishi.people.enums import Role
from yishi.text.side_by_side import listed

from ..enums import Rule
from ..models import Inquiry, Sitting, SittingKind
from ..polls.enums import PollState
from ..polls.queries import for_second_ballot

REPORT_DAYS = 3  # the inquiry is out this many calendar days before the deliberation (domain 3.5)
RECORDER, SECRETARY, FACILITATOR = Role.RECORDER.label, Role.COMMUNITY_SECRETARY.label, Role.FACILITATOR.label
NEXT = {  # state of the ballot that decides → the act that is next on it
    PollState.DRAFT: "ballots.open", PollState.ANNOUNCED: "ballots.open", PollState.OPEN: "ballots.close",
    PollState.CLOSED: "ballots.certify",
}
UNDER_WAY = (PollState.ANNOUNCED, PollState.OPEN, PollState.CLOSED)


def inquiry_published(matter):
    """The inquiry was made and its results are published; where a deliberation is called, 3 days before its day."""
    found = Inquiry.objects.filter(matter=matter).first()
    out = found and found.published_on
    label = _("the results of the inquiry are published")
    checks = [Check("inquiry_published", label, bool(out), inquiry_owed_by(found), "research.publish")]
    sitting = _first_deliberation(matter)
    if sitting and out:
        checks.append(
            Check(
                "inquiry_in_time",
                _("they were published at least %(days)d days before the deliberation of %(day)s")
                % {"days": REPORT_DAYS, "day": spoken.day(sitting.date)},
                (sitting.date - out).days >= REPORT_DAYS, SECRETARY, "meetings.reschedule",
            )
        )
    return checks


def notice_kept(matter):
    """Where a deliberation is called: its notice ran as long as its kind asks, or a special case is named."""
    sitting = _first_deliberation(matter)
    if sitting is None:
        return []
    kind = sitting.entry.meeting.kind
    rule = rule_of(kind)
    return [
        Check(
            "notice_kept", _("notice was given at least %(notice)s before the meeting") % {"notice": rule.notice},
            (rule.special and bool(sitting.notice_reason)) or sitting.date >= earliest_day(kind, sitting.noticed_on), SECRETARY,
            "meetings.reschedule", rule.why,
        )
    ]


def minutes_signed(matter):
    """The matter was deliberated, and the minutes of each deliberation and decision in a hall are signed by both."""
    kinds = (SittingKind.DELIBERATION, SittingKind.DECISION)
    held = list(Sitting.objects.filter(matter=matter).held().with_meeting().order_by("pk"))
    called = bool(held) or Sitting.objects.filter(matter=matter).standing().exists()
    in_hall = [sitting for sitting in held if sitting.kind in kinds]
    checks = [
        Check(
            "sitting_held", _("the matter was deliberated at a meeting, or put to a ballot by papers"),
            any(sitting.kind != SittingKind.AGENDA for sitting in held), FACILITATOR if called else SECRETARY,
            "meetings.open" if called else "sittings.put",
            _("Organic Law of Urban Residents’ Committees, art. 32"),
        )
    ]
    meetings = {sitting.entry.meeting_id: sitting.entry.meeting for sitting in in_hall}
    return checks + [
        Check(
            f"minutes_signed_{meeting.pk}",
            _("the minutes of the meeting of %(day)s are signed by facilitator and recorder") % {"day": spoken.day(meeting.date)},
            meeting.state == MeetingState.SIGNED, listed((FACILITATOR, RECORDER)), _signature_next(meeting),
            on=meeting.pk,
        )
        for meeting in meetings.values()
    ]


def inquiry_owed_by(inquiry):
    """Return who owes the next of what leads to the results of ``inquiry`` (None: there is none yet) being published."""
    return SECRETARY if inquiry and inquiry.closed_on else RECORDER


def _signature_next(meeting):
    """Return the act by which the minutes of ``meeting`` are signed next."""
    begun = meeting.state == MeetingState.CLOSED and meeting.signatures.exists()
    return "minutes.countersign" if begun else "minutes.sign"


def decided(matter):
    """The ballot that decides is certified; by the rule of consensus a consensus may be recorded in its place.

    Whether it was adopted is another question: what was voted down, or objected to, is published too.
    """
    standing = [poll for poll in matter.polls.all() if poll.decisive and poll.state != PollState.ANNULLED]
    polls = [(poll.state, poll.rule) for poll in standing]
    if matter.rule == Rule.CONSENT and not polls:
        return _agreed(matter)
    rule = matter.get_rule_display() or "–"
    onward = next((NEXT[state] for state, _rule in polls if state in NEXT), "ballots.prepare")
    return [
        Check(
            "decided", _("the ballot that decides (%(rule)s) is certified") % {"rule": rule},
            (PollState.CERTIFIED, matter.rule) in polls, counted_by(onward), onward,
        ),
        Check(
            "ballots_ended", _("no other ballot that decides is still under way"),
            not any(state in UNDER_WAY for state, _rule in polls), counted_by(onward), onward,
        ),
        *_second_ballots(standing),
    ]


def counted_by(act):
    """Return who owes ``act``, the next on a ballot: the recorder holds it, the supervisory committee certifies it."""
    return Role.SUPERVISORY_MEMBER.label if act == "ballots.certify" else RECORDER


def _second_ballots(polls):
    """Return the check of the second ballot that one of ``polls`` asks for: it is held, or the first said nothing."""
    held = {poll.after_id for poll in polls if poll.state == PollState.CERTIFIED}
    label = _("the second ballot, between the two options that led, is certified")
    return [
        Check("second_ballot", label, poll.pk in held, RECORDER, "ballots.prepare")
        for poll in polls if for_second_ballot(poll)
    ]


def _agreed(matter):
    """Return the check of a decision at the table: what was found is recorded, and is no draft."""
    entries = Sitting.objects.filter(matter=matter).held().exclude(entry=None).values("entry")
    latest = Consensus.objects.filter(entry__in=entries).order_by("-at", "-pk").first()
    final = latest is not None and not latest.draft
    label = _("what the table found is recorded, with the objections to it")
    return [Check("consensus", label, final, RECORDER, "deliberation.record_consensus")]


def _first_deliberation(matter):
    """Return the earliest deliberation of ``matter`` that still stands, or None."""
    rows = Sitting.objects.filter(matter=matter, kind=SittingKind.DELIBERATION).standing().with_meeting()
    return rows.order_by("entry__meeting__starts_at").first()
