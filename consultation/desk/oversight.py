"""Forms of supervision in step 6: inspecting, ordering, whistling, holding to account."""

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from yishi.clock import spoken
from yishi.clock.story import today
from yishi.people.enums import BodyKind
from yishi.people.models import Body
from yishi.people.rules import seats_of

from ..domain.inspections import COMMENT
from ..domain.inspections import NAME as MEMBER
from ..domain.supervision import MATTER, NAME, TEXT, TRIGGER, WORDS
from ..models import Acceptance, ActionKind, OrderLevel, Satisfaction
from ..queries.supervise import accountability_owed
from .fields import DayField, LinesField, PersonField
from .forms import ActForm, form_for
from .hall import named
from .inputs import ManyRows, OneRow, PersonLines, at_and_above, choice, long_text, short_text
from .supervise import for_somebody

ORDER_DAYS, CALL_DAYS, PLAN_DAYS = 7, 3, 15
ACTIONS = 3  # that one record may hold
CALLED = (BodyKind.DEPARTMENT, BodyKind.DESK, BodyKind.CENTRE, BodyKind.STREET_OFFICE, BodyKind.PROPERTY)


class MemberLines(PersonLines):
    """People, one a line: of the register by name or number, others in words (7号楼楼长)."""

    def _found(self, words):
        if not list(self.one._candidates(words)[:1]):
            return words
        return super()._found(words)


@form_for("inspections.inspect")
class Inspect(ActForm):
    """Who looked at the work, when, and what they found."""

    asked_when = {"redo_due": _("(needed where it failed)")}

    result = forms.ChoiceField(label=_("Is the work accepted?"), choices=Acceptance.choices, widget=forms.RadioSelect)
    comment = long_text(_("What was found"), COMMENT)
    members = MemberLines(label=_("Who inspected"), max_length=MEMBER, help_text=_(
        "One person a line, by whole name or number; others in words. At least one is of the supervisory committee "
        "or a grid worker, and nobody works for the body that carries it out."
    ))
    redo_due = DayField(label=_("Done again by"), required=False, help_text=_(
        "Where it failed. After two failures in a row somebody is held to account before anybody inspects again."
    ))
    on = DayField(label=_("When"), required=False)
    on_behalf_of = for_somebody()

    def fit(self):
        self.suggest(on=today(), members=[named(self.actor)])


@form_for("supervision.order")
class GiveOrder(ActForm):
    """A yellow or red card: to whom, for what, and until when it is answered."""

    level = choice(_("Which card?"), OrderLevel, help_text=_(
        "A yellow card asks for an explanation, a red card for mending; both are public with their answer."
    ))
    to_words = short_text(_("To whom"), WORDS)
    text = long_text(_("What is to be explained or mended"), TEXT)
    milestone = OneRow(_("About which milestone?"), required=False)
    due = DayField(label=_("Answered by"))
    on_behalf_of = for_somebody()

    def fit(self):
        matter = self.thing
        self.fields["milestone"].queryset = matter.milestones.order_by("n")
        execution = getattr(matter, "execution", None)
        late = matter.milestones.overdue().order_by("n").first()
        self.suggest(to_words=execution and execution.lead_words, due=today() + dt.timedelta(ORDER_DAYS),
                     milestone=late and late.pk)


@form_for("supervision.reply")
class AnswerOrder(ActForm):
    """The answer to an order."""

    text = long_text(_("The answer"), TEXT)
    on_behalf_of = for_somebody()

    def fit(self):
        self.fields["text"].help_text = _("Answers: %(text)s (due %(due)s)") % {
            "text": self.thing.text, "due": spoken.day(self.thing.due),
        }


