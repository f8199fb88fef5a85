"""Forms of comments: what an observer says to the entry, and why a comment is not shown."""

from django.utils.translation import gettext_lazy as _

from meetings.comments.limits import LONGEST
from meetings.enums import EntryState

from .forms import ActForm, form_for
from .inputs import long_text, short_text
from .record import OfAnEntry


@form_for("comments.hand_in")
class Comment(OfAnEntry):
    """What one says to the entry that is being dealt with."""

    text = long_text(_("Your comment"), LONGEST, help_text=_(
        "It is read by the recorder first, and then shown with your name as residents are named here."
    ))

    def fit(self):
        super().fit()
        self.fields["agenda_entry"].queryset = self.thing.entries.filter(state=EntryState.CURRENT)


@form_for("comments.decline")
class Decline(ActForm):
    """Why it is not shown."""

    reason = short_text(_("Why is it not shown? Its author reads this."), 200)


@form_for("comments.take_down")
class TakeDown(ActForm):
    """Why it is not shown any more."""

    reason = short_text(_("Why is it taken down? Its author reads this."), 200)
