"""Forms of step 1: reports, their papers, numbers and categories."""

import re

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import today
from yishi.journal.models import Visibility
from yishi.people.enums import PublicName
from yishi.people.rules import holds
from yishi.text.side_by_side import listed

from ..collecting import Channel, Disposition, Moderation, ReportState, Wish
from ..domain import numbers
from ..domain.answers import TAKES_REPORTS
from ..enums import MatterState
from ..models import Category, Matter, Report
from ..models.reports import TEXT_LENGTH, TITLE_LENGTH
from ..queries.reports import similar_matters
from ..transitions.collect import ENTERERS
from .fields import MomentField, PersonField, UploadField
from .forms import ActForm, form_for
from .inputs import (
    BodyChoice,
    ManyRows,
    OneRow,
    PlaceChoice,
    at_and_above,
    choice,
    first_words,
    long_text,
    short_text,
    whole,
)
from .lacking import first_do

RANGE = re.compile(r"\s*([0-9]{1,6})(?:\s*[-–—~～至]\s*([0-9]{1,6}))?\s*")
MANY, MOST_ALIKE = 30, 100
REVIEWED = (Moderation.ACCEPTED, Moderation.REJECTED)
OPENED_BY = [(who, _("those concerned, and those in office") if who == Visibility.PARTIES else said)
             for who, said in Visibility.choices]
REASON = _("Whoever brought it is told this, and it stands beside it for everybody to read.")


@form_for("reports.file")
class FileReport(ActForm):
    """A report, one's own or entered for somebody who came by, called or wrote."""

    text = long_text(_("What is the matter?"), TEXT_LENGTH, rows=7, help_text=_("In the words of whoever brought it."))
    wish = choice(_("What is wanted?"), Wish, initial=Wish.SUGGESTION)
    channel = choice(_("Through which channel did it come in?"), Channel, initial=Channel.VISIT)
    place = PlaceChoice(_("Where is it?"))
    place_words = short_text(_("Where exactly"), 120, required=False,
                             help_text=_("Building, stairs, floor. Only the office reads this."))
    title = short_text(_("A title"), TITLE_LENGTH, required=False, help_text=_("Empty: the beginning of the words."))
    category = OneRow(_("Category"), required=False)
    reporter = PersonField(label=_("Who brought it"), required=False)
    reporter_words = short_text(_("or somebody who is not in the register"), 60, required=False,
                                help_text=_("As it is to be read: 12345 hotline, a passer-by."))
    public_name = choice(_("What is the person called in public?"), PublicName, required=False)
    filed_at = MomentField(label=_("When it came in"), required=False, help_text=_("Left empty, it is now."))
    matter = OneRow(_("In answer to a call"), required=False,
                    help_text=_("Only for a call for opinions or projects: the report goes straight into it."))
    code = short_text(_("Number of the report"), 24, required=False, help_text=_("Empty: the next one is given."))

    def fit(self):
        community = self.thing.community
        self.fields["category"].queryset = Category.objects.filter(community__in=at_and_above(community))
        self.fields["matter"].queryset = Matter.objects.filter(community=community, state=MatterState.COLLECTING)
        self.suggest(place=community.pk)
        if not holds(self.actor, ENTERERS, community):
            self.leave_out("channel", "reporter", "reporter_words", "filed_at", "matter", "code")


@form_for("reports.amend")
class AmendReport(ActForm):
    """The report as it stands, to be changed; the text before is kept."""

    title = short_text(_("Title"), TITLE_LENGTH)
    text = long_text(
        _("What is the matter?"), TEXT_LENGTH, rows=7, help_text=_("The earlier text is kept and can be read.")
    )
    wish = choice(_("What is wanted?"), Wish)
    seen_revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def fit(self):
        report = self.thing
        self.suggest(title=report.title, text=report.text, wish=report.wish, seen_revision=report.revision)

    def refuse(self, refusal):
        """Show, beside what was typed, what somebody else made of it meanwhile."""
        super().refuse(refusal)
        self.thing.refresh_from_db(fields=["revision", "text"])
        if self.cleaned_data.get("seen_revision") != self.thing.revision:
            self["text"].help_text = _("It reads now: %(text)s") % {"text": self.thing.text}
            self.data["seen_revision"] = self.thing.revision


@form_for("reports.enter_support", "petitions.enter")
class EnterPerson(ActForm):
    """Somebody who stood behind it on paper or by word."""

    person = PersonField(label=_("Who"))


class OfReport(ActForm):
    """What becomes of a report: its words stand above the form."""

    reads_head = _("What was reported")

    @property
    def reads(self):
        """Return the words of the report; none where the form is of a matter."""
        return self.thing.text.splitlines() if isinstance(self.thing, Report) else ()


@form_for("reports.merge")
class MergeReport(OfReport):
    """The matter that a report becomes part of; the likest one is offered first."""

    matter = OneRow(_("Part of which matter?"), none=_("No matter takes reports now. Open one with this report."), help_text=_(
        "The report keeps its own words and its answer; its supporters count for the matter, each person once."
    ))

    def fit(self):
        report = self.thing
        self.fields["matter"].queryset = Matter.objects.filter(community=report.community, state__in=TAKES_REPORTS)
        likest = similar_matters(f"{report.title} {report.text}", report.community, limit=1)
        self.suggest(matter=likest[0].pk if likest else None)
        first_do(self, "matter", "matters.open", report.community, reports=report.pk)


