"""What the hall's own events say in the stream. Every row that is read along is read for all events at once."""

from django.db.models import OuterRef, Subquery
from django.utils.timezone import localtime

from ..models import AgendaEntry, Attendance, Consensus, Invitation, Meeting, MinutesObjection, Recusal, Statement
from .encoders import Encoder, register

NOW, QUORUM, AGENDA, VOTE, FLOOR, HAND, COMMENT, AGREED, PAPER = (
    "now", "quorum", "agenda", "vote", "floor", "hand", "comment", "agreed", "paper"
)
TURN = (NOW, AGENDA, VOTE, FLOOR, HAND, COMMENT)  # another entry is being dealt with, or none any more
ENDS = (*TURN, QUORUM, PAPER)  # the meeting is over, or goes on after all
SPOKEN = ("request", "seconds")  # of a speech that ended with what it belonged to; nothing where nobody had the floor
AGENDA_KEYS = ("pk", "n", "title", "minutes", "state")


def of(name):
    """Return the function that gives the key ``name`` of an event's payload."""
    return lambda event: event.payload.get(name)


def meeting_of(event):
    """Return the key of the meeting in whose stream ``event`` stands."""
    return int(event.stream.name.partition(":")[2])


def meetings(keys):
    """Return {key: meeting}. One query, as every reader here."""
    return Meeting.objects.in_bulk(keys)


def invitations(keys):
    """Return {key: invitation}."""
    return Invitation.everything.in_bulk(keys)


def statements(keys):
    """Return {key: statement}."""
    return Statement.objects.in_bulk(keys)


def consensuses(keys):
    """Return {key: consensus}, with its withdrawal, and what ``stands_…`` on its entry now."""
    stands = Consensus.objects.filter(entry=OuterRef("entry")).order_by("-n")
    told = {f"stands_{name}": Subquery(stands.values(name)[:1]) for name in ("n", "text", "draft")}
    return Consensus.everything.select_related("withdrawal").annotate(**told).in_bulk(keys)


def objections(keys):
    """Return {key: objection}, with its withdrawal where it was withdrawn."""
    return MinutesObjection.objects.select_related("withdrawal").in_bulk(keys)


def recusals(keys):
    """Return {key: recusal}, with whose it is."""
    return Recusal.everything.select_related("attendance").in_bulk(keys)


def attendances(keys):
    """Return {keys of one event: its rows}; the key is a tuple, for several persons are signed in at once."""
    rows = Attendance.objects.in_bulk({key for several in keys for key in several})
    return {several: [rows[key] for key in several if key in rows] for several in keys}


def nothing(keys):
    """Return {key: key}: the event names a person, and no row."""
    return {key: key for key in keys}


def agenda(keys):
    """Return {meeting: its agenda as it stands}."""
    found = {key: [] for key in keys}
    for meeting, *row in AgendaEntry.objects.filter(meeting__in=keys).order_by("n").values_list("meeting", *AGENDA_KEYS):
        found[meeting].append(dict(zip(("entry", *AGENDA_KEYS[1:]), row, strict=True)))
    return found


def guest(row, named):
    """Return who is invited, and as what."""
    return {"kind": row.kind, "name": named(row.person_id, row.words)}


def objection(row, named):
    """Return an objection in the minutes: whose it is, and what it says."""
    return {"objection": row.pk, "by": named(row.person_id, row.words), "text": row.text}


def objection_withdrawn(row, named):
    """Return an objection that was withdrawn, by whom and why."""
    return {**objection(row, named), "withdrawn_by": named(row.withdrawal.by_id), "reason": row.withdrawal.reason}


def consensus_withdrawn(row, named):
    """Return what was withdrawn, by whom and why, and what stands on the entry in its place: an earlier one, or nothing."""
    left = {"n": row.stands_n, "text": row.stands_text, "draft": row.stands_draft} if row.stands_n else None
    return {"text": row.text, "withdrawn_by": named(row.withdrawal.by_id), "reason": row.withdrawal.reason, "stands": left}


def statement(row, named):
    """Return a line of the transcript as it stands now."""
    return {
        "statement": row.n, "entry": row.entry_id, "said_at": localtime(row.at).isoformat(timespec="seconds"),
        "by": named(row.speaker_id, row.speaker_words), "stance": row.stance,
        "stance_words": row.stance_words or row.get_stance_display(), "text": row.text, "version": row.version,
    }


