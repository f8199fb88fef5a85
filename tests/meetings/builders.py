"""Builders for the tests of the hall: a council with its members, and meetings at each state."""

import datetime as dt

from django.utils import timezone

from meetings.domain import attendance, meetings, minutes, observers, statements
from meetings.enums import MeetingKind, Stance
from tests.world import household, person, seat
from yishi.clock.story import held_at
from yishi.people.enums import Role

CALLED, DAY = dt.date(2026, 3, 2), dt.date(2026, 3, 20)


def on(day, hour=10, minute=0):
    """Return a context in which the product clock stands at ``hour``:``minute`` on the date ``day``."""
    return held_at(at(day, hour, minute))


def at(day, hour=19, minute=0):
    """Return the aware instant ``hour``:``minute`` of the date ``day``."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour, minute)))


def council(side, number=15):
    """Give the ``side`` of the world ``number`` council members, the one it has among them."""
    members = [side.people[Role.COUNCIL_MEMBER]]
    for n in range(number - 1):
        members.append(person(side.community, f"委员{n}"))
        seat(members[-1], Role.COUNCIL_MEMBER, side.community)
    return members


def neighbours(side, n):
    """Return ``n`` residents of the ``side``, of one household."""
    people = [person(side.community, f"邻居{i}") for i in range(n)]
    household(side.estate, "1-102", *people)
    return people


def planned(side, day=DAY, called=CALLED, **fields):
    """Convene a council meeting of ``side`` for 19:00 on ``day``, on the date ``called``."""
    people = side.people
    fields = {
        "kind": MeetingKind.COUNCIL, "title": "三月议事会", "starts_at": at(day), "place_words": "社区三楼议事厅",
        "facilitator": people[Role.FACILITATOR], "recorder": people[Role.RECORDER], "entitled": 15, **fields,
    }
    fields.setdefault("by", people[Role.COMMUNITY_SECRETARY])
    with on(called):
        return meetings.schedule(side.community, **fields)


def with_entries(meeting, *titles):
    """Put entries on the agenda; return them."""
    with on(CALLED):
        return [meetings.add_entry(meeting, by=meeting.recorder, title=title, minutes=10) for title in titles]


def opened(side, present=15, number=15, **fields):
    """Convene and open a meeting with two entries and ``present`` of ``number`` council members; return all of it."""
    members = council(side, number)
    meeting = planned(side, entitled=number, **fields)
    entries = with_entries(meeting, "宣布到会人数", "加装电梯")
    with on(meeting.date, 19):
        attendance.enter_attendance(meeting, members[:present], by=meeting.recorder)
        meetings.open(meeting, by=meeting.facilitator)
    return meeting, entries, members


def closed(side):
    """Hold a meeting with one statement and a consensus, and close it; return it and its entries."""
    meeting, entries, members = opened(side)
    with on(meeting.date, 19, 30):
        meetings.move_to_entry(entries[1], by=meeting.facilitator)
        statements.state(
            entries[1], by=meeting.recorder, speaker=members[1], stance=Stance.FOR, stance_words="赞成B", text="同意。"
        )
        minutes.record_consensus(entries[1], by=meeting.recorder, text="采用方案B。")
        meetings.close(meeting, by=meeting.facilitator)
    return meeting, entries


def signed(side):
    """Hold, close and sign a meeting; return it."""
    meeting, _entries = closed(side)
    with on(meeting.date, 21):
        minutes.sign(meeting, by=meeting.recorder)
        minutes.countersign(meeting, by=meeting.facilitator)
    return meeting


def announced(side, meeting=None, **fields):
    """Announce two seats for observers of ``meeting`` (default: a planned one of the ``side``); return the Gallery."""
    meeting = meeting or planned(side)
    fields = {"admission": "first_come", "seats": 2, "closes_at": at(DAY, 12), **fields}
    with on(CALLED):
        return observers.announce(meeting, by=meeting.recorder, **fields)


def registered(gallery, people, **fields):
    """Register ``people`` for ``gallery``, one after the other; return their Registrations."""
    with on(CALLED, 11):
        return [observers.register(gallery, by=each, **fields) for each in people]


def afresh(row):
    """Return the registration ``row`` as it stands now."""
    return type(row).objects.select_related("seat").get(pk=row.pk)


def seat_of(row):
    """Return the number of the seat of the registration ``row``, or None."""
    found = afresh(row).place
    return found and found.n
