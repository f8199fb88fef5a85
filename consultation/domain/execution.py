"""Carrying a matter out: who leads, the milestones, what shows them done, why they are late, and its end."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from yishi.acts import require_checks, taking
from yishi.checks import Check
from yishi.clock import spoken
from yishi.clock.story import today
from yishi.db.guard import STALE, guarded_update
from yishi.journal.domain.texts import seal
from yishi.refusals import Invalid, Refused, Stale

from ..models import Delay, Evidence, Execution, Lead, Milestone, MilestoneState, SurveyState
from ..queries.supervise import last_inspection, last_survey
from ..transitions import TABLE
from .attachments import attach
from .wording import brief, past_day, written

NAME, WORDS, REASON = 120, 120, 300


def start(matter, *, by, lead_words, supervisor_words, lead=None, started=None, on_behalf_of=None, seen=None):
    """The matter is carried out from the date ``started`` (default: today) by the body ``lead_words``.

    ``lead`` is its Body where it has a row; ``supervisor_words`` says who watches. Returns the Execution. Refused
    while no resolution is published, while the matter waits for the end of its posting, or where somebody leads
    already (Organic Law of Urban Residents' Committees art. 32: results are carried out in time).
    """
    lead_words = written(lead_words, "lead_words", WORDS)
    supervisor_words = written(supervisor_words, "supervisor_words", WORDS)
    started = past_day(started, "started", matter.opened_on)
    try:
        with taking(TABLE["execution.start"], matter, by=by, on_behalf_of=on_behalf_of, seen=seen) as entry:
            entry.made = Execution.objects.create(
                community=matter.community, matter=matter, lead=lead, lead_words=lead_words,
                supervisor_words=supervisor_words, started=started,
            )
            entry.payload = {
                "execution": entry.made.pk, "lead": _led(entry.made, started), "text": seal(f"{lead_words}\n{supervisor_words}"),
            }
    except IntegrityError as error:
        raise Refused(_("It is already said who carries this out. To change it, hand the lead over.")) from error
    return entry.made


def lead(matter, *, by, lead_words, reason, lead=None, supervisor_words="", seen=None):
    """The lead passes to the body ``lead_words`` for ``reason``; returns the Execution. Refused where nobody leads yet.

    ``supervisor_words`` left empty stays as it was. Who led before stays on record, and why it passed on.
    """
    lead_words, reason = written(lead_words, "lead_words", WORDS), written(reason, "reason", REASON)
    supervisor_words = brief(supervisor_words, "supervisor_words", WORDS)
    with taking(TABLE["execution.lead"], matter, by=by, seen=seen) as entry:
        execution = entry.made = matter.execution
        before = execution.lead_words
        changes = {"lead": lead, "lead_words": lead_words}
        if supervisor_words:
            changes["supervisor_words"] = supervisor_words
        guarded_update(execution, {"lead_words": before}, **changes)
        entry.payload = {
            "execution": execution.pk, "lead": _led(execution, today(), reason), "text": seal(lead_words),
            "before": seal(before), "reason": seal(reason),
        }
    return entry.made


def _led(execution, since, reason=""):
    """Put on record who leads ``execution`` ``since`` a day, and for what ``reason``; return the key of the row."""
    return Lead.objects.create(
        community=execution.community, execution=execution, words=execution.lead_words,
        supervisor_words=execution.supervisor_words, since=since, reason=reason,
    ).pk


def add_milestone(matter, *, by, name, due, n=None, on_behalf_of=None, seen=None):
    """A milestone ``name`` is promised by the date ``due``; returns the Milestone.

    ``n`` is its number, the next one by default. Refused while nobody leads; Invalid where the number is taken or the
    date lies before the matter was opened; Stale where somebody took the number at the same moment.
    """
    name = written(name, "name", NAME)
    if due < matter.opened_on:
        raise Invalid(_("A milestone is due after the matter was opened, on %(day)s.") % {"day": spoken.day(matter.opened_on)},
                      field="due")
    n = _free_number(matter, n)
    try:
        with taking(TABLE["execution.add_milestone"], matter, by=by, on_behalf_of=on_behalf_of, seen=seen) as entry:
            entry.made = Milestone.objects.create(
                community=matter.community, matter=matter, n=n, name=name, due=due
            )
            entry.payload = {"milestone": entry.made.pk, "n": n, "due": due.isoformat(), "text": seal(name)}
    except IntegrityError as error:
        raise Stale(STALE) from error
    return entry.made


def _free_number(matter, n):
    """Return ``n``, or the number after the last milestone; Invalid where ``n`` is another one's."""
    taken = set(matter.milestones.values_list("n", flat=True))
    following = max(taken, default=0) + 1
    if n in taken:
        raise Invalid(_("Milestone %(n)s is there already. The next number is %(next)s.") % {"n": n, "next": following}, field="n")
    return n or following


def report_progress(milestone, *, by, progress, risk_over=False, on_behalf_of=None, seen=None):
    """The milestone is under way and ``progress`` percent (0 to 100) are done; returns it.

    ``risk_over`` takes a reported risk back. At 100 it is still not done: that is ``complete``. Refused once done.
    """
    if not 0 <= progress <= 100:
        raise Invalid(_("Progress is a percentage from 0 to 100."), field="progress")
    changes = {"progress": progress}
    if risk_over:
        changes.update(risk_reported_on=None, risk_reason="")
    act = TABLE["execution.report_progress"]
    with taking(act, milestone, by=by, on_behalf_of=on_behalf_of, seen=seen, **changes) as entry:
        entry.made = milestone
        entry.payload = {"milestone": milestone.pk, "progress": progress, "risk_over": bool(risk_over)}
    return milestone


def report_risk(milestone, *, by, reason, on_behalf_of=None, seen=None):
    """It is reported today that the milestone may come late, for ``reason``; returns it. Refused once done."""
    reason = written(reason, "reason", REASON)
    act = TABLE["execution.report_risk"]
    changes = {"risk_reported_on": today(), "risk_reason": reason}
    with taking(act, milestone, by=by, on_behalf_of=on_behalf_of, seen=seen, **changes) as entry:
        entry.made = milestone
        entry.payload = {"milestone": milestone.pk, "text": seal(reason)}
    return milestone


def record_delay(milestone, *, by, reason, new_due=None, on_behalf_of=None, seen=None):
    """It is recorded why the milestone is late or will be, and the newly planned date ``new_due``; returns the Delay.

    The promised date stays, so an overdue milestone stays overdue. Invalid where the new date is not after the
    promised one, or lies in the past. Refused once done.
    """
    reason = written(reason, "reason", REASON)
    if new_due and (new_due <= milestone.due or new_due < today()):
        raise Invalid(
            _("The new date lies after the promised one, %(due)s, and not in the past.") % {"due": spoken.day(milestone.due)},
            field="new_due",
        )
    with taking(TABLE["execution.record_delay"], milestone, by=by, on_behalf_of=on_behalf_of, seen=seen) as entry:
        entry.made = _delay(milestone, by, reason, new_due)
        entry.payload = {
            "milestone": milestone.pk, "delay": entry.made.pk, "new_due": new_due and new_due.isoformat(),
            "days_late": milestone.days_late(), "text": seal(reason),
        }
    return entry.made


def complete(milestone, *, by, done_on=None, reason="", on_behalf_of=None, seen=None):
    """The milestone was done on the date ``done_on`` (default: today, never in the future); returns it.

    Done after its date without a recorded delay, it is refused until ``reason`` says why: the promise was public.
    """
    done_on, reason = past_day(done_on, "done_on", milestone.matter.opened_on), brief(reason, "reason", REASON)
    late = max(0, (done_on - milestone.due).days)
    if late and not reason:
        _require_explained(milestone, late)
    changes = {"done_on": done_on, "progress": 100}
    act = TABLE["execution.complete"]
    with taking(act, milestone, by=by, on_behalf_of=on_behalf_of, seen=seen, **changes) as entry:
        entry.made = milestone
        entry.payload = {"milestone": milestone.pk, "done_on": done_on.isoformat(), "days_late": late}
        if reason:
            entry.payload.update(delay=_delay(milestone, by, reason).pk, text=seal(reason))
    return milestone


def add_evidence(milestone, *, by, title, attachment=None, upload=None, on_behalf_of=None, seen=None):
    """A paper or photo ``title`` shows how the milestone stands; returns the Evidence.

    ``attachment`` is one that is on file already, ``upload`` a file to be stored now (refused as attachments are: too
    large, not what it says it is). Without either, the title says what lies in the office's folder.
    """
    title = written(title, "title", NAME)
    matter = milestone.matter
    if attachment is not None and attachment.matter_id != matter.pk:
        raise Invalid(_("This paper belongs to another matter."), field="attachment")
    with (
        transaction.atomic(),
        taking(TABLE["execution.add_evidence"], milestone, by=by, on_behalf_of=on_behalf_of, seen=seen) as entry,
    ):
        if upload is not None:
            attachment = attach(by=by, title=title, upload=upload, matter=matter, kind="evidence")
        entry.made = Evidence.objects.create(
            community=milestone.community, milestone=milestone, title=title, attachment=attachment, recorded=today(),
            recorded_by=by,
        )
        entry.payload = {
            "milestone": milestone.pk, "evidence": entry.made.pk, "attachment": attachment and attachment.pk,
            "text": seal(title),
        }
    return entry.made


def close(matter, *, by, seen=None):
    """The matter is completed today; returns it.

    Refused, naming what is missing and who owes it, unless it was adopted, every milestone is done, the last
    inspection passed, and a survey opened within 7 days of the last of these was open for 10 days and has ended.
    Follow-ups that are owed hold nothing open.
    """
    return _close(TABLE["execution.close"], matter, by, seen)


def close_not_passed(matter, *, by, seen=None):
    """The matter is closed today as not adopted; returns it.

    Refused unless it was voted down and whatever was set to be improved meanwhile is done, accepted and rated as in
    ``close``. A matter without milestones needs no acceptance and no survey.
    """
    return _close(TABLE["execution.close_not_passed"], matter, by, seen)


def _close(act, matter, by, seen):
    with taking(act, matter, by=by, seen=seen, closed_on=today()) as entry:
        require_checks(act, matter)  # again, now that the row is locked: a milestone may have come in between
        survey, inspection = last_survey(matter), last_inspection(matter)
        matter.surveys.filter(state=SurveyState.OPEN).update(state=SurveyState.COUNTED)
        entry.made = matter
        entry.payload = {"inspection": inspection and inspection.pk, "survey": survey and survey.pk}
        if survey:
            tally = survey.tally()
            entry.payload["ratings"] = [tally.satisfied, tally.basic, tally.dissatisfied]
    return matter


def _delay(milestone, by, reason, new_due=None):
    return Delay.objects.create(
        community=milestone.community, milestone=milestone, reason=reason, new_due=new_due, recorded=today(),
        recorded_by=by,
    )


def _require_explained(milestone, late):
    """Refuse unless a delay of ``milestone`` is recorded; ``late`` is by how many days it was done late."""
    if milestone.state == MilestoneState.DONE or milestone.delays.exists():
        return
    owes = milestone.matter.execution.lead_words
    label = _("it is said why this was done %(days)d days late") % {"days": late}
    raise Refused(
        _("This was done %(days)d days after %(due)s. Say why it came late (%(owes)s).")
        % {"days": late, "due": spoken.day(milestone.due), "owes": owes},
        missing=[Check("delay_explained", label, False, owes, "execution.record_delay")], field="reason",
    )
