"""The event kinds of step 5: how each reads in a timeline, who sees it, who is told."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yishi.clock import spoken
from yishi.journal.kinds import EventKind, register
from yishi.journal.models import Visibility
from yishi.people.names import display_name
from yishi.people.rules import with_seats
from yishi.text.within import unended

from ..models import (
    CorrectionOrder,
    InquiryNote,
    NextTask,
    Objection,
    ReportBack,
    Resolution,
    ResolutionReview,
    ReviewResult,
    StreetFiling,
)
from ..naming import named
from ..queries.addresses import page_of
from ..queries.audiences import AUDIENCES
from ..queries.followers import followers
from ..rows import Row

_resolution = Row(Resolution, "resolution", "number", "drafted_by", "published_by")
_review = Row(ResolutionReview, "review", "maker", "reviewer")
_task, _report_back = Row(NextTask, "task", "body"), Row(ReportBack, "report_back", "matter")
_objection = Row(Objection, "objection", prefetch=(lambda: with_seats("person"),))
_note = Row(InquiryNote, "question", prefetch=(lambda: with_seats("person"),))
_filing, _order = Row(StreetFiling, "filing"), Row(CorrectionOrder, "order")


def _drafted(event):
    return _("The resolution was drafted.")


def _numbered(event):
    return _("The resolution took its number: %(number)s.") % {"number": _resolution(event).number}


def _task_named(event):
    task = _task.find(event)
    if task is None:
        return _("A next task was named, and taken out again.")
    return _("Next task: %(text)s (%(who)s).") % {"text": unended(task.text), "who": task.who}


def _minority(event):
    return _("Minority opinion %(n)s was recorded.") % {"n": event.payload["n"]}


def _minority_answered(event):
    return _("Minority opinion %(n)s was answered.") % {"n": event.payload["n"]}


def _no_minority(event):
    return _("%(who)s recorded that there is no minority opinion.") % {"who": display_name(event.actor)}


def _no_task(event):
    return _("%(who)s recorded that no next task follows.") % {"who": display_name(event.actor)}


def _published(event):
    resolution = _resolution(event)
    words = {"number": resolution.number, "title": resolution.title, "n": resolution.version, "why": resolution.reason}
    if resolution.version == 1:
        return _("%(number)s was published: %(title)s.") % words
    return _("%(number)s was published anew as version %(n)s, corrected: %(why)s.") % {
        **words, "why": unended(resolution.reason),
    }


def _reviewed(event):
    row = _review(event)
    if row.result == ReviewResult.BACK:
        return _("%(who)s sent the draft back before release: %(words)s") % {"who": display_name(row.reviewer), "words": row.words}
    return _("%(who)s reviewed the draft before release: %(result)s.") % {
        "who": display_name(row.reviewer), "result": row.get_result_display(),
    }


def _sent_back(event):
    """Return the last who had a hand in a draft that goes back to be changed."""
    row = _review(event)
    return [row.maker] if row.result == ReviewResult.BACK else []


def _correction_drafted(event):
    return _("A corrected version of the resolution is being drafted.")


def _reported_back(event):
    row = _report_back(event)
    return _("The result was reported back to %(to)s: %(channel)s, %(day)s.") % {
        "to": row.get_to_display(), "channel": row.channel, "day": spoken.day(row.on),
    }


def _posting_ended(event):
    return _("The posting ended after at least 15 full days; what remains is to carry it out.")


def _raised(event):
    objection = _objection(event)
    return _("%(who)s objected to the result; an answer is due by %(due)s.") % {
        "who": named(objection), "due": spoken.day(objection.due),
    }


def _objection_answered(event):
    objection = _objection(event)
    if event.payload["late"]:
        return _("The objection of %(who)s was answered, later than due.") % {"who": named(objection)}
    return _("The objection of %(who)s was answered in time.") % {"who": named(objection)}


def _filed(event):
    filing = _filing(event)
    return _("The resolution was filed with the sub-district office on %(day)s.") % {"day": spoken.day(filing.filed_on)}


def _ordered(event):
    order = _order(event)
    return _("The sub-district office ordered the resolution to be corrected: %(why)s.") % {
        "why": unended(order.reason),
    }


def _asked(event):
    note = _note(event)
    return _("%(who)s asked about what is published; an answer is due by %(due)s.") % {
        "who": named(note), "due": spoken.day(note.due),
    }


def _hearers(event):
    """Return the persons of the audience to whom was reported back."""
    row = _report_back(event)
    return AUDIENCES[row.to].persons(row.matter)


def _corrected_readers(event):
    """Return reporters, supporters and stakeholders where a corrected version replaces the one they were told of."""
    resolution = _resolution(event)
    if resolution.version == 1:
        return []
    return followers(resolution.matter_id)


def _makers(event):
    resolution = _resolution(event)
    return {resolution.drafted_by, resolution.published_by}


def _speaker(model, key):
    """Return a reading of who raised what an event answers, where the register knows the person."""

    def told(event):
        row = model.objects.select_related("person").get(pk=event.payload[key])
        return [row.person] if row.person_id else []

    return told


def _kind(code, label, sentence=None, **fields):
    return EventKind(code, label, sentence=sentence, **fields)


STAFF = Visibility.STAFF
register(
    _kind("outcome.drafted", gettext_lazy("resolution drafted"), _drafted),
    _kind("outcome.revised", gettext_lazy("draft of the resolution revised"), visibility=STAFF),
    _kind("outcome.numbered", gettext_lazy("resolution numbered"), _numbered,
          preload=_resolution.preload, visibility=STAFF),
    _kind("outcome.task_named", gettext_lazy("next task named"), _task_named, preload=_task.preload, visibility=STAFF),
    _kind("outcome.task_dropped", gettext_lazy("next task taken out of the draft"), visibility=STAFF),
    _kind("outcome.no_task_recorded", gettext_lazy("no next task"), _no_task, visibility=STAFF),
    _kind("minority.recorded", gettext_lazy("minority opinion recorded"), _minority),
    _kind("minority.answered", gettext_lazy("minority opinion answered"), _minority_answered),
    _kind("minority.none_recorded", gettext_lazy("no minority opinion"), _no_minority),
    _kind("outcome.reviewed", gettext_lazy("draft of the resolution reviewed before release"), _reviewed,
          preload=_review.preload, visibility=STAFF, told=_sent_back),
    _kind("outcome.published", gettext_lazy("resolution published"), _published,
          preload=_resolution.preload, told=_corrected_readers),
    _kind("outcome.correction_drafted", gettext_lazy("correction being drafted"), _correction_drafted,
          visibility=STAFF),
    _kind("outcome.reported_back", gettext_lazy("result reported back"), _reported_back,
          preload=_report_back.preload, told=_hearers),
    _kind("outcome.posting_ended", gettext_lazy("posting ended"), _posting_ended),
    _kind("objection.raised", gettext_lazy("objection raised"), _raised, preload=_objection.preload),
    _kind("objection.answered", gettext_lazy("objection answered"), _objection_answered, preload=_objection.preload,
          told=_speaker(Objection, "objection")),
    _kind("outcome.filed", gettext_lazy("filed with the sub-district"), _filed, preload=_filing.preload),
    _kind("outcome.correction_ordered", gettext_lazy("correction ordered"), _ordered,
          preload=_order.preload, told=_makers),
    _kind("question.asked", gettext_lazy("question asked"), _asked, preload=_note.preload),
    _kind("question.answered", gettext_lazy("question answered"), told=_speaker(InquiryNote, "question")),
    at=page_of,
)