@form_for("supervision.whistle")
class Whistle(ActForm):
    """Which bodies are called to the matter, for what, and until when they come."""

    beside = ("others",)
    asked_when = dict.fromkeys(("to", "others"), _("(one of the two at least)"))

    from_words = short_text(_("Who calls"), WORDS)
    matter_words = short_text(_("What for"), MATTER, help_text=_(
        "Whistling calls departments to the spot: each reports for duty, and its answer is rated by who called."
    ))
    to = ManyRows(_("Who is called"), required=False)
    others = LinesField(label=_("and who is not in the list"), required=False, max_length=NAME,
                        help_text=_("One body a line."))
    respond_by = DayField(label=_("They come by"))
    on_behalf_of = for_somebody()

    def fit(self):
        matter = self.thing
        bodies = Body.objects.filter(community__in=at_and_above(matter.community), kind__in=CALLED)
        self.fields["to"].queryset = bodies.order_by("name")
        body = next((seat.body for seat in seats_of(self.actor) if seat.body), None)
        self.suggest(from_words=body.name if body else matter.community.name, matter_words=matter.title,
                     respond_by=today() + dt.timedelta(CALL_DAYS))

    def clean(self):
        data = super().clean()
        if not data.get("to") and not data.get("others") and not self.errors.keys() & {"to", "others"}:
            self.add_error("to", _("Name at least one body that is called."))
        return data

    def arguments(self):
        given = super().arguments()
        others = given.pop("others")
        return given | {"to": [*given["to"], *others]}


@form_for("supervision.respond")
class Respond(ActForm):
    """That the body came, when, and what it did."""

    text = long_text(_("What was done"), TEXT, required=False)
    at = DayField(label=_("When they came"), required=False)
    on_behalf_of = PersonField(label=_("Who reports for duty"), required=False)

    def fit(self):
        self.suggest(at=today())


@form_for("supervision.rate_response")
class RateResponse(ActForm):
    """Whether the answer of the called body was good."""

    rating = forms.ChoiceField(label=_("How was the answer?"), choices=Satisfaction.choices, widget=forms.RadioSelect)


@form_for("supervision.rate_caller")
class RateCaller(ActForm):
    """Whether the call was clear, and the called body the right one."""

    rating = forms.ChoiceField(label=_("How was the call?"), choices=Satisfaction.choices, widget=forms.RadioSelect)


@form_for("supervision.account")
class HoldToAccount(ActForm):
    """Why somebody is held to account, what was done about whom, and until when a plan to mend it is due."""

    gathers = ("actions",)

    trigger = short_text(_("Why"), TRIGGER, help_text=_(
        "After two failed inspections in a row somebody is held to account; the record is public."
    ))
    plan_due = DayField(label=_("A plan to mend it is due by"))

    def fit(self):
        owed, execution = accountability_owed(self.thing), getattr(self.thing, "execution", None)
        for n in range(1, ACTIONS + 1):
            self.fields |= {f"{name}_{n}": field for name, field in an_action(n).items()}
        self.order_fields(["trigger", *(name for n in range(1, ACTIONS + 1) for name in self.named(n))])
        words = _("Inspection %(n)s failed, the second in a row or a further one") % {"n": owed.round} if owed else ""
        self.suggest(trigger=words, plan_due=today() + dt.timedelta(PLAN_DAYS), to_1=execution and execution.lead_words)

    def named(self, n):
        """Return the names of the three fields of the ``n``-th action."""
        return [f"{name}_{n}" for name in ("to", "kind", "text")]

    def clean(self):
        data = super().clean()
        for n in range(2, ACTIONS + 1):
            empty = [name for name in self.named(n) if not data.get(name) and name not in self.errors]
            if 0 < len(empty) < len(self.named(n)):
                self.add_error(empty[0], _("Fill in all three, or leave all three empty."))
        return data

    def arguments(self):
        given = super().arguments()
        rows = [[given.pop(name) for name in self.named(n)] for n in range(1, ACTIONS + 1)]
        return given | {"actions": [tuple(row) for row in rows if any(row)]}


def an_action(n):
    """Return the fields of the ``n``-th action: about whom, which, and in words; the first has to be there."""
    return {
        "to": short_text(_("%(n)s. About whom") % {"n": n}, WORDS, required=n == 1),
        "kind": choice(_("%(n)s. What was done") % {"n": n}, ActionKind, required=n == 1),
        "text": short_text(_("%(n)s. In words") % {"n": n}, TEXT, required=n == 1),
    }
