"""Every figure of a matter, and the rows and events it comes from. The outcome record is made of these alone."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from consultation.polls.enums import PollState
from consultation.polls.models import (
    BatchSheet,
    BatchTally,
    Certification,
    Choice,
    HandCount,
    HandTally,
    NamedBallot,
    NamedBallotChoice,
    NamedMark,
    PaperBatch,
    Poll,
    RollEntry,
    SecretBallot,
    SecretBallotChoice,
    SecretMark,
)
from consultation.polls.queries import results
from consultation.polls.tallying import with_choices
from meetings.models import Attendance, Consensus, Meeting, Recusal
from meetings.queries import consensuses_of, quorums_of

from ..models import Inquiry, Matter, Merge, Milestone, Report, Sitting, Standing, Support
from .reports import with_support


@dataclass(frozen=True)
class Reading:
    """One figure: ``code``, ``label``, ``value`` (plain JSON), the querysets of its source ``rows``.

    ``kinds`` are the beginnings of the kinds of event in the matter's stream that it rests on, ``of(event)`` narrows
    them to those about it; of each of ``streams`` the head is named, which is chained to all before it.
    """

    code: str
    label: Any
    value: Any
    rows: tuple
    kinds: tuple = ()
    streams: tuple = ()
    of: Callable = lambda event: True


def readings(matter):
    """Return the Readings of ``matter`` as it stands: always the same codes in the same order for the same rows."""
    reported, behind, inquiry = _collected(matter)
    sittings = list(_sittings(matter))
    return [
        reports(matter, reported), supporters(matter, reported, behind), *research(matter, inquiry), *attendance(sittings),
        *votes(matter), *consensuses(sittings), milestones(matter),
    ]


def reports(matter, reported):
    """How many reports came together in the matter (their keys are ``reported``), undone merges left out."""
    return Reading(
        "reports", _("reports merged"), len(reported),
        (Report.objects.filter(matter=matter), Merge.objects.filter(matter=matter)),
        ("matter.reports_merged", "matter.report_left"),
    )


def supporters(matter, reported, behind):
    """How many persons (``behind``) support the matter, each counted once over all its reports."""
    return Reading(
        "supporters", _("supporters"), behind, (Support.objects.filter(report__matter=matter),),
        ("matter.reports_merged", "matter.report_left"), tuple(f"report:{pk}" for pk in reported),
    )


def research(matter, inquiry):
    """What was returned of the ``inquiry`` (its figures, or None) before the deliberation."""
    if inquiry:
        rows = Inquiry.objects.filter(matter=matter)
        yield Reading("research", _("inquiry: asked and answered"), inquiry, (rows,), ("research.",))


def attendance(sittings):
    """Who was there, at every one of ``sittings``: entitled, present, needed."""
    quorums = quorums_of([sitting.entry for sitting in sittings])
    for sitting in sittings:
        meeting = sitting.entry.meeting
        yield Reading(
            f"attendance:{sitting.pk}", _("attendance"), plain(quorums[sitting.entry_id]),
            (
                Meeting.objects.filter(pk=meeting.pk), Attendance.objects.filter(meeting=meeting),
                Recusal.objects.filter(entry=sitting.entry),
            ),
            ("sittings.",), (meeting.stream_name,),
        )


def votes(matter):
    """Roll, votes, rule and outcome of every ballot whose count is certified, decisive or not."""
    for poll in with_choices(Poll.objects.filter(matter=matter, state=PollState.CERTIFIED)):
        value = {
            "question": poll.question, "rule": poll.rule, "secrecy": poll.secrecy, "decisive": poll.decisive,
            "certified": True, "roll_hash": poll.roll_hash,
            "questions": [plain(found.figures()) for found in results(poll)],
        }
        yield Reading(
            f"vote:{poll.pk}", _("vote"), value, _vote_rows(poll), ("ballots.",), (),
            lambda event, pk=poll.pk: event.payload.get("poll", pk) == pk,
        )


def consensuses(sittings):
    """Every consensus that stands on an entry of ``sittings``: that it was found, and the hash of its row."""
    for sitting in sittings:
        if sitting.agreed is None or sitting.drafted:
            continue
        yield Reading(
            f"consensus:{sitting.pk}", _("consensus"), {"n": sitting.agreed},
            (Consensus.objects.filter(entry=sitting.entry),), ("deliberation.",), (sitting.entry.meeting.stream_name,),
        )


def milestones(matter):
    """How many milestones are set, and how many of them were done in time or late so far."""
    rows = Milestone.objects.filter(matter=matter)
    standings = [milestone.standing() for milestone in rows]
    value = {"set": len(standings)} | {
        standing.value: standings.count(standing) for standing in (Standing.DONE, Standing.DONE_LATE)
    }
    return Reading("milestones", _("milestones so far"), value, (rows,), ("milestone.", "execution."))


def decisive_figures(matter):
    """Return the Results of the certified decisive ballots of ``matter``; where there is none, its consensuses."""
    polls = [poll for poll in matter.polls.all() if poll.decisive and poll.state == PollState.CERTIFIED]
    if found := [each for poll in sorted(polls, key=lambda poll: poll.pk) for each in results(poll)]:
        return found
    agreed = [sitting.entry for sitting in _sittings(matter) if sitting.agreed is not None and not sitting.drafted]
    stands = consensuses_of(agreed)
    return [stands[entry.pk] for entry in agreed]


def _collected(matter):
    """Return (keys of the reports of ``matter``, how many persons support it, figures of its inquiry or None). One query."""
    inquiry = ("target", "returned", "unit")
    names = ("supporter_count", "reports", "inquiry", *(f"inquiry__{name}" for name in inquiry))
    found = with_support(Matter.objects.filter(pk=matter.pk)).order_by("reports__pk").values_list(*names)
    reported = [row[1] for row in found if row[1]]
    behind, _report, asked, *figures = found[0]
    return reported, behind, dict(zip(inquiry, figures, strict=True)) if asked else None


def _sittings(matter):
    """Return the sittings of ``matter`` held in a hall, in order, with entry, meeting, and the number of the consensus that
    stands on the entry (``agreed``; ``drafted`` where it is a draft).
    """
    latest = Consensus.objects.filter(entry=OuterRef("entry")).order_by("-n")
    held = Sitting.objects.filter(matter=matter).exclude(entry=None).held().with_meeting()
    return held.annotate(agreed=Subquery(latest.values("n")[:1]), drafted=Subquery(latest.values("draft")[:1])).order_by("pk")


def _vote_rows(poll):
    """Return the querysets of every row that the result of ``poll`` comes from."""
    return (
        Poll.objects.filter(pk=poll.pk), Choice.objects.filter(poll=poll),
        RollEntry.objects.filter(poll=poll), Certification.objects.filter(poll=poll),
        NamedMark.objects.filter(poll=poll), NamedBallot.objects.filter(mark__poll=poll),
        NamedBallotChoice.objects.filter(ballot__mark__poll=poll),
        SecretMark.objects.filter(poll=poll), SecretBallot.objects.filter(poll=poll),
        SecretBallotChoice.objects.filter(ballot__poll=poll),
        HandCount.objects.filter(poll=poll), HandTally.objects.filter(count__poll=poll),
        PaperBatch.objects.filter(poll=poll), BatchSheet.objects.filter(batch__poll=poll),
        BatchTally.objects.filter(sheet__batch__poll=poll),
    )


def plain(value):
    """Return ``value`` as plain JSON: dataclasses as objects; fractions, decimals, dates, lazy words as exact text."""
    if dataclasses.is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)
