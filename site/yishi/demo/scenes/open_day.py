"""An evening to which the community opens its house: whoever watches may comment, and the recorder reads it first."""

from meetings.domain import comments, meetings, statements
from meetings.enums import EntryState, MeetingKind, MeetingState
from meetings.models import Comment, Meeting
from yishi.people.models import Place

from .. import cast
from ..player import Scene
from ..story import at, open_day
from .base import persons, residents_of
from .halls import sign_minutes


def scenes():
    """Return the scenes of the evening; the last of them lies in the story's future."""
    told = open_day()
    yield _scene("convened", told["convened"], "10:00", convene)
    yield _scene("opened", told["date"], told["time"], begin)
    for n, said in enumerate(told["statements"]):
        yield _scene(f"statement-{n}", told["date"], said["at"], lambda said=said: state(said))
    for n, comment in enumerate(told["comments"]):
        yield _scene(f"comment-{n}", told["date"], comment["at"], lambda n=n: hand_in(n))
        if "answer" in comment:
            yield _scene(f"comment-{n}-read", told["date"], comment["at"], lambda n=n: answer(n), rank=6)
    yield _scene("closed", told["date"], told["ends"], end)


def _scene(name, day, clock, play, rank=5):
    return Scene(at(day, clock), rank, f"open-day:{name}", play)


def hall():
    """Return the meeting of the evening."""
    return Meeting.objects.select_related("community", "facilitator", "recorder").get(
        kind=MeetingKind.OPEN_DAY, community__code=open_day()["community"]
    )


def convene():
    """The secretary convenes the evening, with its agenda."""
    told = open_day()
    secretary = cast.office(told["community"], "community_secretary")
    meeting = meetings.schedule(
        Place.objects.get(code=told["community"]), by=secretary, kind=MeetingKind.OPEN_DAY, title=told["title"],
        starts_at=at(told["date"], told["time"]), place_words=told["place"],
        facilitator=cast.office(told["community"], "facilitator"), recorder=cast.office(told["community"], "recorder"),
    )
    for entry in told["entries"]:
        meetings.add_entry(meeting, by=secretary, **entry)


def begin():
    """The facilitator opens the evening."""
    meeting = hall()
    meetings.open(meeting, by=meeting.facilitator)


def state(said):
    """Somebody speaks on an entry, which is called where it was not."""
    meeting = hall()
    entry = meeting.entries.select_related("meeting__community").get(n=said["entry"])
    if entry.state == EntryState.PENDING:
        meetings.move_to_entry(entry, by=meeting.facilitator)
    statements.state(entry, by=meeting.recorder, speaker_words=said["speaker"], stance=said["stance"], text=said["text"])


def hand_in(n):
    """A resident who watches comments on the entry that is being dealt with."""
    told, meeting = open_day()["comments"][n], hall()
    key = residents_of(meeting.community)[10 * n]
    author = cast.person(told["by"]) if "by" in told else persons([key])[0]
    entry = meeting.entries.select_related("meeting__community").get(state=EntryState.CURRENT)
    comments.hand_in(entry, by=author, text=told["text"])


def answer(n):
    """The recorder reads the comment, and shows it or says why not."""
    told, meeting = open_day()["comments"][n], hall()
    comment = Comment.objects.select_related("meeting__community", "community", "entry").get(meeting=meeting, text=told["text"])
    if told["answer"] == "show":
        comments.show(comment, by=meeting.recorder)
    else:
        comments.decline(comment, by=meeting.recorder, reason=told["reason"])


def end():
    """The facilitator closes the evening and both sign, unless somebody who tries the demonstration has done so."""
    meeting = hall()
    if meeting.state == MeetingState.OPEN:
        meetings.close(meeting, by=meeting.facilitator)
        sign_minutes(meeting)
