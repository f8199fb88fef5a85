"""The inquiry button: what is published must be true and open to inquiry (Organic Law arts 34 and 35)."""

from yishi.acts import require, taking
from yishi.journal.domain.texts import seal

from ..models import InquiryNote
from ..speaking import speaker_of
from ..transitions import TABLE
from .wording import brief, past_day, written


def ask(matter, *, by, text, on_behalf_of=None, words="", raised_on=None, seen=None):
    """Ask about what is published of ``matter``; returns the InquiryNote, to be answered in 5 working days.

    Staff enter it for ``on_behalf_of`` or for somebody known by ``words``. Invalid without a text, or for
    a day before the matter was opened.
    """
    text, words = written(text, "text", 2000), brief(words, "words", 60)
    raised_on = past_day(raised_on, "raised_on", matter.opened_on)
    require(TABLE["inquiries.ask"], matter, by)
    speaker = speaker_of(matter, by, on_behalf_of, words)
    with taking(TABLE["inquiries.ask"], matter, by=by, on_behalf_of=on_behalf_of, seen=seen) as entry:
        note = InquiryNote.objects.create(
            community=matter.community, matter=matter, person=speaker, words=words, text=text, raised_on=raised_on,
            entered_by=by,
        )
        entry.made, entry.payload = note, {"question": note.pk, "due": note.due.isoformat(), "text": seal(text)}
    return note


def answer(note, *, by, reply, replied_on=None, seen=None):
    """Answer a question; whoever asked is given a notice. Refused where it is answered already."""
    reply = written(reply, "reply", 2000)
    said = {"reply": reply, "replied_by": by, "replied_on": past_day(replied_on, "replied_on", note.raised_on)}
    with taking(TABLE["inquiries.answer"], note, by=by, seen=seen, **said) as entry:
        entry.payload = {"question": note.pk, "text": seal(reply)}
