"""Who is present, who stands aside, how many watch."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from yishi.acts import taking
from yishi.clock.story import now
from yishi.db.guard import guarded_update
from yishi.journal.domain.texts import seal
from yishi.people.rules import holds
from yishi.refusals import Forbidden, Invalid, Refused

from .. import recusals
from ..enums import AdmittedBy, Capacity, EntryState, RequestState
from ..models import Attendance, Recusal
from ..queries import entitled_of, members_of
from ..rules import rule_of
from ..transitions import TABLE, records
from .rows import counted, insert, one_of, taken_back, written
from .speakers import fall_silent


def check_in(meeting, person, *, by, capacity=Capacity.MEMBER, online=False, seen=None):
    """Sign ``person`` in as ``capacity`` (Capacity), ``online`` or in the room; return the Attendance.

    Whoever had left is present again. Refused where ``person`` is signed in already, holds no member's seat, or more
    members would be present than are entitled.
    """
    return enter_attendance(
        meeting, [person], by=by, capacity=capacity, online=online, seen=seen, code="attendance.check_in"
    )[0]


def enter_attendance(meeting, persons, *, by, capacity=Capacity.MEMBER, online=False, seen=None,
                     code="attendance.enter_attendance"):
    """Sign all ``persons`` in at once as ``capacity``, as from the sheet at the door; return their Attendances.

    All or none: refused as ``check_in`` is. ``code`` is the act that is taken, for ``check_in`` alone.
    """
    capacity, persons = one_of(Capacity, capacity, "capacity"), list(dict.fromkeys(persons))
    if not persons:
        raise Invalid(_("Name at least one person."), field="persons")
    if capacity == Capacity.MEMBER:
        _require_seats(meeting, persons)
    with taking(TABLE[code], meeting, by=by, seen=seen) as entry:
        rows = _back(meeting, persons, capacity, online)
        known = {row.person_id for row in rows}
        rows += _insert(
            Attendance(community=meeting.community, meeting=meeting, person=person, capacity=capacity, online=online)
            for person in persons if person.pk not in known
        )
        present, entitled = meeting.present, entitled_of(meeting)
        if entitled and present > entitled:
            raise Refused(
                _("That would make %(present)d members present of %(entitled)d entitled. Check the list.")
                % {"present": present, "entitled": entitled}, field="persons",
            )
        entry.made = rows
        entry.payload = {
            "attendances": [row.pk for row in rows], "capacity": str(capacity), "n": len(rows), "present": present,
        }
    return rows


def leave(meeting, person, *, by, seen=None):
    """Record that ``person`` has left: a member who left counts no more towards the quorum. Their speech ends, their hand is down.

    Anybody may sign out for oneself; for others the recorder does. Refused where ``person`` is not present.
    """
    row = _own_row(meeting, person, by)
    with taking(TABLE["attendance.leave"], meeting, by=by, on_behalf_of=_other(person, by), seen=seen) as entry:
        guarded_update(row, {"present": True}, present=False)
        fall_silent(meeting, person, by=by)
        entry.payload = {"attendance": row.pk, "present": meeting.present}


def strike(meeting, person, *, by, reason, seen=None):
    """Take back that ``person`` was signed in, for ``reason``: another one was meant, or nobody came.

    They count no more, and the minutes do not name them as having been there; whoever does come is signed in anew. Refused
    where they are not signed in, or have spoken, stood aside or wait for the floor: then they were there, and leave.
    """
    reason, row = written(reason, "reason", 200), _own_row(meeting, person, by)
    with taking(TABLE["attendance.strike"], meeting, by=by, on_behalf_of=_other(person, by), seen=seen) as entry:
        heard = meeting.speak_requests.filter(person=person).exclude(state=RequestState.WITHDRAWN)
        if row.recusals.exists() or heard.exists() or meeting.statements.filter(speaker=person).exists():
            raise Refused(_("This person took part: spoke, stood aside, or waits for the floor. Put that right first, or sign "
                            "them out."), field="person")
        guarded_update(row, {"present": True}, present=False, struck_reason=reason)
        entry.payload = {"attendance": row.pk, "present": meeting.present, "text": seal(reason)}


def recuse(meeting, person, agenda_entry, *, by, reason, seen=None):
    """Record that the member ``person`` stands aside from ``agenda_entry`` for ``reason`` (回避); return the Recusal.

    They are not counted among those present for that entry; their speech on it ends, their hand is down.
    A member stands aside for oneself; the recorder enters it on their behalf. Refused where they are not present
    as a member, stood aside already, the entry is over, or a floor above that hears of it refuses: they have voted on it.
    """
    reason = written(reason, "reason", 200)
    row = _own_row(meeting, person, by)
    if row.capacity != Capacity.MEMBER or agenda_entry.meeting_id != meeting.pk:
        raise Refused(_("Only a member can stand aside, and from an entry of this meeting."), field="person")
    with taking(TABLE["attendance.recuse"], meeting, by=by, on_behalf_of=_other(person, by), seen=seen) as entry:
        agenda_entry.refresh_from_db(fields=["state"])  # it may have been called or left since it was read
        if agenda_entry.state not in (EntryState.PENDING, EntryState.CURRENT):
            raise Refused(_("This entry is over. Standing aside has to be said before it."), field="entry")
        recusal = insert(
            Recusal(community=meeting.community, attendance=row, entry=agenda_entry, reason=reason),
            _("This member stands aside already."), field="person",
        )
        recusals.tell(recusal, by=by)
        fall_silent(meeting, person, by=by, entry=agenda_entry)
        entry.made = recusal
        entry.payload = {"recusal": recusal.pk, "entry": agenda_entry.pk, "n": agenda_entry.n, "text": seal(reason)}
    return recusal


def withdraw_recusal(recusal, *, by, reason, seen=None):
    """Withdraw the standing aside of a member, entered by mistake, for ``reason``; return the Withdrawal.

    They are counted among those present for the entry again, and may speak and vote on it. Refused where it is withdrawn
    already, once somebody has signed the record, and where a ballot on the matter rests on it.
    """
    reason = written(reason, "reason", 200)
    meeting, entry_of, member = recusal.entry.meeting, recusal.entry, recusal.attendance.person
    with taking(TABLE["attendance.withdraw_recusal"], meeting, by=by, on_behalf_of=_other(member, by), seen=seen) as entry:
        entry.made = taken_back(meeting, by=by, reason=reason, recusal=recusal)
        entry.payload = {"recusal": recusal.pk, "entry": entry_of.pk, "n": entry_of.n, "text": seal(reason)}
    return entry.made


def count_stakeholders(meeting, number, *, by, seen=None):
    """Enter how many stakeholders (利益相关方) are present, a whole number."""
    number = counted(number, "number")
    with taking(
        TABLE["attendance.count_stakeholders"], meeting, by=by, seen=seen, stakeholders_present=number
    ) as entry:
        entry.payload = {"stakeholders": number}


def count_observers(meeting, *, by, seats, registered, on_site=0, online=0, admitted_by=AdmittedBy.NOT_YET, seen=None):
    """Enter the observers' figures: ``seats`` in the room, ``registered``, present ``on_site`` and ``online``.

    ``admitted_by`` (AdmittedBy) says how the seats were given. Refused where more sit in the room than there are seats,
    somebody sits there before it is said how the seats were given, or ``seats`` are not those that were announced.
    """
    figures = {"seats": seats, "registered": registered, "on_site": on_site, "online": online}
    for field, number in figures.items():
        counted(number, field)
    admitted_by = one_of(AdmittedBy, admitted_by, "admitted_by")
    announced = meeting.gallery_seats.count()
    if announced and seats != announced:
        raise Invalid(_("%(n)d seats for observers were announced; the room has no other number.") % {"n": announced}, field="seats")
    if on_site > seats:
        raise Invalid(_("The room has only %(seats)d seats for observers.") % {"seats": seats}, field="on_site")
    if on_site and admitted_by == AdmittedBy.NOT_YET:
        raise Invalid(_("Say how the seats in the room were given."), field="admitted_by")
    with taking(
        TABLE["attendance.count_observers"], meeting, by=by, seen=seen, observer_seats=seats,
        observers_registered=registered, observers_on_site=on_site, observers_online=online,
        observers_admitted_by=admitted_by,
    ) as entry:
        entry.payload = {**figures, "admitted_by": str(admitted_by)}


def _require_seats(meeting, persons):
    """Refuse unless each of ``persons`` holds a member's seat, where the kind of meeting knows its members by seat."""
    if not rule_of(meeting.kind).seats:
        return
    seated = set(members_of(meeting).values_list("pk", flat=True))
    strangers = [person for person in persons if person.pk not in seated]
    if strangers:
        raise Refused(
            _("%(n)d of the persons named hold no member’s seat here on that day; sign them in as guests.")
            % {"n": len(strangers)}, field="persons",
        )


