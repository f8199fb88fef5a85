"""Forms of step 1: matters, from their opening to the agenda or to where they belong."""

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import today

from ..collecting import InitiativeKind, ReportState
from ..domain.codes import code_for
from ..enums import OPEN_STATES, Topic
from ..models import Matter, Report
from ..procedures import CHOICES as PROCEDURES
from ..queries.reports import similar_matters
from .collect import REASON
from .fields import DayField
from .forms import ActForm, form_for
from .inputs import BodyChoice, ManyRows, OneRow, PlaceChoice, choice, first_words, long_text, short_text, tick

MOST_AT_ONCE, MOST_NEAR = 100, 5


@form_for("matters.open")
class OpenMatter(ActForm):
    """A matter, with the reports it begins with."""

    title = short_text(_("What is it about?"), 120)
    topic = choice(_("Topic"), Topic, required=False,
                   help_text=_("From the topic list: what the community deliberates on. It can be set later."))
    place = PlaceChoice(_("Where is it?"))
    summary = long_text(_("In a few sentences"), 2000, required=False)
    reports = ManyRows(_("Reports it begins with"), says=first_words, required=False)
    procedure = choice(_("By which procedure?"), PROCEDURES, initial="six_steps")
    opened_on = DayField(label=_("Opened on"))
    code = short_text(_("Number of the matter"), 24, required=False)
    previous = OneRow(_("Takes up again"), required=False,
                      help_text=_("A matter that has ended: a new vote is a new matter that points back to it."))
    fast_track = tick(_("Urgent: steps may follow each other without waiting"))
    waits_for_posting = tick(_("Nothing is carried out before the posting of the result is over"))

    def fit(self):
        community, day = self.thing.community, today()
        self.fields["reports"].queryset = Report.objects.filter(community=community, state=ReportState.FILED)
        ended = Matter.objects.filter(community=community).exclude(state__in=OPEN_STATES)
        self.fields["previous"].queryset = ended
        number = code_for(Matter, f"{community.code}-{day.year}-", 2)
        self.fields["code"].help_text = _("Empty: the next one is given, %(number)s.") % {"number": number}
        self.suggest(opened_on=day, place=community.pk)
        self.begin_with(self.initial.get("reports"))

    def begin_with(self, keys):
        """Take title and place from the first of the reports that the form was reached from, and tick them all."""
        keys = [key for key in (keys if isinstance(keys, list) else [keys]) if str(key or "").isdecimal()][:MOST_AT_ONCE]
        found = list(self.fields["reports"].queryset.filter(pk__in=[key for key in keys if len(str(key)) < 19]))
        if found:
            first = found[0]
            self.initial |= {
                "title": first.title, "place": first.place_id, "reports": [report.pk for report in found],
            }

    def arguments(self):
        given = super().arguments()
        return given | {"reports": list(given["reports"])}


@form_for("matters.revise_summary")
class ReviseSummary(ActForm):
    """What the matter is about, as it stands, to be changed."""

    summary = long_text(_("What is it about, and how does it stand?"), 2000, rows=6)

    def fit(self):
        self.suggest(summary=self.thing.summary)


@form_for("matters.classify")
class Classify(ActForm):
    """Topic and place."""

    topic = choice(_("Topic"), [("", _("choose")), *Topic.choices],
                   help_text=_("From the topic list: what the community deliberates on."))
    place = PlaceChoice(_("Where is it?"))

    def fit(self):
        self.suggest(topic=self.thing.topic, place=self.thing.place_id)


@form_for("matters.record_initiative")
class RecordInitiative(ActForm):
    """The body whose decision puts the matter forward."""

    kind = choice(_("Whose decision?"), InitiativeKind, help_text=_("With it the matter needs no ten supporters."))
    words = short_text(_("As its record says"), 200)
    decided_on = DayField(label=_("Decided on"))

    def fit(self):
        self.suggest(decided_on=today())


@form_for("matters.declare_no_duplicate")
class DeclareNoDuplicate(ActForm):
    """What was looked at; the open matters that come nearest stand above."""

    reads_head = _("The open matters that come nearest")

    words = short_text(_("What was looked at"), 200, required=False,
                       help_text=_("You vouch that no open matter deals with the same thing."))

    def fit(self):
        near = similar_matters(f"{self.thing.title} {self.thing.summary}", self.thing.community, MOST_NEAR + 1)
        near = [matter for matter in near if matter.pk != self.thing.pk][:MOST_NEAR]
        links = [format_html('<a href="{}">{} {}</a>', row.get_absolute_url(), row.code, row.title) for row in near]
        self.reads = links or [_("No open matter of the community comes near it.")]


@form_for("matters.check_privacy")
class CheckPrivacy(ActForm):
    """What was found; the words of the reports stand above."""

    reads_head = _("The words of the reports, as they stand now")

    words = short_text(_("What was done"), 200, required=False, help_text=_(
        "You vouch that nothing in the reports, as they stand now, tells who or where a person is against their will."
    ))

    def fit(self):
        rows = self.thing.reports.order_by("filed_at", "pk")[:MOST_AT_ONCE]
        self.reads = [
            format_html('<a href="{}">{}</a>　{}', row.get_absolute_url(), row.code, row.text) for row in rows
        ]


@form_for("matters.hand_over")
class HandOverMatter(ActForm):
    """The body in charge, or whoever else is."""

    either = ("to", "words")

    to = BodyChoice(_("To whom?"), required=False)
    words = short_text(_("or to somebody who is not in the list"), 120, required=False,
                       help_text=_("Another community, an assembly, the petition office."))
    reason = long_text(_("Why is it not deliberated here?"), 2000, help_text=REASON)
