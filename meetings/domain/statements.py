"""The transcript: recording what is said, and correcting it in the open."""

import re

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from yishi.acts import taking
from yishi.clock.story import now
from yishi.db.guard import guarded_update
from yishi.journal.domain.texts import seal
from yishi.refusals import Invalid, Refused

from ..enums import Capacity, EntryState, Stance
from ..models import Statement, StatementVersion
from ..rules import NO_VOICE, rule_of
from ..transitions import TABLE
from .rows import brief, next_n, one_of, written

WITHDRAWN = _("(withdrawn: entered by mistake)")
ROOM = re.compile(r"[(（]\s*\d{3,4}[A-Za-z室号]?\s*[)）]")  # 邹女士（601）


def state(agenda_entry, *, by, stance, text, speaker=None, speaker_words="", stance_words="", at=None, seen=None):
    """Record a statement on ``agenda_entry`` in the transcript; return the Statement.

    ``speaker`` is a Person, or ``speaker_words`` say who spoke; ``stance_words`` are the speaker's own (赞成C); ``at``
    the aware instant (default: now). Refused where the facilitator takes a stance, or an observer speaks where they may
    only listen; Invalid for a room number beside a name, or an hour before the meeting's day or to come.
    """
    meeting, stance = agenda_entry.meeting, one_of(Stance, stance, "stance")
    text, stance_words = written(text, "text", 4000), brief(stance_words, "stance_words", 30)
    speaker_words, at = _named(speaker, speaker_words), _said_at(meeting, at)
    _require_voice(meeting, speaker, stance)
    with taking(TABLE["statements.state"], meeting, by=by, seen=seen) as entry:
        agenda_entry.refresh_from_db(fields=["state"])  # it may have been taken off since it was read
        if agenda_entry.state == EntryState.STRUCK:
            raise Refused(_("This entry was taken off the agenda."), field="entry")
        said = Statement.objects.create(
            community=meeting.community, meeting=meeting, entry=agenda_entry, n=next_n(meeting.statements), at=at,
            speaker=speaker, speaker_words=speaker_words, stance=stance, stance_words=stance_words, text=text,
        )
        entry.made = said
        entry.payload = {
            "statement": said.pk, "n": said.n, "entry": agenda_entry.pk, "stance": str(stance), "text": seal(text),
        }
    return said


def correct(statement, *, by, text, seen_version=None, seen=None):
    """Put ``text`` in the place of what ``statement`` said; the earlier text is kept as a StatementVersion, returned.

    ``seen_version`` is the version that the form was drawn with: if somebody else corrected it since, Stale. Invalid
    where nothing would change; refused once somebody has signed the record.
    """
    text, version = written(text, "text", 4000), seen_version or statement.version
    if text == statement.text:
        raise Invalid(_("Nothing was changed."), field="text")
    return _rewritten("statements.correct", statement, text, version, by=by, seen=seen)


def withdraw(statement, *, by, seen=None):
    """Withdraw ``statement``, entered by mistake: words that say so take its place; the text is kept as a version.

    Its number stands; the words are those of the site's language, as the record's are. Refused where it is withdrawn
    already, or the record is signed.
    """
    with override(settings.LANGUAGE_CODE):
        words = str(WITHDRAWN)
    if statement.text == words:
        raise Refused(_("This statement is withdrawn already."), field="statement")
    return _rewritten("statements.withdraw", statement, words, statement.version, by=by, seen=seen, withdrawn=True)


def _rewritten(code, statement, text, version, *, by, seen, **more):
    """Do the act ``code``: put ``text`` in the place of what ``statement`` says; return the version that is kept.

    The event says ``more`` of it.
    """
    before = statement.text
    with taking(TABLE[code], statement.meeting, by=by, seen=seen) as entry:
        guarded_update(statement, {"version": version, "text": before}, version=version + 1, text=text)
        earlier = StatementVersion.objects.create(
            community=statement.community, statement=statement, n=version, text=before, corrected_by=by
        )
        entry.made = earlier
        entry.payload = {
            "statement": statement.pk, "n": statement.n, "version": statement.version, "before": seal(before),
            "text": seal(text), **more,
        }
    return earlier


def _named(speaker, words):
    """Return the words that name the speaker: needed without a Person, and never with a room number."""
    words = brief(words, "speaker_words", 60)
    if speaker is None and not words:
        raise Invalid(_("Say who spoke."), field="speaker_words")
    if ROOM.search(words):
        raise Invalid(_("Leave the room number out: the transcript is public."), field="speaker_words")
    return words


def _said_at(meeting, at):
    """Return the instant of a statement: not before the day of the meeting, and not to come."""
    at = at or now()
    if timezone.is_naive(at) or at > now() or timezone.localtime(at).date() < meeting.date:
        raise Invalid(_("Enter the hour at which it was said: on the day of the meeting, and not to come."), field="at")
    return at


def _require_voice(meeting, speaker, stance):
    """Refuse what the rules of debate refuse: a facilitator who takes sides, an observer who speaks (domain 3.8)."""
    presides = speaker is not None and speaker.pk == meeting.facilitator_id
    if presides and stance != Stance.CHAIR:
        raise Refused(_("The facilitator is neutral: record this as said from the chair."), field="stance")
    if stance == Stance.CHAIR and speaker is not None and not presides:
        raise Refused(_("Only whoever presides speaks from the chair."), field="stance")
    if speaker is None or rule_of(meeting.kind).observers_speak:
        return
    if meeting.attendances.filter(person=speaker, capacity=Capacity.OBSERVER).exists():
        raise Refused(NO_VOICE, field="speaker")
