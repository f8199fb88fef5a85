"""Step 5: drafting, publishing and correcting a resolution, and ending its posting."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yishi.acts import taking
from yishi.clock.story import now, today
from yishi.db.guard import guarded_update
from yishi.journal.domain.texts import seal
from yishi.refusals import Invalid, Refused

from ..guards.bars import numbered
from ..models import (
    Audience,
    CorrectionOrder,
    MinorityOpinion,
    NextTask,
    NoneRecorded,
    Nothing,
    ReportBack,
    Resolution,
    ResolutionState,
)
from ..transitions import TABLE
from . import numbers, printing, records
from .wording import brief, past_day, written

PARAGRAPHS, PARAGRAPH_LENGTH, TITLE_LENGTH = 60, 2000, 120
SERIES = "协决"  # the words of a resolution's number, after the community's own character


def draft(matter, *, by, title, paragraphs, dated=None, seen=None):
    """Draft the resolution of ``matter``: step 5 begins; returns version 1, a Resolution.

    ``paragraphs`` is a list of texts, ``dated`` the date it bears (today). Refused while minutes of a sitting are
    unsigned, or nothing is decided: no decisive ballot certified and no consensus. A failed vote is drafted too.
    """
    fields = _checked(title, paragraphs, dated)
    with taking(TABLE["outcomes.draft"], matter, by=by, seen=seen) as entry:
        resolution = Resolution.objects.create(community=matter.community, matter=matter, drafted_by=by, **fields)
        entry.made, entry.payload = resolution, _version(resolution)
    return resolution


def revise(resolution, *, by, title, paragraphs, dated=None, seen=None):
    """Put new words into the draft; it is reviewed anew. Invalid as for ``draft``; refused once published (see ``correct``)."""
    fields = _checked(title, paragraphs, dated or resolution.dated)
    with taking(TABLE["outcomes.revise"], resolution, by=by, seen=seen, review=None, **fields) as entry:
        entry.payload = _version(resolution)


def take_number(resolution, *, by, number=None, seen=None):
    """Give the draft its number in the register of resolutions (槐协决〔2026〕3号), the next or the ``number`` entered.

    The year is that of its date; a corrected version keeps its number. Refused where it has one already, and as
    ``numbers.take`` refuses.
    """
    numbered(resolution, by)
    matter = resolution.matter
    series = f"{matter.community.short or matter.community.code}{SERIES}"
    with taking(TABLE["outcomes.take_number"], resolution, by=by, seen=seen) as entry:
        line = numbers.take(series, resolution.dated.year, matter=matter, by=by, number=number)
        guarded_update(resolution, {"number": None}, number=line)
        entry.payload = {"resolution": resolution.pk, "line": line.pk}
    return line


def name_task(resolution, *, by, text, body=None, body_words="", due=None, seen=None):
    """Name a next task in the draft: ``text``, the Body or ``body_words`` that has it, the date ``due`` if one.

    Returns the NextTask. Invalid without a text or a body, or where it is due before the date of the resolution.
    """
    text, body_words = written(text, "text", 300), brief(body_words, "body_words", 120)
    if not (body or body_words):
        raise Invalid(_("Say which body has the task."), field="body_words")
    if due and due < resolution.dated:
        raise Invalid(_("The task is due before the date of the resolution."), field="due")
    with taking(TABLE["outcomes.name_task"], resolution, by=by, seen=seen, review=None) as entry:
        last = resolution.tasks.order_by("n").last()
        task = NextTask.objects.create(
            community=resolution.community, resolution=resolution, n=last.n + 1 if last else 1, text=text, body=body,
            body_words=body_words, due=due,
        )
        entry.made, entry.payload = task, {"resolution": resolution.pk, "task": task.pk, "text": seal(text)}
    return task


def drop_task(resolution, *, by, n, seen=None):
    """Take task number ``n`` out of the draft. Invalid where the draft has none of this number."""
    if not resolution.tasks.filter(n=n).exists():
        raise Invalid(_("This draft has no task of this number."), field="n")
    with taking(TABLE["outcomes.drop_task"], resolution, by=by, seen=seen, review=None) as entry:
        resolution.tasks.filter(n=n).delete()
        entry.payload = {"resolution": resolution.pk, "n": n}


def record_no_task(resolution, *, by, seen=None):
    """Record that no task follows from the resolution; the person answers for it. Refused where one is named."""
    with taking(TABLE["outcomes.record_no_task"], resolution, by=by, seen=seen) as entry:
        entry.payload = {"none": _none(resolution.matter, Nothing.TASKS, by).pk}


def record_minority(matter, *, by, text, answer="", seen=None):
    """Record a minority opinion that will stand beside the result; returns the MinorityOpinion.

    With ``answer`` it is answered at once by the same person, who must be one to answer it. Invalid without a text.
    """
    text = written(text, "text", 2000)
    with transaction.atomic():
        with taking(TABLE["outcomes.record_minority"], matter, by=by, seen=seen) as entry:
            opinion = MinorityOpinion.objects.create(
                community=matter.community, matter=matter, n=matter.minority_opinions.count() + 1, text=text,
                recorded_by=by,
            )
            entry.made, entry.payload = opinion, {"opinion": opinion.pk, "n": opinion.n, "text": seal(text)}
        if (answer or "").strip():
            answer_minority(opinion, by=by, answer=answer)
    return opinion


def answer_minority(opinion, *, by, answer, seen=None):
    """Answer a minority opinion; the answer stands beside it. Refused where it is answered already."""
    answer = written(answer, "answer", 2000)
    said = {"answer": answer, "answered_by": by, "answered_at": now()}
    with taking(TABLE["outcomes.answer_minority"], opinion, by=by, seen=seen, **said) as entry:
        entry.payload = {"opinion": opinion.pk, "n": opinion.n, "text": seal(answer)}


def record_no_minority(matter, *, by, seen=None):
    """Record that there is no minority opinion; the person answers for it. Refused where one is recorded."""
    with taking(TABLE["outcomes.record_no_minority"], matter, by=by, seen=seen) as entry:
        entry.payload = {"none": _none(matter, Nothing.MINORITY, by).pk}


def publish(resolution, *, by, seen=None):
    """Publish the draft: it is in force, the version before it is superseded and kept, the OutcomeRecord is made.

    Refused while it has no number, nobody else has reviewed it as it stands, figures are missing, a minority opinion
    is unanswered (or nobody recorded that there is none), no next task is named or ruled out, or no posting of 15 days
    is arranged (Organic Law art. 34).
    A failed vote is published like any other. Returns the OutcomeRecord.
    """
    said = {"published_by": by, "published_at": now()}
    with transaction.atomic():
        _supersede(resolution)
        with taking(TABLE["outcomes.publish"], resolution, by=by, seen=seen, **said) as entry:
            record = records.make(resolution)
            entry.made = record
            entry.payload = {**_version(resolution), "record": record.pk, "sha256": record.sha256,
                             "review": resolution.review_id}
            printing.ask_for_outcome(resolution)
    return record


def correct(resolution, *, by, reason, title="", paragraphs=None, dated=None, seen=None):
    """Draft a corrected version of a published resolution, with the ``reason``; returns the new Resolution.

    Texts that are not given are taken over, and so are number and tasks. The published version stays in force until
    the new one is published. Refused where a correction is being drafted already, or for a version not in force.
    """
    reason = written(reason, "reason", 500)
    fields = _checked(title or resolution.title, paragraphs or resolution.paragraphs, dated)
    with taking(TABLE["outcomes.correct"], resolution, by=by, seen=seen) as entry:
        new = Resolution.objects.create(
            community=resolution.community, matter=resolution.matter, version=resolution.version + 1,
            number=resolution.number, reason=reason, drafted_by=by, **fields,
        )
        for task in resolution.tasks.all():
            task.pk, task.resolution = None, new
            task.save(force_insert=True)
        entry.made, entry.payload = new, {**_version(new), "reason": seal(reason)}
    return new


def report_back(matter, *, by, to, channel, on=None, seen=None):
    """Record that the result was reported back to an audience: "reporters", "supporters", "stakeholders", "residents".

    ``channel`` in words, on the date ``on`` (today). Those with a row in the register are given a notice. Refused
    before the resolution is published, and where the same report back is on record; Invalid for a day before it.
    """
    first = matter.resolutions.ever_public().first()
    channel, on = written(channel, "channel", 60), past_day(on, "on", first and first.published_on)
    if to not in Audience.values:
        raise Invalid(_("Say to whom: reporters, supporters, stakeholders or residents."), field="to")
    with taking(TABLE["outcomes.report_back"], matter, by=by, seen=seen) as entry:
        if matter.reports_back.filter(to=to, channel=channel, on=on).exists():
            raise Refused(_("This report back is on record already."))
        row = ReportBack.objects.create(
            community=matter.community, matter=matter, to=to, channel=channel, on=on, by=by
        )
        entry.made, entry.payload = row, {"report_back": row.pk, "to": str(to)}
    return row


def end_posting(matter, *, by, seen=None):
    """End the posting: step 6 stands alone from here.

    Refused until the resolution has hung for 15 full days from the day after posting, with a proof, all objections
    and minority opinions answered, reported back to reporters, supporters and stakeholders, and filed with the
    sub-district (Organic Law arts 31, 34), and while an order of correction is open.
    """
    with taking(TABLE["outcomes.end_posting"], matter, by=by, seen=seen) as entry:
        entry.payload = {"on": today().isoformat()}


def _supersede(resolution):
    """Put the version in force aside for ``resolution``, and note that an order of correction is met by it."""
    before = Resolution.objects.filter(matter=resolution.matter_id, version__lt=resolution.version).current().first()
    if before is None:
        return
    guarded_update(before, {"state": before.state}, state=ResolutionState.SUPERSEDED)
    CorrectionOrder.objects.filter(resolution=before, corrected_by=None).update(corrected_by=resolution)


def _checked(title, paragraphs, dated):
    """Return the texts of a version as fields; Invalid names the one to cure."""
    paragraphs = [written(text, "paragraphs", PARAGRAPH_LENGTH) for text in paragraphs if (text or "").strip()]
    if not paragraphs:
        raise Invalid(_("A resolution has at least one paragraph."), field="paragraphs")
    if len(paragraphs) > PARAGRAPHS:
        raise Invalid(_("A resolution has at most %(n)s paragraphs.") % {"n": PARAGRAPHS}, field="paragraphs")
    return {"title": written(title, "title", TITLE_LENGTH), "paragraphs": paragraphs, "dated": past_day(dated, "dated")}


def _none(matter, what, by):
    """Make the row of the act "none recorded"."""
    return NoneRecorded.objects.create(community=matter.community, matter=matter, what=what, by=by)


def _version(resolution):
    return {"resolution": resolution.pk, "version": resolution.version, "text": seal(resolution.text)}
