"""In the council whoever presides votes last (domain 3.1, 3.2); when that is, in an online ballot.

Last means: when all others on the roll have voted who do not stand aside and, where the council sits, are signed in; or
when three quarters of the announced window are over; without an announced end, ten minutes after the opening. Nobody
else's silence can so take the presiding member's vote away. On paper and by hands the order is kept in the room.
"""

import datetime as dt

from meetings.models import Attendance
from yishi.clock.story import now
from yishi.people.enums import Role
from yishi.people.rules import holds

from ..enums import Rule
from ..polls.enums import Secrecy
from ..polls.models import NamedMark, RollVoter, SecretMark
from .sittings import hall_of

IN_THE_ROOM = dt.timedelta(minutes=10)


def presides(poll, person):
    """Return whether ``person`` presides over the council that votes in ``poll``: at its meeting, or by office."""
    if poll.rule != Rule.COUNCIL or poll.opened_at is None:
        return False
    sitting = hall_of(poll)
    if sitting:
        return sitting.entry.meeting.facilitator_id == person.pk
    return holds(person, {Role.FACILITATOR}, poll.community)


def last_part(poll):
    """Return the instant from which whoever presides may vote in ``poll``, whoever else has."""
    if poll.closes_at is None:
        return poll.opened_at + IN_THE_ROOM
    return poll.closes_at - (poll.closes_at - poll.opens_at) / 4


def waits_until(poll, person):
    """Return the instant until which ``person`` lets the others vote first, or None where they need not wait."""
    if not presides(poll, person) or now() >= last_part(poll):
        return None
    marks = NamedMark if poll.secrecy == Secrecy.NAMED else SecretMark
    others = RollVoter.objects.filter(poll=poll, entry__recusal=None).exclude(person=person)
    others = others.exclude(entry__in=marks.objects.filter(poll=poll).values("entry"))
    sitting = hall_of(poll)
    if sitting:
        there = Attendance.objects.filter(meeting=sitting.entry.meeting_id).members_present()
        others = others.filter(person__in=there.values("person"))
    return last_part(poll) if others.exists() else None
