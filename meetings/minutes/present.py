"""Who was there, as the minutes say it: whoever came, whoever came later or left before the close, who was absent."""

from dataclasses import dataclass
from operator import attrgetter

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from yishi.journal.models import Event
from yishi.people.names import display_name

from ..enums import Capacity

CAME, LEFT, STRUCK = "attendance.entered", "attendance.left", "attendance.struck"
MOST_NAMED = 60  # of a longer list only the number stands in the minutes


@dataclass(frozen=True)
class Presence:
    """``members`` are the Attendances of all who came as members; ``later`` and ``left`` (Attendance, instant) of those among
    them who came after the opening or were not there at the close; ``stakeholders`` how many were signed in as such."""

    members: list
    later: list
    left: list
    stakeholders: int


def presence_of(meeting, opened):
    """Return the Presence at ``meeting``, read along with its attendances, which was opened by the event ``opened`` (None: by
    none). A query."""
    rows = sorted(meeting.attendances.all(), key=attrgetter("pk"))
    came, left, struck = _moves(meeting)
    members = [
        row for row in rows if row.capacity == Capacity.MEMBER and row.pk not in struck and _was_there(row, left, opened)
    ]
    later = [(row, came[row.pk]) for row in members if opened and row.pk in came and came[row.pk] > opened.at]
    gone = [(row, left.get(row.pk)) for row in members if not row.present]
    stakeholders = sum(row.capacity == Capacity.STAKEHOLDER and row.present for row in rows)
    return Presence(members, later, gone, stakeholders)


def lines_of(meeting, present, guests):
    """Return the lines of the minutes. Those who watch are counted, never named."""
    lines = [_("Present: %(names)s") % {"names": _named(present.members)}]
    for words, rows in ((_("Came after the opening: %(names)s"), present.later),
                        (_("Left before the close: %(names)s"), present.left)):
        if rows:
            lines.append(words % {"names": _(", ").join(_at(row, instant) for row, instant in rows)})
    if missing := max(0, meeting.entitled - len(present.members)):
        lines.append(_("Absent: %(n)s members") % {"n": missing})
    lines.append(_("Stakeholders: %(n)s") % {"n": meeting.stakeholders_present or present.stakeholders})
    if guests:
        names = _(", ").join(_("%(name)s (%(kind)s)") % {"name": name, "kind": kind} for name, kind in guests)
        lines.append(_("Invited: %(names)s") % {"names": names})
    lines.append(_("Watching: %(room)s in the room, %(online)s online") % {
        "room": meeting.observers_on_site, "online": meeting.observers_online
    })
    return lines


def _was_there(row, left, opened):
    """Return whether whoever has the ``row`` was there at the meeting itself; who signed out before it opened was not."""
    return row.present or not opened or row.pk not in left or left[row.pk] > opened.at


def _moves(meeting):
    """Return ({attendance: when it was entered first}, {attendance: when it was left last}, those that were struck out:
    whoever was there before, and had left, is none of them). One query.
    """
    came, left, struck = {}, {}, set()
    for event in Event.objects.filter(stream__name=meeting.stream_name, kind__in=(CAME, LEFT, STRUCK)).order_by("seq"):
        if event.kind == LEFT:
            left[event.payload["attendance"]] = event.at
        elif event.kind == STRUCK and event.payload["attendance"] not in left:
            came.pop(event.payload["attendance"], None)
            struck.add(event.payload["attendance"])
        elif event.kind == CAME:
            for key in event.payload["attendances"]:
                came.setdefault(key, event.at)
                struck.discard(key)
    return came, left, struck


def _named(rows):
    """Return the names of whoever ``rows`` are, or of many only how many they are."""
    if not rows or len(rows) > MOST_NAMED:
        return _("%(n)s members") % {"n": len(rows)}
    return _(", ").join(display_name(row.person) for row in rows)


def _at(row, instant):
    """Return a name, with the hour where it is on record."""
    name = display_name(row.person)
    return _("%(name)s (%(hour)s)") % {"name": name, "hour": f"{localtime(instant):%H:%M}"} if instant else name
