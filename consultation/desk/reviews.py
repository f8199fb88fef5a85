"""The form of the welfare review."""

from django.utils.translation import gettext_lazy as _

from meetings.domain.reviews import MOST
from meetings.models import ReviewCount
from meetings.reviews.enums import Outcome, Scheme
from meetings.reviews.reading import FEWEST

from .forms import ActForm, form_for
from .inputs import choice, whole


@form_for("reviews.count")
class CountReview(ActForm):
    """How many applications for one sort of help ended in which way."""

    scheme = choice(_("For which help?"), Scheme)
    meets = whole(_("How many meet the conditions?"), 0, MOST, initial=0)
    fails = whole(_("How many do not?"), 0, MOST, initial=0)
    again = whole(_("How many are to be looked into again?"), 0, MOST, initial=0)

    def fit(self):
        self.fields["scheme"].help_text = _(
            "Numbers alone, and no names. Of fewer than %(n)d applications nothing more is published than that."
        ) % {"n": FEWEST}
        asked = self.initial.get("scheme", "")
        before = asked in Scheme.values and ReviewCount.objects.filter(meeting=self.thing, scheme=asked).first()
        if before:
            self.suggest(**{name: getattr(before, name) for name in Outcome.values})
