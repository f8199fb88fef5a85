"""What the journal says of the console: hands, the floor, papers on the table, the course of the sitting."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yishi.journal.kinds import EventKind, register

from ..events import page_of, participants, with_figures

figures = with_figures({
    "speakers.hand_raised": gettext_lazy("A hand was raised on entry %(n)d."),
    "speakers.ended": gettext_lazy("A speech ended after %(seconds)d seconds."),
    "sitting.resumed": gettext_lazy("The meeting went on; %(present)d members were present."),
    "sitting.reopened": gettext_lazy("The meeting, closed by mistake, went on; %(present)d members were present."),
    "sitting.entry_uncalled": gettext_lazy("Entry %(n)d, called by mistake, is to come again."),
    "sitting.entry_returned": gettext_lazy("Entry %(n)d was taken up again."),
})


def called(event):
    """Return the sentence of a speaker called: in turn or not."""
    if event.payload["in_turn"]:
        return _("A speaker was given the floor.")
    return _("A speaker was given the floor out of turn; the reason is on record.")


register(
    EventKind("speakers.hand_raised", gettext_lazy("hand raised"), sentence=figures),
    EventKind("speakers.hand_lowered", gettext_lazy("hand taken down")),
    EventKind("speakers.lower_undone", gettext_lazy("hand up again: taken down by mistake")),
    EventKind("speakers.called", gettext_lazy("speaker called"), sentence=called),
    EventKind("speakers.ended", gettext_lazy("speech ended"), sentence=figures),
    EventKind("speakers.call_undone", gettext_lazy("floor taken back: called by mistake")),
    EventKind("speakers.end_undone", gettext_lazy("floor given back: ended by mistake")),
    EventKind("table.paper_shown", gettext_lazy("paper laid on the table")),
    EventKind("table.paper_removed", gettext_lazy("paper taken from the table")),
    EventKind("sitting.adjourned", gettext_lazy("meeting adjourned")),
    EventKind("sitting.resumed", gettext_lazy("meeting resumed"), sentence=figures),
    EventKind("sitting.reopened", gettext_lazy("meeting reopened: closed by mistake"), sentence=figures, told=participants),
    EventKind("sitting.entry_uncalled", gettext_lazy("call of an entry taken back"), sentence=figures),
    EventKind("sitting.entry_returned", gettext_lazy("agenda entry taken up again"), sentence=figures),
    at=page_of,
)
