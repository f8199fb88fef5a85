"""How a change of the roll is written down: where a deputy made it, it names the absent officer too."""

from yishi.journal.domain.events import append

from ..kinds import STREAM
from ..rules import standing_in


def record(kind, *, by, roles, place, community, payload):
    """Append the event ``kind`` to the roll's stream: ``by`` had the right by one of ``roles`` in ``place``."""
    seat = standing_in(by, roles, place)
    holder = seat and seat.deputy_for.person
    payload = {**payload, "acting": seat.pk} if seat else payload
    return append(STREAM, kind, by=by, on_behalf_of=holder, community=community, payload=payload)
