"""Matters as open data: computed from the rows at every request, with nothing that the pages do not show to everybody.

Instants are ISO 8601 with their offset, dates ISO dates; heads are whole numbers, areas whole square decimetres
(0.01 m²), shares exact fractions. Persons appear by the name they chose for the public. See ``docs/open-data.md``.
"""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import override

from yishi.clock.story import today
from yishi.people.names import display_name
from yishi.people.rules import read_persons

from .enums import Rule
from .models import Matter, PostingPurpose, PostingState, ResolutionState
from .naming import named
from .open_calls import call, hearings
from .pages.along import public_names, read_along
from .polls.enums import PollState
from .polls.queries import for_second_ballot, shown
from .queries.decisions import decision
from .queries.reports import with_support

PAGE = 500
READ = frozenset({
    "polls", "sittings", "sittings__entry__consensuses", "postings", "resolutions", "minority_opinions", "objections",
    "call__opinions", "hearings", "hearings__participants", "milestones__delays", "inspections__members", "surveys",
})


def index(after=None):
    """Return (results, key of the last one where more follow, else None): at most 500 matters, by key. One query.

    ``after`` is the key after which the page begins.
    """
    rows = with_support(Matter.objects.select_related("community")).order_by("pk")
    found = list(rows.filter(pk__gt=after)[: PAGE + 1] if after else rows[: PAGE + 1])
    more = found[PAGE - 1].pk if len(found) > PAGE else None
    return [summary(matter) for matter in found[:PAGE]], more


def next_address(more):
    """Return the address of the page that follows after the key ``more``, or None."""
    return more and f"{reverse('open-data-matters')}?{urlencode({'after': more})}"


def summary(matter):
    """Return the line of ``matter`` (out of ``with_support``) in the index."""
    return head(matter) | {
        "opened_on": matter.opened_on, "closed_on": matter.closed_on, "reports": matter.report_count,
        "supporters": matter.supporter_count, "url": matter.get_absolute_url(),
        "data": reverse("open-data-matter", args=[matter.code]),
    }


def head(matter):
    """Return what names a matter and says where it stands."""
    return {
        "code": matter.code, "title": matter.title, "summary": matter.summary, "community": matter.community.code,
        "community_name": matter.community.name, "topic": matter.topic, "procedure": matter.procedure,
        "step": int(matter.stage), "state": matter.state,
    }


def record(matter):
    """Return everything public about ``matter``: a query for each kind of row that it has, and those of its ballots."""
    read_along(matter, READ)
    read_persons(*public_names(matter))
    with override(settings.LANGUAGE_CODE):
        polls = [ballot(poll) for poll in _polls(matter)]
        held = sittings(matter)
        return head(matter) | {
            "url": matter.get_absolute_url(),
            "form": matter.form, "rule": matter.rule, "previous": matter.previous and matter.previous.code,
            "reports": matter.report_count, "supporters": matter.supporter_count,
            "dates": dates(matter), "agenda_number": _number(getattr(matter, "admission", None), "number_line"),
            "sittings": held, "polls": polls, "outcome": outcome(matter),
            "resolution": resolution(matter), "minority_opinions": minority(matter), "objections": objections(matter),
            "call": call(matter), "hearings": hearings(matter),
            "milestones": milestones(matter), "acceptance": acceptance(matter), **satisfaction(matter),
        }


def dates(matter):
    """Return the days on which the steps began and ended, None where they have not."""
    admission, inquiry = getattr(matter, "admission", None), getattr(matter, "inquiry", None)
    standing = [row for row in matter.postings.all() if row.state == PostingState.STANDING]
    posting = max((row for row in standing if row.purpose == PostingPurpose.RESOLUTION), key=lambda row: row.until, default=None)
    execution = getattr(matter, "execution", None)
    return {
        "opened": matter.opened_on, "collected_until": matter.collected_until,
        "admitted": admission and admission.admitted_on, "researched_since": inquiry and inquiry.since,
        "researched_until": inquiry and inquiry.until, "research_published": inquiry and inquiry.published_on,
        "posted_since": posting and posting.since, "posted_until": posting and posting.until,
        "execution_started": execution and execution.started, "closed": matter.closed_on,
    }


def _polls(matter):
    rows = [poll for poll in matter.polls.all() if poll.state != PollState.DRAFT]
    return sorted(rows, key=lambda poll: (poll.opens_at is not None, poll.opens_at, poll.pk))


def ballot(poll):
    """Return ``poll`` with its rule and roll; ``results`` is None until they are certified, and shown to everybody at once."""
    found, hidden = shown(poll)
    return {
        "id": poll.pk, "question": poll.question, "rule": poll.rule, "secrecy": poll.secrecy,
        "decisive": poll.decisive, "electorate": poll.electorate, "place": poll.place.code, "state": poll.state,
        "annulled_because": poll.annulled_because, "announced_on": poll.announced_on,
        "opens_at": _instant(poll.opens_at), "closes_at": _instant(poll.closes_at),
        "roll": {
            "entitled": poll.entitled, "sha256": poll.roll_hash,
            **({"area_dm2": poll.entitled_area_dm2} if poll.weighs_area else {}),
        },
        "results": None if hidden else [counted(each) for each in found],
    }


