"""Forms of step 5: the resolution, minority opinions, objections and questions, filing and correction."""

import datetime as dt

from django import forms
from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from yishi.clock import spoken
from yishi.clock.story import today
from yishi.people.rules import holds
from yishi.release import Reason

from ..domain.outcomes import PARAGRAPH_LENGTH, SERIES, TITLE_LENGTH
from ..domain.releases import BASIS, WORDS, digest_of
from ..enums import MatterState
from ..models import Audience, PostingPurpose, ReviewResult
from ..queries.audiences import AUDIENCES
from ..queries.figures import decisive_figures
from ..speaking import CLERKS, speaks
from .agenda import next_of
from .fields import DayField, LinesField, PersonField
from .forms import ActForm, form_for
from .inputs import BodyChoice, choice, long_text, short_text, tick, whole

TASK_DAYS = 30
HIGHEST_NUMBER = 99_999


def heading():
    """Return the field for the title of a resolution."""
    return short_text(_("Title"), TITLE_LENGTH)


def body_text():
    """Return the field for the paragraphs of a resolution."""
    return LinesField(
        label=_("Paragraphs"), max_length=PARAGRAPH_LENGTH, widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("One paragraph a line: what was decided, by what count, and what follows from it."),
    )


def day_of_paper():
    """Return the field for the date of a resolution."""
    return DayField(label=_("Date"), required=False, help_text=_("The date that the resolution bears. Empty: today."))


@form_for("outcomes.draft")
class DraftResolution(ActForm):
    """The resolution, begun from what was agreed and counted."""

    title, paragraphs, dated = heading(), body_text(), day_of_paper()

    def fit(self):
        """Begin it in the language of the site, whatever language its author reads: the paper is everybody's."""
        matter = self.thing
        with override(settings.LANGUAGE_CODE):
            title = str(_("Resolution on: %(title)s") % {"title": matter.title})[:TITLE_LENGTH]
            paragraphs = [line for each in decisive_figures(matter) for line in _said(each)]
        self.suggest(title=title, paragraphs=paragraphs, dated=today())


@form_for("outcomes.revise")
class ReviseResolution(ActForm):
    """The draft as it stands, to be changed."""

    title, paragraphs, dated = heading(), body_text(), day_of_paper()

    def fit(self):
        draft = self.thing
        self.suggest(title=draft.title, paragraphs=list(draft.paragraphs), dated=draft.dated)


@form_for("outcomes.correct")
class CorrectResolution(ActForm):
    """The version in force, to be corrected: why, and the text from which the correction is made."""

    reason = long_text(_("Why it is corrected"), 500, help_text=_(
        "This stands beside the corrected version. The version now published stays in force and can always be read."
    ))
    title, paragraphs, dated = heading(), body_text(), day_of_paper()

    def fit(self):
        published = self.thing
        self.suggest(title=published.title, paragraphs=list(published.paragraphs), dated=today())


@form_for("releases.review")
class ReviewRelease(ActForm):
    """The form of review and approval: the text that will go out, what was looked for, and what was decided."""

    asked_when = dict.fromkeys(("reason", "basis"), _("(needed where something is kept back)"))

    read = forms.CharField(label=_("The text that was read"), widget=forms.HiddenInput, required=False, max_length=64)
    secrets_checked = tick(_(
        "I have looked for secrets, for privacy and for what the law forbids: there is nothing in it (art. 17)."
    ))
    result = forms.ChoiceField(label=_("What becomes of it"), choices=ReviewResult.choices, widget=forms.RadioSelect)
    reason = choice(_("Why something was kept back"), Reason, required=False)
    basis = short_text(_("Article of law"), BASIS, required=False)
    words = long_text(_("Remark"), WORDS, rows=3, required=False, help_text=_(
        "What was kept back, or what has to be changed before it may go out."
    ))

    reads_head = _("The text as it will go out")

    def fit(self):
        draft = self.thing
        tasks = [f"{task.who}：{task.text}" for task in draft.tasks.select_related("body").order_by("n")]
        opinions = [_("Minority opinion: %(text)s") % {"text": row.text} for row in draft.matter.minority_opinions.order_by("n")]
        self.reads = [format_html("<b>{}</b>", draft.title), *draft.paragraphs, *tasks, *opinions]
        self.initial["read"] = digest_of(draft)

    def refuse(self, refusal):
        """Show the refusal beside the text as it stands now: that is what is reviewed when it is sent again."""
        super().refuse(refusal)
        self.thing.refresh_from_db()
        self.fit()
        self.data = self.data.copy()
        self.data["read"] = self.initial["read"]


@form_for("outcomes.take_number")
class TakeNumber(ActForm):
    """The number of the resolution in the register."""

    number = whole(_("Number"), 1, HIGHEST_NUMBER, required=False)

    def fit(self):
        place = self.thing.community
        self.fields["number"].help_text = next_of(f"{place.short or place.code}{SERIES}", self.thing.dated.year)


@form_for("outcomes.name_task")
class NameTask(ActForm):
    """What follows from the resolution: the task, who has it, until when."""

    either = ("body", "body_words")

    text = long_text(_("What is to be done"), 300, rows=2)
    body = BodyChoice(_("Which body has the task?"), required=False)
    body_words = short_text(_("or, where it is not in the list"), 120, required=False)
    due = DayField(label=_("Until when"), required=False)

    def fit(self):
        self.suggest(due=self.thing.dated + dt.timedelta(TASK_DAYS))


