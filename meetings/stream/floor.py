"""What the console's events say in the stream: who wants to speak, who has the floor, and the paper on the table."""

from django.utils.timezone import localtime

from ..console.order import EACH
from ..models import SpeakRequest, TablePaper
from .encoders import Encoder, register
from .hall import AGENDA, NOW, QUORUM, agenda, meeting_of, of, said


def requests(keys):
    """Return {key: wish to speak}. One query, as every reader of the stream."""
    return SpeakRequest.objects.in_bulk(keys)


def papers(keys):
    """Return {key: paper that was laid on the table}."""
    return TablePaper.objects.in_bulk(keys)


def hand(row, named):
    """Return who wants to speak on which entry, and where they stand."""
    return {"request": row.pk, "entry": row.entry_id, "by": named(row.person_id, row.words), "stance": row.stance,
            "stance_words": row.get_stance_display()}


def floor(row, named):
    """Return who has the floor, and until when by the rules; of a speech that is over, none."""
    until = localtime(row.called_at + EACH).isoformat(timespec="seconds") if row.called_at else None
    return {**hand(row, named), "until": until}


def paper(row, named):
    """Return the paper: its title and where it is read."""
    return {"title": row.title, "url": row.url}


def _hand(kind, *figures, fields=hand):
    return Encoder(kind, figures, of("request"), requests, fields, panels=(NOW,))


register(
    _hand("speakers.hand_raised"),
    _hand("speakers.hand_lowered"),
    _hand("speakers.called", "in_turn", fields=floor),
    _hand("speakers.ended", "seconds"),
    _hand("speakers.call_undone"),
    Encoder("table.paper_shown", (), of("paper"), papers, paper, panels=(NOW,)),
    Encoder("table.paper_removed", (), of("paper"), papers, paper, panels=(NOW,)),
    Encoder("meetings.adjourned", (), meeting_of, lambda keys: {key: key for key in keys},
            lambda row, named: {"state": "adjourned"}, panels=(NOW,)),
    Encoder("meetings.resumed", ("present", "entitled"), meeting_of, lambda keys: {key: key for key in keys},
            lambda row, named: {"state": "open"}, panels=(NOW, QUORUM)),
    Encoder("meetings.entry_returned", ("entry", "n"), meeting_of, agenda, lambda rows, named: {"agenda": rows},
            panels=(NOW, AGENDA)),
    said("statements.withdrawn"),
)
