"""The evening once more: who spoke when for how long on which side, what was voted, and the words behind every mark."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.template.loader import render_to_string
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from yishi.people.rules import with_seats
from yishi.web.pictures import Share, share_bars

from ..corrections.reading import shown as corrections_shown
from ..enums import HELD_STATES, MeetingState, Stance
from ..pages import ENTRY_SHAPES, called, presence
from ..slots import notes
from .course import course_of
from .readers import reads_whole
from .timeline import MARKS, VOTE, Mark, Scale, key_of

SPEECH = dt.timedelta(minutes=3)  # what the rules of debate give a speaker; a longer silence is nobody's speech


@dataclass
class Spoken:
    """What was said on one side: how many times, and how long in all."""

    stance: str
    times: int = 0
    took: dt.timedelta = dt.timedelta()

    @property
    def minutes(self):
        """Return the time in minutes, with one decimal."""
        return (Decimal(int(self.took.total_seconds())) / 60).quantize(Decimal("0.1"))


def drawn(meeting, request):
    """Return everything below the name of the page of the replay, as its reader may read it."""
    return render_to_string("meetings/minutes/replay_whole.html", replay(meeting, request.actor), request)


def replay(meeting, viewer):
    """Return the context of the replay of ``meeting`` for ``viewer``, in a fixed number of queries."""
    entries = list(meeting.entries.prefetch_related(with_seats("statements__speaker"), "consensuses").order_by("n"))
    noted, course = notes(entries), course_of(meeting)
    page = {"meeting": meeting, "held": meeting.state in HELD_STATES, "whole": reads_whole(viewer, meeting)}
    for entry in entries:
        _fill(entry, noted.get(entry.pk, ()), viewer)
    said, votes = [row for entry in entries for row in entry.said], [row for entry in entries for row in entry.votes]
    page |= {"statements": len(said), "votes": votes, "entries": entries}
    if not page["held"] or not page["whole"]:
        return page | {"presence": presence(meeting)}
    scale = _scale(meeting, course, said, votes)
    for entry in entries:
        spans, marks = course.spans.get(entry.pk, ()), _marks(entry)
        entry.lane = scale.lane(spans, marks, entry.title) if spans or marks else ""
        entry.span = _span(spans)
    spoken = spoken_of(said, _ends(course, said, votes), scale.until if course.closed else scale.until + SPEECH)
    return page | {
        "hours": scale.hours, "since": scale.since, "until": scale.until, "key": _key(said, votes),
        "lanes": any(entry.lane for entry in entries),
        "pauses": list(meeting.pauses.order_by("pk")), "reopened": list(meeting.reopenings.order_by("pk")) if course.reopened else [],
        "star": key_of(VOTE), "corrections": _corrections(meeting, viewer),
        "speakers": _speakers(said), "spoken": spoken, "bars": _bars(spoken), "ended": course.closed is not None,
    }


def _corrections(meeting, viewer):
    return corrections_shown(meeting, viewer) if meeting.state == MeetingState.SIGNED else []


def spoken_of(said, ends, until):
    """Return the Spoken of every side that spoke. A speech lasts until the next thing happened, at most three minutes.

    ``ends`` are the instants at which something else began or ended; nothing lasts beyond ``until``, the meeting's end.
    """
    sides = {}
    for row in said:
        after = min((end for end in ends if end > row.at), default=max(until, row.at))
        side = sides.setdefault(row.stance, Spoken(row.stance))
        side.times, side.took = side.times + 1, side.took + min(after - row.at, SPEECH)
    return [sides[stance] for stance in Stance.values if stance in sides]


def _fill(entry, noted, viewer):
    """Give ``entry`` what was said and voted on it, by itself and in the order of the evening."""
    entry.shape, entry.votes = ENTRY_SHAPES[entry.state], list(noted)
    entry.said = sorted(entry.statements.all(), key=lambda row: row.n)
    for row in entry.said:
        row.by, row.key = called(row.speaker, row.speaker_words, viewer), row.speaker_id or row.speaker_words
        row.mark = key_of(MARKS[row.stance])
    entry.course = sorted([*entry.said, *entry.votes], key=lambda row: row.at)
    entry.agreed = max(entry.consensuses.all(), key=lambda row: row.n, default=None)


def _scale(meeting, course, said, votes):
    """Return the Scale of the evening; while it lasts it reaches as far as an entry was called, and a record that was entered
    later as far as its hours do."""
    instants = [row.at for row in (*said, *votes)] + [event.at for event in (course.opened, course.closed) if event] + _called(course)
    since, until = min(instants, default=meeting.starts_at), max(instants, default=meeting.starts_at)
    return Scale(since, max(until, since + dt.timedelta(minutes=1)))


def _ends(course, said, votes):
    own = [row.at for row in said] + [instant for row in votes for instant in (row.at, row.until)]
    return [instant for instant in (*_called(course), *own, course.closed and course.closed.at) if instant]


def _called(course):
    return [instant for own in course.spans.values() for span in own for instant in span if instant]


def _marks(entry):
    said = [Mark(row.at, f"said-{row.n}", _said(row), MARKS[row.stance]) for row in entry.said]
    return said + [Mark(row.at, row.key, f"{_hour(row.at)} {row.title}", VOTE) for row in entry.votes]


def _said(row):
    return _("%(hour)s %(name)s, %(stance)s") % {
        "hour": _hour(row.at), "name": row.by, "stance": row.stance_words or row.get_stance_display()
    }


def _speakers(said):
    """Return (name, statements) of everybody who spoke, in the order in which they first did."""
    found = {}
    for row in said:
        found.setdefault(row.key, (row.by, []))[1].append(row)
    return list(found.values())


def _key(said, votes):
    stances = {row.stance for row in said}
    rows = [(key_of(MARKS[stance]), stance.label) for stance in Stance if stance in stances]
    return [*rows, (key_of(VOTE), _("a vote"))] if votes else rows


def _bars(spoken):
    for side in spoken:
        side.label, side.mark = Stance(side.stance).label, key_of(MARKS[side.stance])
        side.figure = _("%(n)s min") % {"n": side.minutes}
    return share_bars([Share(side.label, side.minutes, side.figure) for side in spoken], _("Minutes spoken, by side"))


def _span(spans):
    """Return the hours of an entry in words, or "" where it was never called."""
    return _(", ").join(
        f"{_hour(since)}–{_hour(until)}" if until else _("since %(hour)s") % {"hour": _hour(since)} for since, until in spans
    )


def _hour(instant):
    return f"{localtime(instant):%H:%M}"
