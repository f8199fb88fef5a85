"""Objections to a posted result, and their answers within five working days."""


from yishi.acts import require, taking
from yishi.clock.story import today
from yishi.journal.domain.texts import seal

from ..guards.bars import require_posted_on
from ..models import Objection
from ..speaking import speaker_of
from ..transitions import TABLE
from .wording import brief, past_day, written


def object_to(matter, *, by, text, raised_on=None, on_behalf_of=None, words="", seen=None):
    """Object to the posted result of ``matter``; returns the Objection, whose answer is due in 5 working days.

    Staff enter it for ``on_behalf_of`` (a Person) or for somebody known by ``words`` alone, with the date
    ``raised_on`` (today). Refused before the resolution is published and, once the posting has ended, unless a
    corrected version is being posted; the sentence names what remains (Organic Law arts 35 and 40).
    """
    first = matter.resolutions.ever_public().first()
    text, words = written(text, "text", 2000), brief(words, "words", 60)
    raised_on = past_day(raised_on, "raised_on", first and first.published_on)
    require_posted_on(matter, raised_on)
    require(TABLE["objections.object_to"], matter, by)
    speaker = speaker_of(matter, by, on_behalf_of, words)
    with taking(TABLE["objections.object_to"], matter, by=by, on_behalf_of=on_behalf_of, seen=seen) as entry:
        objection = Objection.objects.create(
            community=matter.community, matter=matter, person=speaker, words=words, text=text, raised_on=raised_on,
            entered_by=by,
        )
        entry.made = objection
        entry.payload = {
            "objection": objection.pk, "raised_on": raised_on.isoformat(), "due": objection.due.isoformat(),
            "text": seal(text),
        }
    return objection


def answer(objection, *, by, reply, replied_on=None, seen=None):
    """Answer an objection on the date ``replied_on`` (today); whoever raised it is given a notice.

    A late answer is taken, and its lateness stays to be seen. Refused where it is answered already.
    """
    reply = written(reply, "reply", 2000)
    said = {"reply": reply, "replied_by": by, "replied_on": past_day(replied_on, "replied_on", objection.raised_on)}
    with taking(TABLE["objections.answer"], objection, by=by, seen=seen, **said) as entry:
        entry.payload = {
            "objection": objection.pk, "late": objection.late_on(today()), "text": seal(reply),
        }
