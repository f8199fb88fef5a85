"""Forms of step 6: who carries it out, milestones and evidence, closing by the bare form, rating, looking back."""

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from yishi.clock import spoken
from yishi.clock.story import today
from yishi.people.models import Household
from yishi.people.rules import holds

from ..domain.execution import NAME, REASON, WORDS
from ..domain.follow_ups import TEXT as DONE_TEXT
from ..domain.satisfaction import TEXT as RATING_TEXT
from ..domain.satisfaction import may_rate
from ..models import Execution, NextTask, RatingChannel, ResolutionState, Satisfaction
from ..queries.supervise import SURVEY_DAYS
from ..transitions.supervise import ENTERERS, leads
from ..visibility import readable_papers
from .fields import DayField, PersonField, UploadField
from .forms import ActForm, form_for
from .inputs import BodyChoice, OneRow, choice, long_text, short_text, tick, whole

MILESTONE_DAYS, LOOK_BACK_DAYS = 30, 90
OFFLINE = [pair for pair in RatingChannel.choices if pair[0] != RatingChannel.ONLINE]


def for_somebody():
    """Return the field for the person in whose name staff enter an act."""
    return PersonField(label=_("On behalf of"), required=False, help_text=_(
        "Where you enter it for somebody who came by, called or wrote. Whole name, register number or account name."
    ))


class Leading(ActForm):
    """Which body carries the matter out: chosen from the list, or in words where it is not there."""

    def clean(self):
        data = super().clean()
        if data.get("lead") and not data.get("lead_words"):
            data["lead_words"] = data["lead"].name
        return data


class Carrying(ActForm):
    """What the body that carries the matter out says itself, or the office enters for it."""

    on_behalf_of = for_somebody()

    def fit(self):
        if leads(self.actor, self.thing):
            self.leave_out("on_behalf_of")
        self.order_fields([name for name in self.fields if name != "on_behalf_of"])


@form_for("execution.start")
class StartExecution(Leading):
    """Who carries the resolution out, and who watches."""

    either = ("lead", "lead_words")

    lead = BodyChoice(_("Who carries it out?"), required=False, help_text=_("One body answers for the whole matter."))
    lead_words = short_text(_("or, where it is not in the list"), WORDS, required=False)
    supervisor_words = short_text(_("Who supervises it"), WORDS)
    started = DayField(label=_("Since when"), required=False)
    on_behalf_of = for_somebody()

    def fit(self):
        self.suggest(supervisor_words=_("supervisory committee of %(place)s") % {"place": self.thing.community.name},
                     started=today())


@form_for("execution.lead")
class HandLeadOver(Leading):
    """The new lead, and why."""

    either = ("lead", "lead_words")

    lead = BodyChoice(_("Who carries it out from now on?"), required=False)
    lead_words = short_text(_("or, where it is not in the list"), WORDS, required=False)
    reason = long_text(_("Why"), REASON, rows=2, help_text=_("It is public, with what happened to the matter."))
    supervisor_words = short_text(_("Who supervises it"), WORDS, required=False, help_text=_("Empty: as before."))

    def fit(self):
        led = Execution.objects.filter(matter=self.thing).first()
        if led:
            words = {"lead": led.lead_words, "supervisor": led.supervisor_words}
            self.fields["lead"].help_text = _("Until now: %(lead)s.") % words
            self.fields["supervisor_words"].help_text = _("Empty: as before, %(supervisor)s.") % words


@form_for("execution.add_milestone")
class AddMilestone(Carrying):
    """A promise with its day."""

    name = short_text(_("What will be done"), NAME, help_text=_(
        "A milestone is a promise with a day; the day never moves, and a delay is explained beside it."
    ))
    due = DayField(label=_("By when"))
    n = whole(_("Number"), 1, 1000, required=False, help_text=_("Empty: the next one."))

    def fit(self):
        super().fit()
        set_already = set(self.thing.milestones.values_list("name", flat=True))
        tasks = NextTask.objects.filter(resolution__matter=self.thing, resolution__state=ResolutionState.PUBLISHED)
        task = next((row for row in tasks.order_by("n") if row.text[:NAME] not in set_already), None)
        self.suggest(
            name=task and task.text[:NAME], due=(task and task.due) or today() + dt.timedelta(MILESTONE_DAYS)
        )


@form_for("execution.report_progress")
class ReportProgress(Carrying):
    """How far the work is."""

    progress = whole(_("Done so far, in percent"), 0, 100, help_text=_("At 100 it is still reported done on its own."))
    risk_over = tick(_("The reported risk is over"))

    def fit(self):
        super().fit()
        self.suggest(progress=self.thing.progress)
        if not self.thing.risk_reported_on:
            self.leave_out("risk_over")


