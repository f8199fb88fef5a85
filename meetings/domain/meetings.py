"""Convening a meeting, holding it, closing it."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yishi.acts import require, require_checks, taking
from yishi.clock.story import now
from yishi.db.guard import guarded_update
from yishi.journal.domain.events import append
from yishi.journal.domain.texts import seal
from yishi.refusals import Invalid, Refused

from ..enums import EntryState, InviteeKind, MeetingKind, MeetingState
from ..models import AgendaEntry, Invitation, Meeting
from ..notice import too_late
from ..papers.asking import ask_for_poster
from ..queries import entitled_of, quorum
from ..recurring.planned import moved_to
from ..rules import rule_of
from ..transitions import TABLE
from .reviews import require_nameless
from .rows import brief, counted, insert, next_n, one_of, taken_back, written
from .sitting import end_pause
from .speakers import end_quietly

TAKEN = _("There is already a meeting at that place and hour. Choose another hour or place, or use that meeting.")
SAME_PERSON = _("The facilitator and the recorder are two different persons: both sign the minutes.")


def schedule(community, *, by, kind, title, starts_at, place_words, facilitator, recorder, entitled=0, form_words="",
             original_date=None, note="", observer_seats=0, notice_reason=""):
    """Convene a meeting of ``kind`` (MeetingKind) in ``community`` at the aware instant ``starts_at``; return it.

    ``entitled`` is how many members are entitled to be present (at the opening never fewer than hold a seat);
    ``original_date`` the date it was moved from (worked
    out by itself for a standing date); ``notice_reason`` the special case that shortens the notice. Invalid where it begins
    in the past, where one person would both preside and record, or where a body that needs a quorum is given no number
    of members; refused where the notice of its kind cannot be kept any more, and where the hall is taken.
    """
    kind = one_of(MeetingKind, kind, "kind")
    meeting = Meeting(
        community=community, kind=kind, title=written(title, "title", 120), starts_at=_coming(starts_at),
        place_words=written(place_words, "place_words", 80), facilitator=facilitator, recorder=recorder,
        entitled=counted(entitled, "entitled"), form_words=brief(form_words, "form_words", 60),
        note=brief(note, "note", 200), observer_seats=counted(observer_seats, "observer_seats"),
        notice_reason=brief(notice_reason, "notice_reason", 200),
    )
    meeting.original_date = original_date or moved_to(community, kind, meeting.date)
    require(TABLE["meetings.schedule"], meeting, by)
    _two_persons(facilitator, recorder)
    if rule_of(kind).to_open and not meeting.entitled:
        raise Invalid(_("Say how many members are entitled to be present, for the quorum."), field="entitled")
    _require_notice(meeting, meeting.date, meeting.notice_reason)
    require_nameless(
        meeting, title=meeting.title, form_words=meeting.form_words, note=meeting.note, place_words=meeting.place_words
    )
    with transaction.atomic():
        insert(meeting, TAKEN, field="starts_at")
        append(
            meeting.stream_name, "meetings.scheduled", by=by, community=community,
            payload={
                "meeting": meeting.pk, "kind": str(kind), "starts_at": meeting.starts_at.isoformat(),
                "moved_from": meeting.original_date and meeting.original_date.isoformat(), "entitled": meeting.entitled,
                "text": seal(meeting.title), **_special(kind, meeting.date, meeting.notice_reason),
            },
        )
        ask_for_poster(meeting)
    return meeting


def reschedule(meeting, *, by, starts_at, reason, place_words="", notice_reason="", seen=None):
    """Move a planned meeting to the aware instant ``starts_at`` for ``reason``, and to ``place_words`` where given.

    The day it was first to be held is kept, unless it comes back to it. Invalid where the new hour has passed, or is the one
    it is planned for; to an earlier day only if the notice of its kind can still be kept, counted from today (Organic Law
    art. 26), or ``notice_reason`` names a special case where its rule knows one; refused where the hall is taken.
    """
    starts_at, reason = _coming(starts_at), written(reason, "reason", 200)
    day, before = timezone.localtime(starts_at).date(), meeting.date
    notice_reason = brief(notice_reason, "notice_reason", 200)
    if day < before:
        _require_notice(meeting, day, notice_reason)
    require_nameless(meeting, reason=reason, place_words=place_words)
    original = meeting.original_date or before
    place_words = brief(place_words, "place_words", 80) or meeting.place_words
    same_hour = starts_at == meeting.starts_at
    if same_hour and place_words == meeting.place_words:
        raise Invalid(_("The meeting is planned for this hour already."), field="starts_at")
    try:
        with taking(
            TABLE["meetings.reschedule"], meeting, by=by, seen=seen, starts_at=starts_at, note=reason,
            original_date=None if original == day else original, place_words=place_words,
            notice_reason=notice_reason or meeting.notice_reason,
        ) as entry:
            entry.payload = {
                "from": before.isoformat(), "to": starts_at.isoformat(), "text": seal(reason), "same_hour": same_hour,
                **(_special(meeting.kind, day, notice_reason) if day < before else {}),  # put off, it keeps its first notice
            }
            ask_for_poster(meeting)
    except IntegrityError as error:
        raise Refused(TAKEN, field="starts_at") from error


def cancel(meeting, *, by, reason, seen=None):
    """Call a planned meeting off for ``reason``; it stays on record. Invalid without a reason."""
    reason = written(reason, "reason", 200)
    require_nameless(meeting, reason=reason)
    with taking(TABLE["meetings.cancel"], meeting, by=by, seen=seen, note=reason) as entry:
        entry.payload = {"text": seal(reason)}


def appoint(meeting, *, by, facilitator=None, recorder=None, seen=None):
    """Name another ``facilitator`` or ``recorder``. Invalid where one person would be both, or nobody another one."""
    facilitator, recorder = facilitator or meeting.facilitator, recorder or meeting.recorder
    if (facilitator, recorder) == (meeting.facilitator, meeting.recorder):
        raise Invalid(_("They chair and record it already. Choose somebody else."), field="facilitator")
    _two_persons(facilitator, recorder)
    with taking(
        TABLE["meetings.appoint"], meeting, by=by, seen=seen, facilitator=facilitator, recorder=recorder
    ) as entry:
        entry.payload = {"facilitator": facilitator.pk, "recorder": recorder.pk}


def invite(meeting, *, by, kind, person=None, words="", seen=None):
    """Invite a ``person``, or somebody named in ``words`` only, as ``kind`` (InviteeKind); return the Invitation.

    Refused where the same person or words are invited already (Organic Law art. 32 says whom to invite).
    """
    kind, words = one_of(InviteeKind, kind, "kind"), brief(words, "words", 80)
    if person is None and not words:
        raise Invalid(_("Say who is invited."), field="words")
    with taking(TABLE["meetings.invite"], meeting, by=by, seen=seen) as entry:
        invitation = insert(
            Invitation(community=meeting.community, meeting=meeting, kind=kind, person=person, words=words),
            _("This guest is invited already."), field="words",
        )
        entry.made = invitation
        entry.payload = {"invitation": invitation.pk, "kind": str(kind), "person": person and person.pk}
    return invitation


def uninvite(invitation, *, by, reason, seen=None):
    """Withdraw ``invitation``, entered by mistake, for ``reason``; return the Withdrawal. Whoever was named is told.

    Refused where it is withdrawn already. The same guest may be invited anew.
    """
    meeting, reason = invitation.meeting, written(reason, "reason", 200)
    with taking(TABLE["meetings.uninvite"], meeting, by=by, seen=seen) as entry:
        entry.made = taken_back(meeting, by=by, reason=reason, invitation=invitation)
        entry.payload = {"invitation": invitation.pk, "kind": invitation.kind, "text": seal(reason)}
    return entry.made


def add_entry(meeting, *, by, title, minutes=0, seen=None):
    """Add an entry of ``minutes`` minutes at the end of the agenda; return the AgendaEntry."""
    title, minutes = written(title, "title", 160), counted(minutes, "minutes", 600)
    with taking(TABLE["meetings.add_entry"], meeting, by=by, seen=seen) as entry:
        added = AgendaEntry.objects.create(
            community=meeting.community, meeting=meeting, n=next_n(meeting.entries), title=title, minutes=minutes
        )
        entry.made = added
        _on_the_poster(meeting)
        entry.payload = {"entry": added.pk, "n": added.n, "minutes": minutes, "text": seal(title)}
    return added


def strike_entry(agenda_entry, *, by, reason, seen=None):
    """Take ``agenda_entry``, not dealt with yet, off the agenda for ``reason``; its number stays empty."""
    reason = written(reason, "reason", 200)
    _require_pending(agenda_entry)
    with taking(TABLE["meetings.strike_entry"], agenda_entry.meeting, by=by, seen=seen) as entry:
        guarded_update(agenda_entry, {"state": EntryState.PENDING}, state=EntryState.STRUCK, struck_reason=reason)
        _on_the_poster(agenda_entry.meeting)
        entry.payload = {"entry": agenda_entry.pk, "n": agenda_entry.n, "text": seal(reason)}


def restore_entry(agenda_entry, *, by, seen=None):
    """Put ``agenda_entry``, taken off by mistake, back on the agenda: it is to come again, in its place."""
    with taking(TABLE["meetings.restore_entry"], agenda_entry.meeting, by=by, seen=seen) as entry:
        guarded_update(agenda_entry, {"state": EntryState.STRUCK}, state=EntryState.PENDING, struck_reason="")
        _on_the_poster(agenda_entry.meeting)
        entry.payload = {"entry": agenda_entry.pk, "n": agenda_entry.n}


def open(meeting, *, by, presides=None, seen=None):
    """Open the meeting; ``presides`` (default: its facilitator) takes the chair. The quorum is counted and recorded.

    Refused before its day, and without a quorum where its kind needs one: council 2/3 (local rules), representatives
    2/3 (Organic Law art. 29), residents more than half (art. 27). Invalid where the recorder would preside.
    """
    chair = presides or meeting.facilitator
    _two_persons(chair, meeting.recorder)
    with taking(
        TABLE["meetings.open"], meeting, by=by, seen=seen, opened_at=now(), facilitator=chair,
        entitled=entitled_of(meeting),
    ) as entry:
        require_checks(TABLE["meetings.open"], meeting)  # again, now that nobody can sign out any more
        shown = quorum(meeting)
        entry.payload = {
            "entitled": shown.entitled, "present": shown.present, "needed": shown.needed, "reached": shown.reached,
            "presides": chair.pk,
        }


def move_to_entry(agenda_entry, *, by, seen=None):
    """Call ``agenda_entry``: what was being dealt with is done, and this entry is being dealt with.

    Refused unless it is still to come.
    """
    meeting = agenda_entry.meeting
    _require_pending(agenda_entry)
    with taking(TABLE["meetings.move_to_entry"], meeting, by=by, seen=seen) as entry:
        left = meeting.entries.filter(state=EntryState.CURRENT).values_list("pk", flat=True).first()
        meeting.entries.filter(pk=left).update(state=EntryState.DONE)
        guarded_update(agenda_entry, {"state": EntryState.PENDING}, state=EntryState.CURRENT)
        entry.payload = {"entry": agenda_entry.pk, "n": agenda_entry.n, "left": left, **end_quietly(meeting)}


def close(meeting, *, by, seen=None):
    """Close the meeting: the entry being dealt with is done, those still to come were not reached."""
    with taking(TABLE["meetings.close"], meeting, by=by, seen=seen, closed_at=now()) as entry:
        current = meeting.entries.filter(state=EntryState.CURRENT).values_list("pk", flat=True).first()
        meeting.entries.filter(pk=current).update(state=EntryState.DONE)
        left = meeting.entries.filter(state=EntryState.PENDING).update(state=EntryState.NOT_REACHED)
        end_pause(meeting)
        entry.payload = {
            "present": meeting.present, "statements": meeting.statements.count(), "not_reached": left, "left": current,
            **end_quietly(meeting),
        }


def _coming(starts_at):
    """Return ``starts_at`` if it is an aware instant that has not passed."""
    if starts_at is None or timezone.is_naive(starts_at) or starts_at < now():
        raise Invalid(_("Enter a day and hour to come."), field="starts_at")
    return starts_at


def _require_notice(meeting, day, reason):
    """Refuse ``day`` where the notice of the kind of ``meeting``, from today, cannot be kept and ``reason`` names no case."""
    sentence = too_late(meeting.kind, day, reason)
    if sentence:
        raise Invalid(sentence, field="notice_reason" if meeting.rule.special else "starts_at")


def _special(kind, day, reason):
    """Return what an event says of the special case that shortens the notice; nothing where a ``reason`` is given without need."""
    return {"special_case": seal(reason)} if reason and too_late(kind, day) else {}


def _on_the_poster(meeting):
    """Have the poster of a planned ``meeting`` made anew, whose agenda has changed; once it has begun nobody is called to it."""
    if meeting.state == MeetingState.PLANNED:
        ask_for_poster(meeting)


def _two_persons(facilitator, recorder):
    """Refuse one person as facilitator and recorder: four eyes sign the minutes."""
    if facilitator is None or recorder is None:
        raise Invalid(_("Name a facilitator and a recorder."), field="recorder")
    if facilitator.pk == recorder.pk:
        raise Invalid(SAME_PERSON, field="recorder")


def _require_pending(agenda_entry):
    if agenda_entry.state != EntryState.PENDING:
        raise Refused(
            _("Entry %(n)s stands at “%(state)s”; only an entry to come can be called or taken off.")
            % {"n": agenda_entry.n, "state": agenda_entry.get_state_display()}
        )
