"""Who owes what until when on a matter, and why that day.

Read from the rows that the page has read already, and counted anew each time: nothing is stored as late (law 5).
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.enums import MeetingState
from yishi.clock.story import today
from yishi.people.enums import Role
from yishi.text.side_by_side import repeated
from yishi.workdays.periods import Deadline, deadline

from ..domain.postings import RESOLUTION_DAYS
from ..enums import MatterState
from ..guards.agenda import NOTICE_DAYS
from ..models import AnswerState, PostingPurpose
from ..models.execution import MilestoneState
from ..models.satisfaction import FollowUpState
from ..models.supervision import CallState, OrderState
from ..polls.enums import PollState
from ..queries.reports import answer_due
from ..queries.supervise import SURVEY_WITHIN_DAYS
from .milestones import planned
from .words import on, said

SOON = 5  # days: from here on the amber diamond stands with the date (look, rule 10)
SECRETARY, RECORDER, FACILITATOR = Role.COMMUNITY_SECRETARY.label, Role.RECORDER.label, Role.FACILITATOR.label


@dataclass(frozen=True)
class Due:
    """``who`` owes ``what`` until ``day``; ``why`` it is that day, in words, and ``counted`` the Deadline behind it.

    ``counted`` is None where the day was set or promised by somebody and no rule counted it. ``watched`` is who sees to it.
    """

    day: dt.date
    who: Any
    what: Any
    why: Any
    counted: Deadline | None = None
    watched: Any = ""

    @property
    def left(self):
        """Return the days that are left; negative when it is past."""
        return (self.day - today()).days

    @property
    def shape(self):
        """Return the shape that stands with the date: past, within five days, or further off."""
        return "over" if self.left < 0 else "risk" if self.left <= SOON else "run"

    @property
    def word(self):
        """Return how far off the day is, in words."""
        if self.left < 0:
            return ngettext("%(n)s day late", "%(n)s days late", -self.left) % {"n": -self.left}
        if self.left == 0:
            return _("today")
        return ngettext("%(n)s day left", "%(n)s days left", self.left) % {"n": self.left}

    @property
    def skipped(self):
        """Return the (day, why) that the rule does not count, the day of the event aside."""
        return [(day, why) for day, counted, why in self.counted.working[1:] if not counted]

    @property
    def total(self):
        """Return how many days were counted."""
        return sum(1 for _day, counted, _why in self.counted.working if counted)


def dues(matter, page):
    """Return the Dues of ``matter`` that are still open, the earliest first, from the sections of its ``page``."""
    found = [*OWED.get(matter.state, _nothing)(matter, page), *_followed_up(page)]
    return sorted((due for due in found if due.day), key=lambda due: due.day)


def answer_owed(report):
    """Return the Due of the answer to ``report``, counted in working days from the day after it came in."""
    counted = answer_due(report)
    words = ngettext(
        "It came in on %(day)s. The office answers within %(n)s working day, and sooner where it is urgent (local rule).",
        "It came in on %(day)s. The office answers within %(n)s working days, and sooner where it is urgent (local rule).",
        report.workdays,
    )
    why = said(words, day=on(report.filed_at), n=report.workdays)
    return Due(counted.date, RECORDER, _("Answer the report with a reason"), why, counted)


def _nothing(matter, page):
    return []


def _collecting(matter, page):
    if matter.collected_until:
        why = said(_("The office set this day when it opened the matter on %(day)s."), day=on(matter.opened_on))
        yield Due(matter.collected_until, RECORDER, _("Collect reports and support, then propose the item"), why)


def _reviewed(matter, page):
    for posting in _hanging(page["agenda"]["postings"], PostingPurpose.AGENDA):
        counted = deadline(posting.since, days=NOTICE_DAYS)
        why = said(_("The notice went up on %(day)s. Before the item is admitted it hangs at least five days (local rule on "
                     "notice); this one is announced until %(last)s."), day=on(posting.since), last=on(posting.until))
        yield Due(posting.until, RECORDER, _("Keep the notice of the item posted"), why, counted)
    admission = page["agenda"]["admission"]
    if admission and admission.scheduled_on and admission.scheduled_on >= today():
        why = _("The day on which the item was put on the agenda. A meeting that falls on a day of rest is held on the next "
                "working day.")
        yield Due(admission.scheduled_on, FACILITATOR, _("Bring the item before the meeting"), why)


def _surveyed(matter, page):
    inquiry = page["research"]["inquiry"]
    if inquiry and not inquiry.closed_on:
        why = said(_("The inquiry was planned from %(first)s to %(last)s when the item was admitted."),
                   first=on(inquiry.since), last=on(inquiry.until))
        yield Due(inquiry.until, RECORDER, _("Finish the inquiry and write up what it found"), why)
    yield from _met(matter, page)


def _met(matter, page):
    for sitting in page["sittings"]:
        meeting = sitting.entry.meeting if sitting.entry_id else None
        if meeting and meeting.state == MeetingState.PLANNED:
            why = _("The day of the meeting as it was called. What was found out is published at least three days before.")
            yield Due(sitting.date, FACILITATOR, said(_("Hold the meeting: %(title)s"), title=meeting.title), why)


def _deliberated(matter, page):
    yield from _met(matter, page)
    for card in page["polls"]:
        poll = card["poll"]
        if poll.state in (PollState.OPEN, PollState.ANNOUNCED) and poll.closes_at:
            why = said(_("The ballot was announced from %(first)s to %(last)s and cannot be shortened."),
                       first=on(poll.opens_at), last=on(poll.closes_at))
            yield Due(localtime(poll.closes_at).date(), _("those on the roll"), _("Vote"), why)


def _posted(matter, page):
    resolution = page["publish"]["resolution"]
    for posting in _hanging(page["agenda"]["result_postings"], PostingPurpose.RESOLUTION):
        start = max(posting.since, resolution.published_on) if resolution and resolution.published_on else posting.since
        counted = deadline(start, days=RESOLUTION_DAYS)
        why = said(_("The result was posted on %(day)s. It hangs at least 15 full days (Organic Law of Urban Residents’ "
                     "Committees, art. 34)."), day=on(start))
        yield Due(max(counted.date, posting.until), SECRETARY, _("Keep the result posted, and answer every objection"), why,
                  counted)
    yield from _answers(page)
    yield from _promised(matter, page)


def _answers(page):
    for kind, what in (("objections", _("Answer the objection of %(day)s")), ("questions", _("Answer the question of %(day)s"))):
        for row in page["publish"][kind]:
            if row.state == AnswerState.OPEN:
                counted = deadline(row.raised_on, workdays=row.workdays)
                why = said(_("It was raised on %(day)s. An answer is due within five working days."), day=on(row.raised_on))
                yield Due(counted.date, SECRETARY, said(what, day=on(row.raised_on)), why, counted)


def _promised(matter, page):
    supervise = page["supervise"]
    execution = supervise["execution"]
    who = execution.lead_words if execution else SECRETARY
    watched = execution.supervisor_words if execution else ""
    for row in supervise["milestones"]:
        if row.state != MilestoneState.DONE:
            why = said(_("Promised as milestone %(n)s of this matter. A promised day is never moved; when it is missed, the "
                         "reason and the new plan stand beside it."), n=row.n)
            plan = planned(row)
            if plan:
                why = said(_("%(why)s Newly planned for %(day)s."), why=why, day=on(plan))
            yield Due(row.due, who, row.name, why, watched=watched)


def _executed(matter, page):
    supervise = page["supervise"]
    yield from _promised(matter, page)
    last = supervise["inspections"][-1] if supervise["inspections"] else None
    execution = supervise["execution"]
    if last and not last.passed and last.redo_due:
        why = said(_("Acceptance failed on %(day)s, round %(n)s; the day to do it again was set there."), day=on(last.on),
                   n=last.round)
        yield Due(last.redo_due, execution.lead_words if execution else SECRETARY, _("Do again what failed acceptance"), why)
    yield from _survey(supervise, last)
    for row in supervise["orders"]:
        if row.state == OrderState.OPEN:
            why = said(_("Set in the supervision order of %(day)s."), day=on(row.on))
            yield Due(row.due, row.to_words, _("Answer the supervision order"), why)
    for whistle in supervise["whistles"]:
        for call in whistle.responses.all():
            if call.state == CallState.CALLED:
                why = said(_("Set in the call of %(day)s."), day=on(whistle.on))
                yield Due(whistle.respond_by, call.words, whistle.matter_words, why)
    yield from _answers(page)


def _survey(supervise, last):
    survey = supervise["survey"]
    if survey and survey.takes_ratings():
        why = said(_("Open since %(day)s, for at least ten days."), day=on(survey.since))
        yield Due(survey.until, _("those who were asked"), _("Rate the result"), why)
    elif survey is None and last and last.passed:
        counted = deadline(last.on, days=SURVEY_WITHIN_DAYS)
        why = said(_("The work was accepted on %(day)s. Residents are asked within seven days of it."), day=on(last.on))
        yield Due(counted.date, SECRETARY, _("Ask the residents whether the result satisfies them"), why, counted)


def _followed_up(page):
    """Yield the follow-ups that are owed; those of one kind are one line, by the day of the first."""
    rated, alike = _("Promised when the rating came in that asked for it."), {}
    for row in sorted(page["supervise"]["follow_ups"], key=lambda row: row.due):
        if row.state == FollowUpState.OWED:
            why = rated if row.rating_id else _("Set when the work was accepted.")
            alike.setdefault((row.name or row.get_kind_display(), why), []).append(row.due)
    for (what, why), days in alike.items():
        yield Due(days[0], SECRETARY, repeated(what, len(days)), why)


def _hanging(postings, purpose):
    """Return the posting for ``purpose`` that hangs today or is still to go up, the last to end; a list of one or none."""
    rows = [row for row in postings if row.purpose == purpose and row.until >= today()]
    return rows[-1:]


OWED = {
    MatterState.COLLECTING: _collecting, MatterState.AGENDA_REVIEW: _reviewed, MatterState.SURVEYING: _surveyed,
    MatterState.DELIBERATING: _deliberated, MatterState.PUBLISHING: _posted, MatterState.EXECUTING: _executed,
}
