"""The queue of speakers: hands raised and taken down, one called, the speech ended."""

from django.utils.translation import gettext_lazy as _

from yishi.acts import taking
from yishi.clock.story import now
from yishi.db.guard import guarded_update
from yishi.journal.domain.events import append
from yishi.refusals import Forbidden, Invalid, Refused

from ..console.bars import speaking
from ..console.order import MOST
from ..console.queue import heard_out, is_up, queue_of
from ..enums import Capacity, EntryState, RequestState, Stance
from ..models import Recusal, SpeakRequest
from ..models.speaking import LIVE
from ..rules import NO_VOICE, rule_of
from ..transitions import TABLE, runs
from .rows import brief, insert, one_of
from .statements import ROOM

TWICE = _("Nobody speaks more than %(most)d times on one entry; this speaker has.")


def raise_hand(agenda_entry, *, by, stance, person=None, words="", seen=None):
    """Put ``person``, or somebody named in ``words``, into the queue of ``agenda_entry``; return the SpeakRequest.

    The ``stance`` is said with it (third rule). Whoever is signed in raises their own hand (no person and no words);
    the facilitator and the recorder enter those in the room. Refused where the entry is not the one being dealt with,
    for the facilitator, for observers where they only listen, for whoever stood aside from the entry, where the hand
    is up already, and after two speeches on the entry (fourth rule).
    """
    meeting, stance = agenda_entry.meeting, one_of(Stance, stance, "stance")
    words = _guest(brief(words, "words", 60), person)
    if stance == Stance.CHAIR:
        raise Invalid(_("From the chair speaks whoever presides, and needs no place in the queue."), field="stance")
    if person is None and not words:
        person = by
    _own_or_leading(meeting, person, by)
    with taking(TABLE["speakers.raise_hand"], meeting, by=by, seen=seen,
                on_behalf_of=None if person is None or person == by else person) as entry:
        _require_current(agenda_entry)
        _require_voice(agenda_entry, person)
        if heard_out(agenda_entry, person.pk if person else words):
            raise Refused(TWICE % {"most": MOST}, field="person")
        request = insert(
            SpeakRequest(community=meeting.community, meeting=meeting, entry=agenda_entry, person=person, words=words,
                         stance=stance),
            _("This hand is up already."), field="person",
        )
        entry.made = request
        entry.payload = {"request": request.pk, "entry": agenda_entry.pk, "n": agenda_entry.n, "stance": str(stance)}
    return request


def lower_hand(request, *, by, seen=None):
    """Take the hand of ``request`` down: one's own, or entered by whoever leads. Refused unless it is waiting."""
    _own_or_leading(request.meeting, request.person, by)
    with taking(TABLE["speakers.lower_hand"], request.meeting, by=by, seen=seen) as entry:
        guarded_update(request, {"state": RequestState.WAITING}, state=RequestState.WITHDRAWN)
        entry.payload = {"request": request.pk, "entry": request.entry_id, "n": request.entry.n}


def undo_lower(request, *, by, seen=None):
    """Put the hand of ``request`` up again, taken down by mistake: it keeps its place. One's own, or entered by whoever leads.

    Refused unless it was taken down, where the entry is not being dealt with any more, where a hand of theirs is up or they
    have the floor, and where they may not speak any more, as in ``raise_hand``.
    """
    _own_or_leading(request.meeting, request.person, by)
    with taking(TABLE["speakers.undo_lower"], request.meeting, by=by, seen=seen) as entry:
        _require_current(request.entry)
        _require_voice(request.entry, request.person)
        if is_up(request.entry, request.key):
            raise Refused(_("This hand is up already."), field="request")
        guarded_update(request, {"state": RequestState.WITHDRAWN}, state=RequestState.WAITING)
        entry.payload = {"request": request.pk, "entry": request.entry_id, "n": request.entry.n}


def call(request, *, by, reason="", seen=None):
    """Give the floor to ``request``: three minutes from now (fourth rule).

    Refused while somebody speaks, where the entry is not being dealt with, after two speeches, and where they may not speak any
    more: they left, stood aside, or preside now. Invalid without a ``reason`` where another's turn it is by
    the rules (second and ninth): the reason stands with it.
    """
    meeting, reason = request.meeting, brief(reason, "reason", 200)
    with taking(TABLE["speakers.call"], meeting, by=by, seen=seen) as entry:
        _require_current(request.entry)
        _require_voice(request.entry, request.person)
        queue = queue_of(request.entry)
        if queue.speaking:
            raise Refused(_("Somebody has the floor. End that speech first."))
        if heard_out(request.entry, request.key):
            raise Refused(TWICE % {"most": MOST}, field="request")
        in_turn = queue.next is not None and queue.next.pk == request.pk
        if not in_turn and not reason:
            raise Invalid(_("By the rules it is another’s turn. Say why this speaker comes first."), field="reason")
        guarded_update(request, {"state": RequestState.WAITING}, state=RequestState.SPEAKING, called_at=now(),
                       out_of_turn="" if in_turn else reason)
        entry.payload = {"request": request.pk, "entry": request.entry_id, "n": request.entry.n, "in_turn": in_turn,
                         "stance": request.stance}


