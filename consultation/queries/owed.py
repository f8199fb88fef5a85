"""The sources of what is owed: one query each, over the rows of a condition on their community."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, Subquery

from meetings.enums import MeetingKind, MeetingState
from meetings.models import Correction, Meeting, SignedMinutes
from meetings.rules import RULES, SIGN_WORKDAYS
from yishi.clock.story import today

from ..collecting import PetitionState
from ..domain.postings import RESOLUTION_DAYS
from ..enums import HearingForm, MatterState
from ..guards.agenda import NOTICE_DAYS
from ..guards.deliberate import REPORT_DAYS
from ..guards.publish import last_of
from ..models import (
    Admission,
    AnswerState,
    Hearing,
    HearingState,
    Inquiry,
    InquiryNote,
    Matter,
    Objection,
    Petition,
    Posting,
    PostingPurpose,
    PublicCall,
    PublicCallState,
    Report,
    Resolution,
    Sitting,
    SittingKind,
)
from ..models.hearings import HEARING_PAPER_DAYS
from ..polls.enums import PollState
from ..polls.models import Poll
from . import dues as d
from .owed_of_results import CARRIED_OUT

BEFORE_MEETING = (MatterState.AGENDA_REVIEW, MatterState.SURVEYING)
IN_A_HALL = (HearingForm.COUNCIL, HearingForm.COUNCIL_AND_CALL)
FULL = dt.timedelta(RESOLUTION_DAYS)
MADE_KNOWN = RULES[MeetingKind.COUNCIL].notice_days
OPENED = {PollState.ANNOUNCED: "ballots.open", PollState.OPEN: "ballots.close"}


def dues(here):
    """Return every Due of the rows that satisfy ``here`` (a condition on ``community``), in order of date."""
    found = [due for source in SOURCES for due in source(here)]
    for due in found:
        due.matter = due.thing if isinstance(due.thing, Matter) else due.matter or getattr(due.thing, "matter", None)
    return sorted(found, key=lambda due: due.key)


def meetings(here):
    """Meetings to be held on the day that was announced."""
    rows = Meeting.objects.filter(here, state=MeetingState.PLANNED).select_related("community").order_by("starts_at")
    return [d.promised("meetings.open", row, row.date, d.ANNOUNCED, what=row.title) for row in rows[: d.MOST]]


def minutes(here):
    """Minutes to be signed, within some working days after the close: by either of the two, then by the other."""
    first = SignedMinutes.objects.filter(meeting=OuterRef("pk")).order_by("n").values("person")[:1]
    rows = Meeting.objects.filter(here, state=MeetingState.CLOSED, closed_at__isnull=False).select_related("community")
    rows = rows.annotate(signed_by=Subquery(first))
    return [
        d.in_workdays(f"minutes.{'counter' if row.signed_by else ''}sign", row, d.on_day(row.closed_at), SIGN_WORKDAYS,
                      d.SIGN_RULE, what=row.title, done_by=row.signed_by)
        for row in rows.order_by("starts_at")[: d.MOST]
    ]


def corrections(here):
    """Corrections of signed minutes that wait for the signature of the facilitator."""
    rows = Correction.objects.filter(here, answer=None).select_related("meeting__community").order_by("at", "pk")[: d.MOST]
    return [d.at_once("corrections.countersign", row.meeting, d.on_day(row.at), d.NOTED_RULE, what=row.meeting.title,
                      done_by=row.by_id) for row in rows]


def notices_to_post(here):
    """Items whose day is set and whose notice, as they now read, does not hang yet."""
    hangs = Posting.objects.standing(PostingPurpose.AGENDA).of_the_text().filter(matter=OuterRef("matter"))
    rows = d.rows_of(Admission.objects, here, matter__state=MatterState.AGENDA_REVIEW, scheduled_on__isnull=False)
    rows = rows.exclude(Exists(hangs)).order_by("scheduled_on")[: d.MOST]
    return [d.counted("agenda.post_notice", row.matter, row.scheduled_on, -NOTICE_DAYS, d.NOTICE_RULE) for row in rows]


def notices_hanging(here):
    """Items that may be admitted when the first notice of them, as they now read, has hung."""
    rows = Posting.objects.standing(PostingPurpose.AGENDA).of_the_text()
    rows = d.rows_of(rows, here, matter__state=MatterState.AGENDA_REVIEW)
    found = {}
    for row in rows.order_by("since", "pk")[: d.MOST]:
        found.setdefault(row.matter_id, row)
    return [
        d.counted("agenda.admit", row.matter, row.since, NOTICE_DAYS, d.NOTICE_RULE, opens=True)
        for row in found.values()
    ]


def items_without_a_meeting(here):
    """Items set down for a day on whose agenda no meeting has them yet: that one is called and made known in time."""
    on_agenda = Sitting.objects.standing().filter(matter=OuterRef("matter"))
    rows = d.rows_of(Admission.objects, here, matter__state__in=BEFORE_MEETING, scheduled_on__gte=today(), form__in=IN_A_HALL)
    rows = rows.exclude(Exists(on_agenda)).order_by("scheduled_on")[: d.MOST]
    return [d.counted("sittings.put", row.matter, row.scheduled_on, -MADE_KNOWN, d.MADE_KNOWN_RULE) for row in rows]


def inquiries_to_close(here):
    """Inquiries that can be closed from their last day on."""
    rows = d.rows_of(Inquiry.objects, here, matter__state=MatterState.SURVEYING, closed_on=None).order_by("until")
    return [d.promised("research.close", row.matter, row.until, d.PLANNED, opens=True) for row in rows[: d.MOST]]


def reports_to_publish(here):
    """Reports of inquiries that have to be out before a deliberation."""
    rows = d.rows_of(
        Sitting.objects.filter(kind=SittingKind.DELIBERATION, taken_off_on=None), here,
        entry__meeting__state=MeetingState.PLANNED, matter__state=MatterState.SURVEYING,
    ).exclude(matter__inquiry__published_on__isnull=False).select_related("matter__community", "entry__meeting")
    return [
        d.counted("research.publish", row.matter, row.date, -REPORT_DAYS, d.REPORT_RULE)
        for row in rows.order_by("entry__meeting__starts_at")[: d.MOST]
    ]


def drafts_to_review(here):
    """Drafts of results that nobody else has reviewed yet."""
    rows = d.rows_of(Resolution.objects.drafts(), here, review=None).order_by("drafted_at")[: d.MOST]
    return [d.at_once("releases.review", row, row.drafted_on, d.ART_17) for row in rows]


def postings_to_end(here):
    """Postings of results that may end after fifteen full days, counted as the act counts them."""
    version = Resolution.objects.current().filter(matter=OuterRef("matter"))
    rows = d.rows_of(Posting.objects.standing(PostingPurpose.RESOLUTION), here, matter__state=MatterState.PUBLISHING)
    rows = rows.annotate(**{name: Subquery(version.values(name)[:1]) for name in ("drafted_at", "published_at")})
    found = {}
    for row in rows.filter(published_at__isnull=False).order_by("since", "pk")[: d.MOST]:
        last = last_of(row, d.on_day(row.drafted_at), d.on_day(row.published_at))
        if last:
            found.setdefault(row.matter_id, (row.matter, last - FULL))
    return [
        d.counted("outcomes.end_posting", matter, start, RESOLUTION_DAYS + 1, d.ORGANIC_34, opens=True)
        for matter, start in found.values()
    ]


def answers(here):
    """Objections and questions that wait for their answer. Two queries."""
    found = []
    for model, act in ((Objection, "objections.answer"), (InquiryNote, "inquiries.answer")):
        rows = d.rows_of(model.objects, here, state=AnswerState.OPEN).order_by("raised_on")[: d.MOST]
        found += [
            d.in_workdays(act, row, row.raised_on, row.workdays, d.ANSWER_RULE, what=row.text[:40]) for row in rows
        ]
    return found


def reports(here):
    """Reports that nobody has answered yet."""
    rows = Report.objects.unanswered().filter(here).select_related("community", "matter__community").order_by("filed_at")
    return [
        d.in_workdays("reports.dispose", row, d.on_day(row.filed_at), row.workdays, d.REPORTED_RULE, what=row.title)
        for row in rows[: d.MOST]
    ]


def petitions(here):
    """Petitions that oblige the committee to call a meeting."""
    rows = Petition.objects.filter(here, state=PetitionState.REACHED).select_related("community", "matter__community")
    return [
        d.at_once("petitions.answer", row, d.on_day(row.reached_at), d.ORGANIC_26, what=row.title)
        for row in rows.order_by("reached_at")[: d.MOST]
    ]


def calls(here):
    """Calls for opinions, by the day from which they can be closed."""
    rows = d.rows_of(PublicCall.objects, here, state=PublicCallState.OPEN).order_by("until")[: d.MOST]
    return [d.counted("calls.close", row, row.since, row.days + 1, d.CALL_RULE, opens=True) for row in rows]


def hearings(here):
    """Hearings whose papers have to be out."""
    rows = d.rows_of(Hearing.objects, here, state=HearingState.DRAFT, sitting__taken_off_on=None)
    rows = rows.filter(sitting__entry__meeting__state=MeetingState.PLANNED).select_related("sitting__entry__meeting")
    rows = rows.order_by("sitting__entry__meeting__starts_at")[: d.MOST]
    return [d.counted("hearings.publish", row, row.sitting.date, -HEARING_PAPER_DAYS, d.HEARING_RULE) for row in rows]


def ballots(here):
    """Ballots by the end of their next phase; a closed one is certified at once."""
    timed = Q(state=PollState.ANNOUNCED, opens_at__isnull=False) | Q(state=PollState.OPEN, closes_at__isnull=False)
    rows = Poll.objects.filter(here, timed | Q(state=PollState.CLOSED), matter__isnull=False)
    found = []
    for row in rows.select_related("community", "matter__community").order_by("closes_at", "pk")[: d.MOST]:
        if row.state == PollState.CLOSED:
            found.append(d.at_once("ballots.certify", row, d.on_day(row.closes_at or row.opens_at), d.SET, what=row.question[:60]))
        else:
            at = row.opens_at if row.state == PollState.ANNOUNCED else row.closes_at
            found.append(d.promised(OPENED[row.state], row, d.on_day(at), d.ANNOUNCED, what=row.question[:60]))
    return found


SOURCES = (
    meetings, minutes, corrections, notices_to_post, notices_hanging, items_without_a_meeting, inquiries_to_close,
    reports_to_publish, drafts_to_review, postings_to_end, answers, reports, *CARRIED_OUT, petitions, calls, hearings, ballots,
)
