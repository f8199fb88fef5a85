"""The gallery of the meetings that are still to come in the story: seats announced, people registered, a draw, the door."""

from meetings.domain import lotteries, observers
from meetings.gallery.door import door_code
from meetings.gallery.enums import GalleryState, RegistrationState
from meetings.models import Gallery
from meetings.queries import members_of
from yishi.people.models import Person

from .. import cast
from ..story import anchor, at
from .base import DAY, scene
from .halls import meeting_on

WAYS = {"抽签": "lot"}
NUMBER_WORDS = "福彩3D开会前一天晚上的开奖号（三位数，空格分开）"
NUMBER = "4 0 7"


def scenes(matter):
    """Return the scenes of the gallery of the meeting of ``matter``, where it is to come and seats are told of."""
    told = matter["step4_deliberation"]["meeting"]
    seen, day = told.get("observers"), told["date"]
    if not seen or day < anchor().date():
        return
    yield scene(matter, "gallery", day - 7 * DAY, "10:05", lambda: announce(matter))
    yield scene(matter, "gallery-registers", day - 5 * DAY, "20:00", lambda: register(matter))
    if seen["admitted_by"] in WAYS:
        yield scene(matter, "gallery-closes", day - 2 * DAY, "12:00", lambda: close(matter))
        yield scene(matter, "gallery-number", day - DAY, "21:30", lambda: draw(matter))
    yield scene(matter, "gallery-door", day, "18:45", lambda: let_in(matter))


def announce(matter):
    """The recorder announces the seats; of two matters of one evening the first does."""
    told, meeting = matter["step4_deliberation"]["meeting"], _meeting(matter)
    if Gallery.objects.filter(meeting=meeting).exists():
        return
    way, day = WAYS.get(told["observers"]["admitted_by"], "first_come"), told["date"]
    observers.announce(
        meeting, by=meeting.recorder, admission=way, seats=told["observers"]["seats"],
        closes_at=at(day - 2 * DAY if way == "lot" else day, "12:00"), seed_words=NUMBER_WORDS if way == "lot" else "",
    )


def register(matter):
    """As many residents register as the story says."""
    meeting, gallery = _meeting(matter), _gallery(matter)
    wanted = matter["step4_deliberation"]["meeting"]["observers"]["registered"]
    rows = Person.objects.filter(community=meeting.community, household__isnull=False, born__year__lte=2000)
    people = rows.exclude(pk__in=members_of(meeting)).exclude(registrations__gallery=gallery).select_related("community")
    for resident in people.order_by("pk")[: max(wanted - gallery.registrations.count(), 0)]:
        observers.register(gallery, by=resident)


def close(matter):
    """The list closes at its hour, by the clock."""
    gallery = _gallery(matter)
    if gallery.state == GalleryState.OPEN:
        lotteries.close_list(gallery)


def draw(matter):
    """The recorder enters the number, the secretary looks it up and confirms it."""
    gallery = _gallery(matter)
    if gallery.state == GalleryState.COMMITTED:
        lotteries.enter_seed(gallery, by=gallery.meeting.recorder, seed=NUMBER)
        lotteries.confirm_seed(gallery, by=cast.office(matter["community"], "community_secretary"), seed=NUMBER)


def let_in(matter):
    """Everybody who has a seat comes, and shows the code."""
    gallery = _gallery(matter)
    for row in gallery.registrations.filter(seat__isnull=False, state=RegistrationState.STANDING).order_by("rank"):
        observers.check_in(gallery, by=gallery.meeting.recorder, code=door_code(row))


def _meeting(matter):
    return meeting_on(matter["community"], matter["step4_deliberation"]["meeting"]["date"])


def _gallery(matter):
    rows = Gallery.objects.select_related("community", "meeting__recorder", "meeting__community")
    return rows.get(meeting=_meeting(matter))