def counted(result):
    """Return the Result of one question: its sum, its tests, what came of it, and the outcome in a sentence."""
    return result.figures() | {
        "question": result.question, "method": result.method, "certified": result.certified,
        "choices": [
            {"code": choice.code, "label": str(choice.label), "heads": choice.heads, "budget_yuan": choice.budget_yuan,
             **({"area_m2": str(choice.area)} if result.weighs_area else {})}
            for choice in result.choices
        ],
        "sentence": str(result.sentence),
    }


def outcome(matter):
    """Return "passed" or "not_passed" by the decisive ballot certified last, or by the table where consensus decides.

    None before, and while a second ballot is owed. At the table an objection that stands adopts nothing.
    """
    deciding = [poll for poll in matter.polls.all() if poll.decisive and poll.state != PollState.ANNULLED]
    certified = [poll for poll in deciding if poll.state == PollState.CERTIFIED]
    again = {poll.after_id for poll in certified}
    if any(poll.pk not in again and for_second_ballot(poll) for poll in certified):
        return None
    adopted = decision(matter) if certified or (matter.rule == Rule.CONSENT and not deciding) else None
    return {True: "passed", False: "not_passed"}.get(adopted)


def sittings(matter):
    """Return the sittings of ``matter`` that stand, by day, with who was there in figures."""
    rows = [row for row in matter.sittings.all() if row.stands]
    return [_sitting(row) for row in sorted(rows, key=lambda row: (row.date, row.pk))]


def _sitting(row):
    found = {"kind": row.kind, "date": row.date, "held": row.held, "meeting": None, "consensus": None}
    if row.entry_id is None:
        return found
    meeting = row.entry.meeting
    agreed = max(row.entry.consensuses.all(), key=lambda consensus: consensus.n, default=None)
    return found | {
        "meeting": {
            "kind": meeting.kind, "title": meeting.title, "starts_at": _instant(meeting.starts_at),
            "state": meeting.state, "entitled": meeting.entitled, "present": row.there if row.held else None,
            "observers_on_site": meeting.observers_on_site, "observers_online": meeting.observers_online,
            "facilitator": display_name(meeting.facilitator), "recorder": display_name(meeting.recorder),
        },
        "consensus": agreed.text if agreed and not agreed.draft else None,
    }


def resolution(matter):
    """Return the resolution in force with its number and text, or None; of a draft nothing is told."""
    public = [row for row in matter.resolutions.all() if row.state != ResolutionState.DRAFT]
    found = max(public, key=lambda row: row.version, default=None)
    return found and {
        "number": _number(found, "number"), "version": found.version, "state": found.state, "title": found.title,
        "dated": found.dated, "published_on": found.published_on, "paragraphs": found.paragraphs, "text": found.text,
    }


def _number(row, name):
    line = getattr(row, name, None)
    return str(line) if line else None


def minority(matter):
    """Return the opinions that differ, each with its answer."""
    return [{"n": row.n, "text": row.text, "answer": row.answer} for row in matter.minority_opinions.all()]


def objections(matter):
    """Return the objections to the result: who, when, until when an answer is due and when it came."""
    return [
        {"by": named(row), "raised_on": row.raised_on, "due": row.due, "replied_on": row.replied_on, "text": row.text,
         "reply": row.reply}
        for row in matter.objections.all()
    ]


def milestones(matter):
    """Return the promises of ``matter`` as they stand today, with the reasons why they are late."""
    day = today()
    return [
        {
            "n": row.n, "name": row.name, "due": row.due, "state": row.standing(day), "progress": row.progress,
            "done_on": row.done_on, "days_late": row.days_late(day),
            "delays": [{"recorded": delay.recorded, "reason": delay.reason, "new_due": delay.new_due}
                       for delay in row.delays.all()],
        }
        for row in matter.milestones.all()
    ]


def acceptance(matter):
    """Return the rounds of acceptance, with the inspectors by the names that the public reads."""
    return [
        {
            "round": row.round, "on": row.on, "result": row.result, "comment": row.comment, "redo_due": row.redo_due,
            "inspectors": [named(member) for member in row.members.all()],
        }
        for row in matter.inspections.all()
    ]


def satisfaction(matter):
    """Return ``satisfaction`` (the last survey's counts, or None) and ``surveys`` (all of them, by day)."""
    surveys = []
    for row in sorted(matter.surveys.all(), key=lambda row: (row.since, row.pk)):
        tally = row.tally()
        surveys.append({
            "since": row.since, "until": row.until, "invited": row.invited, "rated": tally.rated,
            "satisfied": tally.satisfied, "basic": tally.basic, "dissatisfied": tally.dissatisfied,
        })
    return {"satisfaction": surveys[-1] if surveys else None, "surveys": surveys}


def _instant(value):
    return value and localtime(value).isoformat()
