"""The draft of the minutes: a pure function of what the record and the journal hold, with the names that everybody may read."""

from dataclasses import dataclass
from operator import attrgetter

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yishi.clock.spoken import since_year
from yishi.people.names import display_name

from ..along import SAID, UNDONE, along
from ..enums import EntryState
from ..models import Meeting, Withdrawal
from ..pages import called, guests, objections
from ..queries import Quorum, quorum
from ..slots import notes
from .course import Course, course_of
from .present import Presence, lines_of, presence_of


@dataclass(frozen=True)
class Facts:
    """What the draft is made of, read once: rows of the record, the course of the evening, what the slots say.

    ``pauses`` are {entry or None: its Pauses}.
    """

    meeting: Meeting
    course: Course
    quorum: str
    entries: list
    noted: dict
    objections: list
    pauses: dict
    present: Presence
    guests: list
    reopened: list
    withdrawn: dict


def facts_of(meeting):
    """Return the Facts of ``meeting``, in a fixed number of queries."""
    meeting = along(meeting, *SAID, "invitations", "minutes_objections__consensus", UNDONE, "attendances", "pauses")
    entries, course, pauses = list(meeting.entries.all()), course_of(meeting), {}
    for pause in sorted(meeting.pauses.all(), key=attrgetter("pk")):
        pauses.setdefault(pause.entry_id, []).append(pause)
    return Facts(
        meeting, course, _quorum(meeting, course), entries, notes(entries), objections(meeting, None), pauses,
        presence_of(meeting, course.opened), guests(meeting, None),
        list(meeting.reopenings.order_by("pk")) if course.reopened else [], _withdrawn(meeting),
    )


def _withdrawn(meeting):
    """Return {entry key: the lines of what was withdrawn of it}."""
    found = {}
    for row in Withdrawal.objects.filter(meeting=meeting).select_related("recusal", "consensus").order_by("pk"):
        said = {"hour": _hour(row.at), "reason": _flat(row.reason)}
        if row.recusal:
            words = _("%(hour)s That a member stood aside was entered by mistake and withdrawn: %(reason)s")
        elif row.consensus:
            words, said["text"] = _("%(hour)s “%(text)s”, recorded as agreed by mistake, was withdrawn: %(reason)s"), _flat(
                row.consensus.text)
        else:
            continue  # what was withdrawn of the whole meeting is told elsewhere
        found.setdefault((row.recusal or row.consensus).entry_id, []).append(words % said)
    return found


def _quorum(meeting, course):
    """Return the sentence of the quorum: as it was counted at the opening, else as the presence makes it."""
    if course.opened is None:
        return quorum(meeting).sentence
    counted = {key: course.opened.payload[key] for key in ("entitled", "present", "needed", "reached")}
    return Quorum(recused=0, over=True, asked=meeting.rule.quorum is not None, **counted).sentence


def sections_of(facts):
    """Return the draft as sections: {code, title, text}, in the order in which they are read."""
    parts = [("head", _("The meeting"), _head(facts))]
    parts += [(f"entry-{entry.n}", entry.title, _entry(facts, entry)) for entry in facts.entries]
    if facts.objections:
        parts.append(("objections", _("Objections taken into the minutes"), [_objection(row) for row in facts.objections]))
    parts.append(("close", _("Close of the meeting"), _close(facts)))
    parts.append(("present", _("Who was there"), lines_of(facts.meeting, facts.present, facts.guests)))
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
    counted = facts.course.opened.payload if facts.course.opened else {}
    if counted.get("entitled"):
        lines.append(_("Members entitled: %(entitled)s; present at the opening: %(present)s") % counted)
    lines += [_("Quorum: %(sentence)s") % {"sentence": facts.quorum}] if facts.quorum else []
    return lines + [_pause(row) for row in facts.pauses.get(None, ())]


def _entry(facts, entry):
    """Return the lines of one entry: when it was called, what was said, voted and agreed."""
    left = {
        EntryState.STRUCK: [_("This entry was taken off the agenda."), *filter(None, [entry.struck_reason])],
        EntryState.NOT_REACHED: [_("This entry was not reached.")],
    }
    lines, called_at = left.get(entry.state, []), facts.course.called_at(entry)
    if called_at:
        lines.append(_("Called at %(hour)s.") % {"hour": _hour(called_at)})
    if aside := len(entry.recusals.all()):
        lines.append(ngettext(
            "%(n)s member stood aside from this entry and is not counted for it.",
            "%(n)s members stood aside from this entry and are not counted for it.", aside,
        ) % {"n": aside})
    told = [(row.at, _statement(row)) for row in sorted(entry.statements.all(), key=lambda row: row.n)]
    told += [(row.at, _pause(row)) for row in facts.pauses.get(entry.pk, ())]
    lines += [line for _at, line in sorted(told, key=lambda one: one[0])]
    for vote in facts.noted.get(entry.pk, ()) if entry.state not in left else ():
        lines.append(_("Vote: %(title)s") % {"title": vote.title})
        lines += vote.lines
    agreed = max(entry.consensuses.all(), key=lambda row: row.n, default=None)
    if agreed:
        words = _("Agreed, as drafted before the vote: %(text)s") if agreed.draft else _("Agreed: %(text)s")
        lines.append(words % {"text": _flat(agreed.text)})
    lines += facts.withdrawn.get(entry.pk, ())
    return lines or [_("Nothing was recorded on this entry.")]


def _statement(row):
    return _("%(hour)s %(name)s (%(stance)s): %(text)s") % {
        "hour": _hour(row.at), "name": called(row.speaker, row.speaker_words, None),
        "stance": row.stance_words or row.get_stance_display(), "text": _flat(row.text),
    }


def _pause(row):
    words = {"hour": _hour(row.at), "words": _flat(row.words)}
    if row.until is None:
        return _("%(hour)s The meeting was adjourned: %(words)s") % words
    return _("%(hour)s to %(end)s The meeting was adjourned: %(words)s") % {**words, "end": _hour(row.until)}


def _objection(row):
    said = {"name": row.by, "text": _flat(row.text)}
    if row.against:
        line = _("%(name)s, against “%(against)s”: %(text)s") % {**said, "against": _flat(row.against.text)}
    else:
        line = _("%(name)s, against the record: %(text)s") % said
    return line if row.undone is None else _("%(line)s (Entered by mistake; %(who)s withdrew it at %(hour)s: %(reason)s)") % {
        "line": line, "who": row.undone.who, "hour": _hour(row.undone.at), "reason": _flat(row.undone.reason),
    }


def _reopened(row):
    return _("The meeting was closed by mistake at %(closed)s and reopened at %(hour)s: %(reason)s") % {
        "closed": _hour(row.closed_at), "hour": _hour(row.at), "reason": _flat(row.reason),
    }


def _close(facts):
    lines = [_reopened(row) for row in facts.reopened]
    if facts.course.closed is None:
        return [*lines, _("The meeting is not closed yet.")]
    return [*lines, _("The facilitator closed the meeting at %(hour)s; %(present)s members were present.") % {
        "hour": _hour(facts.course.closed.at), "present": facts.course.closed.payload["present"],
    }]


def _hour(instant):
    return f"{localtime(instant):%H:%M}"


def _flat(text):
    """Return ``text`` in one line: a line of the minutes is one thing."""
    return " ".join(text.split("\n")) if text.isascii() else "".join(line.strip() for line in text.split("\n"))
