"""What the console says in the stream of a meeting, and its pieces of the live page: the floor, one's own hand, the paper."""

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from ..models import SpeakRequest, TablePaper
from ..pages import open_acts
from ..stream.encoders import Encoder
from ..stream.encoders import register as plug_in
from ..stream.hall import COMMENT, ENDS, FLOOR, HAND, NOW, PAPER, QUORUM, SPOKEN, TURN, agenda, meeting_of, nothing, of
from ..stream.panels import Panel, register
from .hand import hand_of
from .order import EACH
from .pages import floor as on_floor


def requests(keys):
    """Return {key: wish to speak}. One query, as every reader of the stream."""
    return SpeakRequest.objects.in_bulk(keys)


def papers(keys):
    """Return {key: paper that was laid on the table}."""
    return TablePaper.objects.in_bulk(keys)


def wish(row, named):
    """Return who wishes to speak on which entry, and where they stand."""
    return {"entry": row.entry_id, "by": named(row.person_id, row.words), "stance": row.stance,
            "stance_words": row.get_stance_display()}


def floor(row, named):
    """Return who has the floor, and until when by the rules; of a call that was undone, until nothing."""
    until = localtime(row.called_at + EACH).isoformat(timespec="seconds") if row.called_at else None
    return {**wish(row, named), "until": until}


def paper(row, named):
    """Return the paper: its title and where it is read."""
    return {"title": row.title, "url": row.url}


def on_the_floor(hall):
    """Return who has the floor until when, and who waits, masked as the viewer may read it; None where nobody does."""
    found = on_floor(hall.current, hall.viewer)
    return found if found["queue"].speaking or found["queue"].turns else None


def own_hand(hall):
    """Return what the viewer is shown of their own hand, as on the page of the meeting; None where they have none."""
    if hall.viewer is None:
        return None
    acts = open_acts(hall.meeting, hall.viewer)
    return hand_of(hall.meeting, hall.viewer, acts, reverse("meeting-live", args=[hall.meeting.pk]))


def on_the_table(hall):
    """Return the paper that lies on the table, or None; on that of a meeting that is over none does."""
    if hall.meeting.closed_at:
        return None
    laid = hall.meeting.table_papers.filter(removed_at=None).first()
    return {"paper": laid} if laid else None


def _hand(kind, *figures, fields=wish):
    return Encoder(kind, ("request", *figures), of("request"), requests, fields, panels=(FLOOR, HAND))


def _paper(kind):
    return Encoder(kind, (), of("paper"), papers, paper, panels=(PAPER,))


def _pause(kind, state, *figures, panels=(NOW, FLOOR, HAND, COMMENT)):
    return Encoder(kind, figures, meeting_of, nothing, lambda row, named: {"state": state}, panels=panels)


plug_in(
    _hand("speakers.hand_raised"), _hand("speakers.hand_lowered"), _hand("speakers.lower_undone"),
    _hand("speakers.called", "in_turn", fields=floor),
    _hand("speakers.ended", "seconds"), _hand("speakers.call_undone"),
    _hand("speakers.end_undone", fields=floor),
    _paper("table.paper_shown"), _paper("table.paper_removed"),
    _pause("sitting.adjourned", "adjourned", *SPOKEN),
    _pause("sitting.resumed", "open", "present", "entitled", panels=(NOW, FLOOR, HAND, COMMENT, QUORUM)),
    Encoder("sitting.reopened", ("present", "entitled"), meeting_of, agenda, lambda rows, named: {"state": "open", "agenda": rows},
            panels=ENDS),
    *(Encoder(kind, ("entry", "n", *SPOKEN), meeting_of, agenda, lambda rows, named: {"agenda": rows}, panels=TURN)
      for kind in ("sitting.entry_returned", "sitting.entry_uncalled")),
)
register(
    Panel(FLOOR, _("Who has the floor"), "meetings/console/live_floor.html", on_the_floor, "stage", 20),
    Panel(HAND, _("Your word"), "meetings/console/live_hand.html", own_hand, "first", 20),
    Panel(PAPER, _("Paper on the table"), "meetings/console/live_paper.html", on_the_table, "main", 10),
)
