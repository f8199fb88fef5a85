"""Written opinions of those who watched: handed in up to five working days afterwards, and answered."""

from django.utils.translation import gettext_lazy as _

from yishi.acts import require, taking
from yishi.clock.story import now
from yishi.journal.domain.texts import seal
from yishi.people.rules import holds
from yishi.refusals import Forbidden

from ..gallery.bars import require_watcher
from ..gallery.opinions import answer_until
from ..gallery.transitions import COUNTER
from ..models import WrittenOpinion
from ..transitions import TABLE
from .rows import next_n, written


def hand_in(meeting, *, by, text, person=None, seen=None):
    """Hand in the written opinion ``text`` on ``meeting`` of ``person`` (default: ``by``); return the WrittenOpinion.

    During the meeting or within 5 working days after it (domain 3.8). Online nobody registers to watch, so it is taken of
    everybody of the place. Refused later, of members, who speak at the table, and after three of one person.
    """
    text, person = written(text, "text", 2000), by if person is None else person
    require(TABLE["opinions.hand_in"], meeting, by)
    if person.pk != by.pk and not holds(by, COUNTER, meeting.community):
        raise Forbidden(_("One may do this for oneself; for others the counter enters it."))
    with taking(
        TABLE["opinions.hand_in"], meeting, by=by, on_behalf_of=None if person.pk == by.pk else person, seen=seen
    ) as entry:
        require_watcher(meeting, person)
        opinion = WrittenOpinion.objects.create(
            community=meeting.community, meeting=meeting, n=next_n(meeting.written_opinions), person=person, text=text,
            entered_by=by,
        )
        entry.made = opinion
        entry.payload = {"opinion": opinion.pk, "n": opinion.n, "until": answer_until(opinion).date.isoformat(),
                         "text": seal(text)}
    return opinion


def answer(opinion, *, by, answer, seen=None):
    """Answer ``opinion``: it is published without its author's name, the answer beside it; the author is told."""
    answer = written(answer, "answer", 2000)
    with taking(
        TABLE["opinions.answer"], opinion, by=by, seen=seen, answer=answer, answered_at=now(), answered_by=by
    ) as entry:
        entry.payload = {"opinion": opinion.pk, "n": opinion.n, "text": seal(answer)}