def opening(person, named):
    """Return who presides."""
    return {"state": "open", "presides": named(person)}


def convened(meeting, named):
    """Return when and where a meeting is, and who leads it."""
    return {
        "state": meeting.state, "title": meeting.title, "starts_at": localtime(meeting.starts_at).isoformat(timespec="seconds"),
        "place": meeting.place_words, "note": meeting.note, "facilitator": named(meeting.facilitator_id),
        "recorder": named(meeting.recorder_id),
    }


def _whole(kind, *figures, panels=(NOW,)):
    """An event that changes the meeting itself."""
    return Encoder(kind, figures, meeting_of, meetings, convened, panels=panels)


def _agenda(kind, *figures, state="", panels=(NOW, AGENDA)):
    """An event that changes the agenda; the whole of it is told, as it stands."""
    told = {"state": state} if state else {}
    return Encoder(kind, figures, meeting_of, agenda, lambda rows, named: {**told, "agenda": rows}, panels=panels)


def _said(kind):
    """An event of the transcript."""
    return Encoder(kind, (), of("statement"), statements, statement, panels=())


def _present(kind, key, *figures):
    """An event of who is present: counts for everybody, names inside."""
    return Encoder(
        kind, ("present", *figures), key, attendances,
        lambda rows, named: {"capacity": rows[0].capacity if rows else ""},
        lambda rows, named: {"names": [named(row.person_id) for row in rows]}, panels=(QUORUM,),
    )


def _signing(kind, **more):
    return Encoder(kind, ("role",), lambda event: event.actor_id, nothing, lambda person, named: {"by": named(person), **more})


register(
    _whole("meetings.scheduled"),
    _whole("meetings.rescheduled", "from"),
    _whole("meetings.cancelled"),
    _whole("meetings.appointed"),
    *(Encoder(kind, (), of("invitation"), invitations, guest) for kind in ("meetings.invited", "meetings.uninvited")),
    _agenda("meetings.entry_added", "entry", "n"),
    _agenda("meetings.entry_struck", "entry", "n"),
    _agenda("meetings.entry_restored", "entry", "n"),
    _agenda("meetings.entry_called", "entry", "n", *SPOKEN, panels=TURN),
    Encoder("meetings.opened", ("entitled", "present", "needed", "reached"), of("presides"), nothing, opening,
            panels=(NOW, QUORUM, AGENDA, COMMENT)),
    _agenda("meetings.closed", "present", "statements", "not_reached", *SPOKEN, state="closed", panels=ENDS),
    _present("attendance.entered", lambda event: tuple(event.payload["attendances"]), "n"),
    _present("attendance.left", lambda event: (event.payload["attendance"],)),
    _present("attendance.struck", lambda event: (event.payload["attendance"],)),
    Encoder("attendance.recused", ("entry", "n"), of("recusal"), recusals,
            inside=lambda row, named: {"name": named(row.attendance.person_id)}, panels=(QUORUM, AGENDA)),
    Encoder("attendance.recusal_withdrawn", ("entry", "n"), of("recusal"), recusals,
            inside=lambda row, named: {"name": named(row.attendance.person_id)}, panels=(QUORUM, AGENDA, FLOOR, HAND)),
    Encoder("attendance.stakeholders_counted", ("stakeholders",), panels=(QUORUM,)),
    Encoder("attendance.observers_counted", ("seats", "registered", "on_site", "online", "admitted_by"), panels=(QUORUM,)),
    _said("statements.stated"),
    _said("statements.corrected"),
    Encoder("minutes.consensus_recorded", ("entry", "n", "draft"), of("consensus"), consensuses,
            lambda row, named: {"text": row.text}, panels=(AGREED,)),
    Encoder("minutes.consensus_withdrawn", ("entry", "n"), of("consensus"), consensuses, consensus_withdrawn,
            panels=(AGREED,)),
    Encoder("minutes.objection_recorded", ("consensus",), of("objection"), objections, objection),
    Encoder("minutes.objection_withdrawn", ("consensus",), of("objection"), objections, objection_withdrawn),
    Encoder("minutes.drafted", ("n",)),
    Encoder("minutes.edited", ("n",)),
    _signing("minutes.signed"),
    _signing("minutes.countersigned", state="signed"),
    Encoder("minutes.signature_withdrawn", ("withdrawn",), panels=(NOW,)),
)
