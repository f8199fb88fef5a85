"""The form of a standing date, with the dates that it gives."""

from django.utils.translation import gettext_lazy as _

from meetings.calendar import Pattern, coming
from meetings.domain.recurrences import regular_kinds
from meetings.enums import Every, MeetingKind, Rest
from meetings.models import Meeting
from meetings.models.recurrences import LAST_DAY
from meetings.recurring.planned import in_force, pattern_of

from .fields import HourField
from .forms import ActForm, form_for
from .inputs import choice, short_text, whole

SHOWN = 6
OF_A_PATTERN = ("day", "hour", "rest", "every")


@form_for("recurrences.settle")
class SettleDate(ActForm):
    """When a body meets regularly; the next dates are shown before it is set."""

    kind = choice(_("What sort of meeting?"), MeetingKind)
    day = whole(_("On which day of the month?"), 1, LAST_DAY)
    hour = HourField(label=_("At what hour?"))
    every = choice(_("In which months?"), Every)
    rest = choice(_("If it falls on a day of rest?"), Rest)
    place_words = short_text(_("Where"), 80)

    def fit(self):
        community, kinds = self.thing.community, regular_kinds(self.thing.community)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        kind = self.thing.kind if self.thing.kind in kinds else kinds[0]
        self.regular, now = pattern_of(community, kind), in_force(community, kind)
        where = now or Meeting.objects.filter(community=community).first()
        self.suggest(kind=kind, place_words=where.place_words if where else "")
        self.suggest(**{name: getattr(self.regular, name) for name in OF_A_PATTERN})

    @property
    def dates(self):
        """Return the next dates of what was filled in, before that of what stands; [] where it cannot stand."""
        if not self.is_bound:
            return coming(self.regular, SHOWN)
        given = self.cleaned_data if self.is_valid() else {}
        return coming(Pattern(**{name: given[name] for name in OF_A_PATTERN}), SHOWN) if given else []


@form_for("recurrences.end")
class EndDate(ActForm):
    """Why a standing date is given up."""

    reason = short_text(_("Why is it given up?"), 200, help_text=_("Meetings that were convened stay as they are."))