@form_for("outcomes.drop_task")
class DropTask(ActForm):
    """The task that is taken out of the draft."""

    n = forms.TypedChoiceField(label=_("Which task?"), coerce=int)

    def fit(self):
        self.fields["n"].choices = [("", _("choose")), *((task.n, str(task)) for task in self.thing.tasks.order_by("n"))]


@form_for("outcomes.record_minority")
class RecordMinority(ActForm):
    """An opinion that did not prevail, and the answer to it."""

    text = long_text(_("The opinion"), 2000, help_text=_(
        "A minority opinion is what somebody held against the result; it stands beside the result with its answer."
    ))
    answer = long_text(_("The answer"), 2000, required=False, help_text=_(
        "Why it was not followed. Empty: it is answered later, before the result is published."
    ))


@form_for("outcomes.record_no_minority")
class NoMinority(ActForm):
    """That nobody gave a reason against the result; the count stands above it."""

    reads_head = _("The result")

    def fit(self):
        self.reads = [line for each in decisive_figures(self.thing) for line in _said(each)]


@form_for("outcomes.answer_minority")
class AnswerMinority(ActForm):
    """The answer that will stand beside the opinion."""

    answer = long_text(_("The answer"), 2000)

    def fit(self):
        self.fields["answer"].help_text = _("Answers: %(text)s") % {"text": self.thing.text}


@form_for("outcomes.report_back")
class ReportBackForm(ActForm):
    """To whom the result was reported back, by what way, when."""

    to = choice(_("To whom?"), Audience, help_text=_(
        "Those who reported the problem, those who supported it and the stakeholders are told what came of it."
    ))
    channel = short_text(_("By what way"), 60, help_text=_("A notice here, a telephone call, a letter, a visit."))
    on = DayField(label=_("When"), required=False)

    def fit(self):
        told = set(self.thing.reports_back.values_list("to", flat=True))
        waiting = [to for to in AUDIENCES if to not in told and AUDIENCES[to].exists(self.thing)]
        self.suggest(on=today(), to=waiting[0] if waiting else None)


class Saying(ActForm):
    """What a resident says; the office may enter it for somebody who came by, called or wrote."""

    raised_on = DayField(label=_("When it was said"), required=False)
    on_behalf_of = PersonField(label=_("Whose word it is"), required=False)
    words = short_text(_("or somebody who is not in the register"), 60, required=False)

    def fit(self):
        self.order_fields(["text"])
        self.suggest(raised_on=today())
        if not holds(self.actor, CLERKS, self.thing.community):
            self.leave_out("raised_on", "on_behalf_of", "words")
        elif not speaks(self.actor, self.thing):
            self.either = ("on_behalf_of", "words")


@form_for("objections.object_to")
class ObjectTo(Saying):
    """An objection to the posted result."""

    text = long_text(_("What do you object to, and why?"), 2000, rows=6, help_text=_(
        "An objection is answered within five working days, and the posting does not end before."
    ))

    def fit(self):
        """What came late to the office was said while the result hung: its last day is offered, once it is over."""
        last = self.thing.postings.standing(PostingPurpose.RESOLUTION).order_by("until").last()
        if self.thing.state == MatterState.EXECUTING and last is not None and last.until < today():
            self.suggest(raised_on=last.until)
        super().fit()


@form_for("inquiries.ask")
class AskAbout(Saying):
    """A question about what is published."""

    text = long_text(_("What do you want to know?"), 2000, rows=6, help_text=_(
        "What is published must be true and open to inquiry; a question is answered within five working days."
    ))


@form_for("objections.answer", "inquiries.answer")
class AnswerSaying(ActForm):
    """The answer that stands beside what was said."""

    reply = long_text(_("The answer"), 2000, rows=6)
    replied_on = DayField(label=_("When it was answered"), required=False)

    def fit(self):
        said = {"text": self.thing.text, "due": spoken.day(self.thing.due)}
        self.fields["reply"].help_text = _("Answers: %(text)s (due %(due)s)") % said
        self.suggest(replied_on=today())


@form_for("filing.file_with_street")
class FileWithStreet(ActForm):
    """When the resolution was filed, and who received it."""

    either = ("received_by", "received_words")

    filed_on = DayField(label=_("When"), required=False, help_text=_(
        "Every published resolution is filed with the sub-district office, which sees that it contravenes no law."
    ))
    received_by = PersonField(label=_("Who received it"), required=False)
    received_words = short_text(_("or which desk"), 60, required=False)

    def fit(self):
        self.suggest(filed_on=today())


@form_for("filing.order_correction")
class OrderCorrection(ActForm):
    """What contravenes the law or somebody's rights."""

    reason = long_text(_("What has to be corrected, and why"), 2000, help_text=_(
        "The sub-district may order what contravenes law or rights to be corrected; "
        "the posting cannot end before it is."
    ))


def _said(figure):
    """Return the lines of the resolution that a certified result, or a consensus, gives."""
    sentence = getattr(figure, "sentence", None)
    if sentence is None:
        return [line.strip() for line in figure.text.splitlines() if line.strip()]
    asked = figure.question.endswith(("?", "？"))
    words = _("%(question)s %(sentence)s") if asked else _("%(question)s: %(sentence)s")
    return [str(words % {"question": figure.question, "sentence": sentence})]