@form_for("execution.report_risk")
class ReportRisk(Carrying):
    """Why it may come late."""

    reason = long_text(_("Why it may come late"), REASON, rows=2)

    def fit(self):
        super().fit()
        self.suggest(reason=self.thing.risk_reason)


@form_for("execution.record_delay")
class RecordDelay(Carrying):
    """Why it is late, and when it is planned now."""

    reason = long_text(_("Why it is late"), REASON, rows=2)
    new_due = DayField(label=_("Planned now for"), required=False, help_text=_(
        "The promised day stays, and so does the lateness: everybody can see both."
    ))


@form_for("execution.complete")
class CompleteMilestone(Carrying):
    """When it was done, and where it came late, why."""

    asked_when = {"reason": _("(needed where nobody has said why)")}

    done_on = DayField(label=_("Done on"), required=False)
    reason = long_text(_("Why it came late"), REASON, rows=2, required=False)

    def fit(self):
        super().fit()
        self.suggest(done_on=today())
        if today() <= self.thing.due:
            self.leave_out("reason")
            return
        promised = _("It was promised for %(due)s. Needed where it came later and nobody said why.")
        self.fields["reason"].help_text = promised % {"due": spoken.day(self.thing.due)}


@form_for("execution.add_evidence")
class AddEvidence(Carrying):
    """A photo or paper that shows how the milestone stands."""

    title = short_text(_("What it shows"), NAME)
    upload = UploadField(label=_("Photo or paper"), required=False, help_text=_(
        "At most 10 MB. Where and when a photo was taken is removed from it. Empty: it lies in the office’s folder."
    ))
    attachment = OneRow(_("or a paper that is on file"), required=False)

    def fit(self):
        super().fit()
        self.fields["attachment"].queryset = readable_papers(self.thing.matter, self.actor)


@form_for("satisfaction.open_survey")
class OpenSurvey(ActForm):
    """From when to when the residents are asked, and how many."""

    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), help_text=_(
        "Residents are asked within 7 days of the last milestone or inspection, for at least 10 days."
    ))
    invited = whole(_("How many are invited"), 1)

    def fit(self):
        day, doors = today(), Household.objects.filter(place__path__startswith=self.thing.place.path).count()
        self.suggest(since=day, until=day + dt.timedelta(SURVEY_DAYS), invited=doors or None)


@form_for("satisfaction.rate")
class RateResult(ActForm):
    """Satisfied or not, with words if one likes; the office may enter what came in on paper or by telephone."""

    value = forms.ChoiceField(label=_("How is the result?"), choices=Satisfaction.choices, widget=forms.RadioSelect)
    text = long_text(_("In your own words"), RATING_TEXT, required=False, help_text=_(
        "Whoever is dissatisfied gets an answer within 7 days. Leave out names and room numbers of others."
    ))
    on_behalf_of = for_somebody()
    channel = choice(_("How did the rating come in?"), OFFLINE, required=False)

    def fit(self):
        if not holds(self.actor, ENTERERS, self.thing.community):
            self.leave_out("on_behalf_of", "channel")
        elif not may_rate(self.actor, self.thing):
            self.fields["on_behalf_of"].required = self.fields["channel"].required = True
            self.suggest(channel=RatingChannel.PAPER)

    def arguments(self):
        given = super().arguments()
        if not given.get("on_behalf_of"):
            return {"value": given["value"], "text": given["text"], "channel": RatingChannel.ONLINE}
        return given | {"channel": given["channel"] or RatingChannel.PAPER}

    def done_words(self, made):
        """Say that it counts, and by when whoever is dissatisfied is answered."""
        if made.value != Satisfaction.DISSATISFIED:
            return _("The rating counts. Thank you.")
        return _("The rating counts. Thank you. An answer is owed by %(day)s; it will stand beside it on this page.") % {
            "day": spoken.day(made.follow_up.due),
        }


@form_for("follow_ups.add")
class AddFollowUp(ActForm):
    """What is looked at again, and when; it holds no matter open."""

    name = short_text(_("What is looked at again"), NAME)
    due = DayField(label=_("By when"))
    on_behalf_of = for_somebody()

    def fit(self):
        self.suggest(due=today() + dt.timedelta(LOOK_BACK_DAYS))


@form_for("follow_ups.finish")
class FinishFollowUp(ActForm):
    """What was found or done."""

    text = long_text(_("What was found or done"), DONE_TEXT)
    done_on = DayField(label=_("When"), required=False)
    on_behalf_of = for_somebody()

    def fit(self):
        self.suggest(done_on=today())
