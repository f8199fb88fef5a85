"""A hearing (听证): papers and participants published seven days before, and the record signed by who took part."""

from django.utils.translation import gettext_lazy as _

from meetings.enums import MeetingKind, MeetingState
from yishi.acts import taking
from yishi.clock.story import today
from yishi.db.guard import guarded_update
from yishi.journal.domain.texts import seal
from yishi.refusals import Invalid, Refused

from ..models import Chosen, Hearing, HearingParticipant, HearingState, PostingPurpose
from ..transitions import TABLE
from .codes import insert
from .postings import put_up
from .wording import brief, past_day, written


def prepare(matter, *, by, sitting, subject, seen=None):
    """Make the ``sitting`` of ``matter``, on the agenda of a meeting to come of the kind hearing, a hearing about ``subject``.

    Its day, hall and minutes stay the meeting's. One that was dropped is taken up again, with its list. Refused where
    the sitting is of another matter or kind, or over.
    """
    subject = written(subject, "subject", 300)
    meeting = sitting.entry.meeting if sitting.entry_id else None
    if sitting.matter_id != matter.pk or meeting is None or sitting.taken_off_on:
        raise Invalid(_("Choose a meeting on whose agenda this matter stands."), field="sitting")
    if meeting.kind != MeetingKind.HEARING or meeting.state != MeetingState.PLANNED:
        raise Refused(_("A hearing is held at a meeting to come of the kind “hearing”: call one first."), field="sitting")
    with taking(TABLE["hearings.prepare"], matter, by=by, seen=seen) as entry:
        hearing = _taken_up_again(sitting, subject) or insert(
            Hearing(community=matter.community, matter=matter, sitting=sitting, subject=subject),
            _("This hearing is being prepared already."), field="sitting",
        )
        entry.made = hearing
        entry.payload = {"hearing": hearing.pk, "day": meeting.date.isoformat(), "text": seal(subject)}
    return hearing


def _taken_up_again(sitting, subject):
    """Return the hearing of ``sitting`` that was dropped, in preparation again; None where there is none."""
    hearing = Hearing.objects.filter(sitting=sitting, state=HearingState.DROPPED).first()
    if hearing:
        guarded_update(hearing, {"state": HearingState.DROPPED}, state=HearingState.DRAFT, subject=subject, dropped_because="")
    return hearing


def name_participant(hearing, *, by, chosen, how, person=None, words="", seen=None):
    """Name who takes part in ``hearing``, by row or in ``words``, and ``how`` exactly they were chosen; returns the row.

    Invalid without a name or without how they were chosen; refused where the person is on the list, and once the
    hearing is not to come any more.
    """
    words, how = brief(words, "words", 60), written(how, "how", 200)
    if chosen not in Chosen.values:
        raise Invalid(_("Say how they were chosen: by lot, nominated, as a stakeholder or as an expert."), field="chosen")
    if person is None and not words:
        raise Invalid(_("Say who takes part: choose the person, or write the name."), field="words")
    with taking(TABLE["hearings.name_participant"], hearing, by=by, seen=seen) as entry:
        row = insert(
            HearingParticipant(
                community=hearing.community, matter=hearing.matter, hearing=hearing, person=person,
                words="" if person else words, chosen=chosen, how=how, named_on=today(),
            ),
            _("This person is on the list already."), field="person",
        )
        entry.made = row
        entry.payload = {"participant": row.pk, "chosen": str(chosen), "text": seal(f"{row.words}\n{how}")}
    return row


def strike_participant(participant, *, by, reason, seen=None):
    """Take ``participant`` off the list for ``reason``; who was published stays on record as taken off."""
    _end(participant, "hearings.strike_participant", by, reason, seen)


def publish(hearing, *, by, channels, words="", seen=None):
    """Publish draft, time, place and those who take part, at ``channels``, until the day of the hearing.

    Refused without papers or participants, and less than seven days before the hearing (Interim Regulations 713, arts
    16 and 17): the meeting is then moved. Refused, too, where the hearing was called off.
    """
    words, day = brief(words, "words", 500), today()
    with taking(TABLE["hearings.publish"], hearing, by=by, seen=seen, published_on=day) as entry:
        posting = put_up(
            hearing.matter, PostingPurpose.HEARING, by=by, since=day, until=hearing.sitting.date, channels=channels,
            words=words or hearing.subject,
        )
        Hearing.objects.filter(pk=hearing.pk).update(posting=posting)
        hearing.posting = posting
        entry.payload = {"hearing": hearing.pk, "posting": posting.pk, "day": hearing.sitting.date.isoformat()}
    return posting


def drop(hearing, *, by, reason, seen=None):
    """Drop a hearing that is not published, for ``reason``; the matter stays on the meeting's agenda."""
    reason = written(reason, "reason", 200)
    with taking(TABLE["hearings.drop"], hearing, by=by, seen=seen, dropped_because=reason) as entry:
        entry.payload = {"hearing": hearing.pk, "text": seal(reason)}


def sign(participant, *, by, signed_on=None, seen=None):
    """Record that ``participant`` has signed the record of the hearing: here, or on paper as the office enters it.

    Refused before the day of the hearing, and where it was called off. Invalid for a day before it, or to come.
    """
    signed_on = past_day(signed_on, "signed_on", min(participant.hearing.sitting.date, today()))
    with taking(TABLE["hearings.sign"], participant, by=by, seen=seen, signed_on=signed_on) as entry:
        entry.payload = {"participant": participant.pk}


def excuse(participant, *, by, reason, seen=None):
    """Record why ``participant`` did not sign: absent, or refused, in words. Refused before the day of the hearing."""
    _end(participant, "hearings.excuse", by, reason, seen)


def _end(participant, code, by, reason, seen):
    reason = written(reason, "reason", 200)
    with taking(TABLE[code], participant, by=by, seen=seen, reason=reason) as entry:
        entry.payload = {"participant": participant.pk, "text": seal(reason)}