def undo_call(meeting, *, by, seen=None):
    """Take the floor back from whoever was called by mistake: their hand is up again, and the time does not count.

    Refused where nobody has the floor.
    """
    with taking(TABLE["speakers.undo_call"], meeting, by=by, seen=seen) as entry:
        request = speaking(meeting).get()
        guarded_update(request, {"state": RequestState.SPEAKING}, state=RequestState.WAITING, called_at=None,
                       out_of_turn="")
        entry.payload = {"request": request.pk, "entry": request.entry_id}


def end(meeting, *, by, seen=None):
    """End the speech that is being held: it counts as one of the two. Refused where nobody has the floor."""
    with taking(TABLE["speakers.end"], meeting, by=by, seen=seen) as entry:
        request = speaking(meeting).get()
        entry.payload = {"request": request.pk, "entry": request.entry_id, "seconds": _ended(request)}


def undo_end(meeting, *, by, seen=None):
    """Give the floor back to whoever's speech was ended by mistake: it is the same speech, and its three minutes run on.

    Refused where somebody has the floor, where nobody has spoken on the entry, where their hand is up again, and where they may
    not speak any more.
    """
    with taking(TABLE["speakers.undo_end"], meeting, by=by, seen=seen) as entry:
        last = queue_of(meeting.entries.get(state=EntryState.CURRENT)).last
        _require_voice(last.entry, last.person)
        guarded_update(last, {"state": RequestState.SPOKEN}, state=RequestState.SPEAKING, ended_at=None)
        entry.payload = {"request": last.pk, "entry": last.entry_id}


def end_quietly(meeting):
    """End the speech, if one is being held, because what it belongs to ends; for acts that append their own event.

    Returns what their payload says of it.
    """
    request = speaking(meeting).first()
    return {"request": request.pk, "seconds": _ended(request)} if request else {}


def fall_silent(meeting, person, *, by, **on):
    """End the speech of ``person`` and take down their hands at ``meeting``, or ``on`` one entry alone; each by its own event.

    Inside the act by which they left, or stood aside.
    """
    for request in meeting.speak_requests.filter(person=person, state__in=LIVE, **on).select_related("entry"):
        kind, said = "speakers.hand_lowered", {"request": request.pk, "entry": request.entry_id}
        if request.state == RequestState.SPEAKING:
            kind, said["seconds"] = "speakers.ended", _ended(request)
        else:
            said["n"] = request.entry.n
            guarded_update(request, {"state": RequestState.WAITING}, state=RequestState.WITHDRAWN)
        append(meeting.stream_name, kind, by=by, community=meeting.community, payload=said)


def _ended(request):
    """Let the speech of ``request`` be over now; return how many seconds it took."""
    moment = now()
    guarded_update(request, {"state": RequestState.SPEAKING}, state=RequestState.SPOKEN, ended_at=moment)
    return int((moment - request.called_at).total_seconds())


def _guest(words, person):
    """Return the ``words`` that name a guest: none beside a ``person``, and never with a room number."""
    if ROOM.search(words):
        raise Invalid(_("Leave the room number out: the transcript is public."), field="words")
    return "" if person else words


def _own_or_leading(meeting, person, by):
    """Forbid raising or lowering another's hand to whoever does not lead the meeting."""
    mine = by is not None and person is not None and person.pk == by.pk
    if by is not None and not mine and not runs(by, meeting):
        raise Forbidden(_("One may do this for oneself; for others whoever leads the meeting enters it."))


def _require_current(agenda_entry):
    agenda_entry.refresh_from_db(fields=["state"])
    if agenda_entry.state != EntryState.CURRENT:
        raise Refused(_("Entry %(n)s is not being dealt with now.") % {"n": agenda_entry.n}, field="agenda_entry")


def _require_voice(agenda_entry, person):
    """Refuse who may not speak: the facilitator, who is not there, who only listens, who stood aside."""
    meeting = agenda_entry.meeting
    if person is None:
        return
    if person.pk == meeting.facilitator_id:
        raise Refused(_("The facilitator is neutral and gives the floor to others."), field="person")
    there = meeting.attendances.filter(person=person, present=True).first()
    if there is None:
        raise Refused(_("This person is not signed in at the meeting."), field="person")
    if there.capacity == Capacity.OBSERVER and not rule_of(meeting.kind).observers_speak:
        raise Refused(NO_VOICE, field="person")
    if Recusal.objects.filter(attendance=there, entry=agenda_entry).exists():
        raise Refused(_("Whoever stood aside from an entry does not speak on it."), field="person")
