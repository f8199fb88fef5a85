"""What the gallery says in the stream of a meeting. Of a person no more is told than the number of the registration."""

from django.utils.timezone import localtime

from ..models import Gallery, Registration, WrittenOpinion
from ..stream.encoders import Encoder, register
from ..stream.hall import meeting_of, of


def registrations(keys):
    """Return {key: registration}, with its seat. One query, as every reader of the stream."""
    return Registration.objects.select_related("seat").in_bulk(keys)


def galleries(keys):
    """Return {key of the meeting: its gallery}."""
    return {row.meeting_id: row for row in Gallery.objects.filter(meeting__in=keys)}


def lists(keys):
    """Return {key of the meeting: its gallery}, with all who registered."""
    rows = Gallery.objects.filter(meeting__in=keys).prefetch_related("registrations__seat")
    return {row.meeting_id: row for row in rows}


def opinions(keys):
    """Return {key: written opinion}."""
    return WrittenOpinion.objects.in_bulk(keys)


def registration(row, named):
    """Return where a registration stands: for those in office, who find the name on the list."""
    return {"kind": row.kind, "online": row.online, "registered": row.state, "seat": row.place and row.place.n}


def gallery(row, named):
    """Return how the seats are given, and where that stands; the number of the draw once it is drawn."""
    return {
        "admission": row.admission, "closes_at": localtime(row.closes_at).isoformat(timespec="seconds"),
        "gallery": row.state, "list": row.list_hash, "seed": row.seed if row.drawn_at else "",
    }


def everybody(row, named):
    """Return where each registration stands, for those in office."""
    return {"registrations": [{"registration": each.pk, **registration(each, named)} for each in row.registrations.all()]}


def answered(row, named):
    """Return a written opinion and its answer; whose it is stands nowhere."""
    return {"text": row.text, "answer": row.answer}


def _person(kind):
    return Encoder(kind, ("registration",), of("registration"), registrations, registration)


def _gallery(kind, *figures):
    return Encoder(kind, figures, meeting_of, galleries, gallery)


def _all(kind, *figures):
    """An event that changes where many stand."""
    return Encoder(kind, figures, meeting_of, lists, gallery, office=everybody)


register(
    _gallery("observers.announced", "seats"),
    _person("observers.registered"), _person("observers.withdrawn"), _person("observers.confirmed"),
    _person("observers.admitted"), _person("observers.promoted"), _person("observers.lapsed"),
    _person("observers.checked_in"),
    _gallery("observers.closed", "n"), _all("observers.released", "released"),
    _gallery("lotteries.seed_entered"), _all("lotteries.drawn", "n", "seats"),
    Encoder("opinions.handed_in", ("opinion", "n", "until")),
    Encoder("opinions.answered", ("opinion", "n"), of("opinion"), opinions, answered),
)
