"""Forms of public calls and hearings: the draft that is put out, opinions, their answers, who takes part."""

import datetime as dt

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.enums import MeetingKind, MeetingState
from yishi.clock.story import today
from yishi.people.rules import holds

from ..models import Chosen, HearingState, OpinionChannel, OpinionState, OpinionVerdict
from ..models.calls import CALL_DAYS
from ..speaking import CLERKS
from ..transitions.calls import CALLERS
from .agenda import usual_channels
from .fields import DayField, LinesField, PersonField
from .forms import ActForm, form_for
from .inputs import (
    ManyRows,
    OneRow,
    called_sitting,
    choice,
    long_text,
    short_text,
    tick,
    whole,
)
from .lacking import first_do
from .publish import Saying

NO_HEARING = _("No hearing to come has this matter on its agenda. Put it on that of a meeting of the kind “hearing”.")


def drafted(call):
    """Return what ``call`` has put out for opinions, to be read beside a form: the draft, and its explanation."""
    return [(_("The draft"), call.draft), (_("The explanation"), call.explanation)]


@form_for("calls.open")
class OpenCall(ActForm):
    """What is put out for opinions, and how long."""

    asked_when = {"short_reason": _("(needed below 30 days)")}

    draft = long_text(_("The draft"), 10000, rows=10, help_text=_("As it is to be decided, word for word."))
    explanation = long_text(_("The explanation"), 5000, rows=6, help_text=_(
        "Why it is proposed, what it costs, what else was considered."
    ))
    days = whole(_("How many days does the call run?"), 1, 365, help_text=_("At least 30, counted from tomorrow."))
    short_reason = short_text(_("Why less than 30 days?"), 300, required=False, help_text=_(
        "Only where it is urgent; the reason is published with the call."
    ))
    channels = LinesField(label=_("Where it is published"), max_length=60, help_text=_("One place or medium per line."))

    def fit(self):
        self.suggest(days=CALL_DAYS, channels=usual_channels(self.thing), explanation=self.thing.summary)


@form_for("calls.extend")
class ExtendCall(ActForm):
    """Until when the call runs instead."""

    until = DayField(label=_("Until"))

    def fit(self):
        self.suggest(until=max(self.thing.until, today()) + dt.timedelta(15))


@form_for("calls.say")
class GiveOpinion(Saying):
    """An opinion on the draft."""

    text = long_text(_("Your opinion"), 2000, rows=6, help_text=_("It is answered: whether it is taken up, and why."))
    nameless = tick(_("Do not show my name in the published table"))
    channel = choice(_("How it came in"), OpinionChannel)

    def fit(self):
        self.suggest(raised_on=min(today(), self.thing.until))
        super().fit()
        self.papers = drafted(self.thing)
        if holds(self.actor, CLERKS, self.thing.community):
            self.suggest(channel=OpinionChannel.PAPER)
            self.fields["text"].label = _("What the opinion says")
            self.fields["nameless"].label = _("Do not show the name in the published table")
        else:
            self.leave_out("channel")
        self.order_fields(["text", "nameless"])


class Verdict(ActForm):
    """Whether an opinion is taken up, and why; it is published beside the opinion."""

    verdict = forms.ChoiceField(label=_("Is it taken up?"), choices=OpinionVerdict.choices, widget=forms.RadioSelect)
    reason = long_text(_("Why"), 2000, rows=5)

    def fit(self):
        self.papers = drafted(self.thing.call)


@form_for("calls.answer")
class AnswerOpinion(Verdict):
    """The answer to an opinion, and to others that say the same."""

    others = ManyRows(_("The same answer for these too"), says=str, required=False, help_text=_(
        "Opinions that say the same are answered together, and stand together in the table."
    ))

    def fit(self):
        super().fit()
        open_ones = self.thing.call.opinions.filter(state=OpinionState.OPEN).exclude(pk=self.thing.pk)
        self.fields["others"].queryset = open_ones.order_by("n")
        if not open_ones.exists():
            self.leave_out("others")


@form_for("calls.correct_answer")
class CorrectAnswer(Verdict):
    """The answer as it stands, to be changed."""

    def fit(self):
        super().fit()
        self.suggest(verdict=self.thing.verdict, reason=self.thing.reason)


@form_for("hearings.prepare")
class PrepareHearing(ActForm):
    """The meeting at which the matter is heard, and about what."""

    sitting = OneRow(_("At which meeting?"), says=called_sitting, none=NO_HEARING, widget=forms.RadioSelect, help_text=_(
        "A meeting to come of the kind “hearing”, with this matter on its agenda."
    ))
    subject = short_text(_("What is heard?"), 300)

    def fit(self):
        rows = self.thing.sittings.standing().with_meeting().filter(
            Q(hearing=None) | Q(hearing__state=HearingState.DROPPED), entry__meeting__kind=MeetingKind.HEARING,
            entry__meeting__state=MeetingState.PLANNED,
        )
        self.fields["sitting"].queryset = rows
        first = rows.first()
        self.suggest(sitting=first and first.pk, subject=self.thing.title)
        first_do(self, "sitting", "sittings.put", self.thing)


@form_for("hearings.name_participant")
class NameParticipant(ActForm):
    """Who takes part, and how they were chosen."""

    either = ("person", "words")

    person = PersonField(label=_("Who takes part"), required=False)
    words = short_text(_("or somebody who is not in the register"), 60, required=False)
    chosen = choice(_("How were they chosen?"), Chosen)
    how = short_text(_("How exactly"), 200, help_text=_(
        "The day and witnesses of the lot, who nominated them, what stake they have. It is published."
    ))


@form_for("hearings.strike_participant", "hearings.drop", "hearings.excuse")
class WithReason(ActForm):
    """Why."""

    reason = short_text(_("Why"), 200)


@form_for("hearings.publish")
class PublishHearing(ActForm):
    """Where draft, time, place and those who take part are published."""

    channels = LinesField(label=_("Where it is published"), max_length=60, help_text=_("One place or medium per line."))
    words = short_text(_("What it says besides"), 500, required=False, help_text=_("Empty: what is heard."))

    def fit(self):
        self.suggest(channels=usual_channels(self.thing.matter))


@form_for("hearings.sign")
class SignHearing(ActForm):
    """When the record was signed."""

    signed_on = DayField(label=_("Signed on"), required=False)

    def fit(self):
        self.suggest(signed_on=today())
        if not holds(self.actor, CALLERS, self.thing.community):
            self.leave_out("signed_on")