def _insert(rows):
    """Insert the attendances ``rows`` at once, or none of them where a person is signed in already."""
    try:
        with transaction.atomic():
            return Attendance.objects.bulk_create(rows)
    except IntegrityError as error:
        raise Refused(_("Somebody on this list is signed in already."), field="persons") from error


def _back(meeting, persons, capacity, online):
    """Return the rows of those among ``persons`` who had left and are present again."""
    rows = list(meeting.attendances.filter(person__in=persons, present=False).select_related("person"))
    for row in rows:
        guarded_update(row, {"present": False}, present=True, capacity=capacity, online=online, at=now(), struck_reason="")
    return rows


def _own_row(meeting, person, by):
    """Return the Attendance of ``person``, present; Forbidden where ``by`` acts for another and does not record."""
    act = TABLE["attendance.leave"]
    if by is not None and by.pk != person.pk and not (records(by, meeting) or holds(by, act.roles, meeting.community)):
        raise Forbidden(_("One may do this for oneself; for others the recorder enters it."))
    row = meeting.attendances.filter(person=person, present=True).first()
    if row is None:
        raise Refused(_("This person is not signed in at the meeting."), field="person")
    return row


def _other(person, by):
    """Return ``person`` where somebody else enters it on their behalf, else None."""
    return None if by is not None and by.pk == person.pk else person
