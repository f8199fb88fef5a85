"""Forms of petitions: the demand for a meeting, and its answer."""

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import today
from yishi.people.rules import holds

from ..collecting import PetitionBase
from ..domain.petitions import NOTICE_DAYS
from ..models import Matter
from ..transitions.collect import CLERKS
from .fields import DayField
from .forms import ActForm, OnBehalf, form_for
from .inputs import OneRow, choice, long_text, short_text


@form_for("petitions.open")
class OpenPetition(OnBehalf):
    """The demand for a meeting."""

    field_order = ("base", "title", "text", "matter", "on_behalf_of")
    asked_when = {"on_behalf_of": _("(needed unless you may sign it yourself)")}

    base = choice(_("Who asks, and for what?"), PetitionBase, widget=forms.RadioSelect, help_text=_(
        "When enough of them have signed, the residents’ committee has to call the meeting (Organic Law, arts 26 and 28)."
    ))
    title = short_text(_("What for?"), 60)
    text = long_text(_("What is asked, and why"), 2000, rows=6)
    matter = OneRow(_("About the matter"), required=False)

    def fit(self):
        self.fields["matter"].queryset = Matter.objects.open().filter(community=self.thing.community)
        if not holds(self.actor, CLERKS, self.thing.community):
            self.leave_out("on_behalf_of")


@form_for("petitions.answer")
class AnswerPetition(ActForm):
    """The meeting that the committee calls."""

    words = long_text(_("The answer"), 2000, help_text=_("Everybody who signed is told this."))
    meeting_on = DayField(label=_("Day of the meeting"), help_text=_(
        "A residents’ assembly is made known ten days before (Organic Law, art. 26)."
    ))
    special_case = short_text(_("Special case"), 200, required=False,
                              help_text=_("Only where the ten days cannot be waited for: say why."))

    def fit(self):
        of_representatives = self.thing.base == PetitionBase.REPS_FIFTH
        if of_representatives:
            self.leave_out("special_case")
            self.fields["meeting_on"].help_text = ""
        self.suggest(meeting_on=today() + dt.timedelta(days=0 if of_representatives else NOTICE_DAYS))