@form_for("reports.dispose")
class DisposeReport(OfReport):
    """The answer to a report, with its reason; the same may be said to others of its matter that wait for theirs."""

    beside = ("also",)

    ANSWERS = (Disposition.ADOPTED, Disposition.PARTLY, Disposition.MERGED, Disposition.DECLINED)

    disposition = forms.ChoiceField(label=_("How is it answered?"), widget=forms.RadioSelect)
    reason = long_text(_("Why"), 2000, help_text=REASON)
    also = ManyRows(_("Say the same to these reports of the matter"), says=first_words, required=False)

    def fit(self):
        of_matter = Report.objects.unanswered().filter(matter=self.thing.matter_id, matter__isnull=False)
        keys = of_matter.exclude(pk=self.thing.pk).order_by("filed_at", "pk").values_list("pk", flat=True)[:MOST_ALIKE]
        self.fields["also"].queryset = Report.objects.filter(pk__in=list(keys)).order_by("filed_at", "pk")
        if not keys:
            self.leave_out("also")
        apart = self.thing.state != ReportState.MERGED
        answers = [a for a in self.ANSWERS if not (apart and a == Disposition.MERGED)]
        self.fields["disposition"].choices = [(a.value, a.label) for a in answers]
        first = self.thing.disposition or (Disposition.MERGED.value if not apart else None)
        self.suggest(disposition=first, reason=self.thing.reason)

    def arguments(self):
        return {name: value for name, value in super().arguments().items() if name != "also"}

    def perform(self, function):
        """Answer the report, and those that are told the same: all of them or none."""
        with transaction.atomic():
            super().perform(function)
            for report in self.cleaned_data.get("also", ()):
                function(report, by=self.actor, **self.arguments())

    def after(self, made):
        return self.thing.matter or self.thing


@form_for("reports.convert", "matters.convert")
class Convert(OfReport):
    """Where it goes on as an appeal."""

    words = short_text(
        _("Where is it dealt with now?"), 120, help_text=_("The desk and its number, as one would look for it.")
    )
    reason = long_text(_("Why is it not deliberated here?"), 2000, help_text=REASON)


@form_for("reports.hand_over")
class HandOverReport(OfReport):
    """The body in charge."""

    to = BodyChoice(_("To whom?"), none=_("No body is registered for this place or above it."))
    reason = long_text(_("Why is it not deliberated here?"), 2000, help_text=REASON)


@form_for("reports.moderate")
class ModerateReport(OfReport):
    """The review of a statement; it counts in any case."""

    moderation = choice(_("How is it?"), [pair for pair in Moderation.choices if pair[0] in REVIEWED], widget=forms.RadioSelect,
                        help_text=_("Rejected: it is not shown any more. It is counted in any case."))

    def fit(self):
        self.suggest(moderation=self.thing.moderation)


@form_for("attachments.attach", "attachments.attach_to_report")
class Attach(ActForm):
    """A paper or picture, or the caption of one that lies at the office."""

    title = short_text(_("What is it?"), 120)
    upload = UploadField(label=_("File"), required=False, help_text=_(
        "A picture, PDF, OFD or office paper, at most 10 MB. Where and when a picture was taken is removed from it. "
        "Without a file it is noted as kept at the office."
    ))
    kind = choice(_("Sort"), [("paper", _("paper")), ("photo", _("picture")), ("proof", _("proof"))])
    visibility = choice(_("Who may open it?"), OPENED_BY)

    def fit(self):
        of_report = isinstance(self.thing, Report)
        self.suggest(kind="photo" if of_report else "paper",
                     visibility=Visibility.PARTIES if of_report else Visibility.PUBLIC)


class NumbersField(forms.CharField):
    """A number of a register, or a range of them (1-36), as (first, last or None)."""

    def clean(self, value):
        found = RANGE.fullmatch(super().clean(value))
        if not found:
            raise forms.ValidationError(_("Write one number, or a range like 1-36."))
        return int(found[1]), int(found[2]) if found[2] else None


@form_for("numbers.explain")
class ExplainNumber(ActForm):
    """A number of a register that was given outside this site, or a range of them."""

    gathers = ("until",)

    series = short_text(_("Register"), 12, help_text=_("The characters before the year, like 槐议."))
    year = whole(_("Year"), numbers.FIRST_YEAR, numbers.LAST_YEAR)
    number = NumbersField(label=_("Number"), help_text=_("One number, or a range like 1-36."))
    explanation = short_text(_("What was it given for?"), 200)

    def fit(self):
        series, year = f"{self.thing.community.short}议", today().year
        skipped = numbers.missing(series, year)
        if skipped:
            self.fields["number"].help_text = _("Not explained yet in %(series)s: %(numbers)s.") % {
                "series": f"{series}〔{year}〕", "numbers": listed(skipped[:MANY]),
            }
        self.suggest(series=series, year=year, number=skipped[0] if skipped else None)

    def perform(self, function):
        given = self.arguments()
        given["number"], given["until"] = given["number"]
        return function(community=self.thing.community, by=self.actor, **given)


@form_for("categories.add")
class AddCategory(ActForm):
    """A node of the category tree."""

    code = short_text(_("Code"), 12, help_text=_("Letters or digits of your own; each category has another."))
    name = short_text(_("Name"), 40)
    parent = OneRow(_("Below"), required=False, help_text=_("Empty: at the top of the tree."))

    def fit(self):
        self.fields["parent"].queryset = Category.objects.filter(community=self.thing.community)
