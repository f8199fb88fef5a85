"""The draft of the minutes: a pure function of what the record and the journal hold, with the names that everybody may read."""

from dataclasses import dataclass

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yishi.clock.spoken import since_year
from yishi.people.names import display_name

from ..along import SAID, along
from ..enums import Capacity, EntryState
from ..models import Meeting
from ..pages import called, guests, objections
from ..queries import quorum
from ..slots import notes
from .course import Course, course_of

MOST_NAMED = 60  # of a longer list only the number stands in the minutes


@dataclass(frozen=True)
class Facts:
    """What the draft is made of, read once: rows of the record, the course of the evening, what the slots say."""

    meeting: Meeting
    course: Course
    quorum: str
    entries: list
    noted: dict
    objections: list
    present: list
    guests: list


def facts_of(meeting):
    """Return the Facts of ``meeting``, in a fixed number of queries."""
    meeting = along(meeting, *SAID, "invitations", "minutes_objections__consensus", "attendances")
    entries = list(meeting.entries.all())
    return Facts(
        meeting, course_of(meeting), quorum(meeting).sentence, entries, notes(entries), objections(meeting, None),
        [row for row in meeting.attendances.all() if row.present], guests(meeting, None),
    )


def sections_of(facts):
    """Return the draft as sections: {code, title, text}, in the order in which they are read."""
    parts = [("head", _("The meeting"), _head(facts))]
    parts += [(f"entry-{entry.n}", entry.title, _entry(facts, entry)) for entry in facts.entries]
    if facts.objections:
        parts.append(("objections", _("Objections taken into the minutes"), [_objection(row) for row in facts.objections]))
    parts.append(("close", _("Close of the meeting"), _close(facts)))
    parts.append(("present", _("Who was there"), _present(facts)))
    return [{"code": code, "title": str(title), "text": "\n".join(map(str, lines))} for code, title, lines in parts]


def _head(facts):
    row, lines = facts.meeting, []
    begun = localtime(facts.course.opened.at if facts.course.opened else row.starts_at)
    lines.append(_("Kind: %(kind)s") % {"kind": row.form_words or row.get_kind_display()})
    lines.append(_("Time: %(day)s, %(hour)s") % {"day": since_year(begun), "hour": f"{begun:%H:%M}"})
    if row.original_date:
        lines.append(_("Moved from: %(day)s") % {"day": since_year(row.original_date)})
    lines.append(_("Place: %(place)s") % {"place": row.place_words})
    lines.append(_("Facilitator: %(name)s") % {"name": display_name(row.facilitator)})
    lines.append(_("Recorder: %(name)s") % {"name": display_name(row.recorder)})
    if facts.course.opened:
        counted = facts.course.opened.payload
        lines.append(_("Members entitled: %(entitled)s; present at the opening: %(present)s") % counted)
    lines.append(_("Quorum: %(sentence)s") % {"sentence": facts.quorum})
    return lines


def _entry(facts, entry):
    """Return the lines of one entry: when it was called, what was said, voted and agreed."""
    if entry.state == EntryState.STRUCK:
        return [_("This entry was taken off the agenda.")]
    if entry.state == EntryState.NOT_REACHED:
        return [_("This entry was not reached.")]
    lines, called_at = [], facts.course.called_at(entry)
    if called_at:
        lines.append(_("Called at %(hour)s.") % {"hour": _hour(called_at)})
    if aside := len(entry.recusals.all()):
        lines.append(ngettext(
            "%(n)s member stood aside from this entry and is not counted for it.",
            "%(n)s members stood aside from this entry and are not counted for it.", aside,
        ) % {"n": aside})
    lines += [_statement(row) for row in sorted(entry.statements.all(), key=lambda row: row.n)]
    for vote in facts.noted.get(entry.pk, ()):
        lines.append(_("Vote: %(title)s") % {"title": vote.title})
        lines += vote.lines
    agreed = max(entry.consensuses.all(), key=lambda row: row.n, default=None)
    if agreed:
        words = _("Agreed, as drafted before the vote: %(text)s") if agreed.draft else _("Agreed: %(text)s")
        lines.append(words % {"text": _flat(agreed.text)})
    return lines or [_("Nothing was recorded on this entry.")]


def _statement(row):
    return _("%(hour)s %(name)s (%(stance)s): %(text)s") % {
        "hour": _hour(row.at), "name": called(row.speaker, row.speaker_words, None),
        "stance": row.stance_words or row.get_stance_display(), "text": _flat(row.text),
    }


def _objection(row):
    if row.against:
        return _("%(name)s, against “%(against)s”: %(text)s") % {
            "name": row.by, "against": _flat(row.against.text), "text": _flat(row.text)
        }
    return _("%(name)s, against the record: %(text)s") % {"name": row.by, "text": _flat(row.text)}


def _close(facts):
    if facts.course.closed is None:
        return [_("The meeting is not closed yet.")]
    return [_("The facilitator closed the meeting at %(hour)s; %(present)s members were present.") % {
        "hour": _hour(facts.course.closed.at), "present": facts.course.closed.payload["present"],
    }]


def _present(facts):
    """Return who was there, as minutes end: present, invited, watching. Those who watch are counted, never named."""
    row, there = facts.meeting, {capacity: [] for capacity in Capacity}
    for attendance in facts.present:
        there[attendance.capacity].append(attendance.person)
    lines = [_("Present: %(names)s") % {"names": _named(there[Capacity.MEMBER])}]
    if missing := max(0, row.entitled - len(there[Capacity.MEMBER])):
        lines.append(_("Absent: %(n)s members") % {"n": missing})
    stakeholders = row.stakeholders_present or len(there[Capacity.STAKEHOLDER])
    lines.append(_("Stakeholders: %(n)s") % {"n": stakeholders})
    if facts.guests:
        names = _(", ").join(_("%(name)s (%(kind)s)") % {"name": name, "kind": kind} for name, kind in facts.guests)
        lines.append(_("Invited: %(names)s") % {"names": names})
    lines.append(_("Watching: %(room)s in the room, %(online)s online") % {
        "room": row.observers_on_site, "online": row.observers_online
    })
    return lines


def _named(persons):
    """Return the names of ``persons``, or of many only how many they are."""
    if not persons or len(persons) > MOST_NAMED:
        return _("%(n)s members") % {"n": len(persons)}
    return _(", ").join(display_name(person) for person in persons)


def _hour(instant):
    return f"{localtime(instant):%H:%M}"


def _flat(text):
    """Return ``text`` in one line: a line of the minutes is one thing."""
    return " ".join(text.split("\n")) if text.isascii() else "".join(line.strip() for line in text.split("\n"))
