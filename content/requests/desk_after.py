"""The forms of what follows an answer: what is published of it, complaints, reconsiderations and lawsuits."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from consultation.desk.fields import DayField
from consultation.desk.forms import ActForm
from consultation.desk.inputs import choice, chosen, short_text, tick
from content.catalogue.enums import Kind as ListKind
from content.catalogue.queries import edition_in_force, entries_of
from yishi.text.side_by_side import listed

from .desk import form_for, long
from .detecting import found_in
from .domain.contests import BODY_LENGTH, NUMBER_LENGTH
from .enums import OUTCOMES, AnswerKind, ContestKind
from .letters import higher_of


@form_for("published.propose")
class Propose(ActForm):
    """What is to be published, edited by hand."""

    kind = choice(_("What is to be published?"), AnswerKind, initial=AnswerKind.ANSWER)
    title = short_text(_("Title"), 120)
    question = long(_("The question"), help_text=_("Without names, numbers and addresses."))
    text = long(_("The text"), rows=8,
                help_text=_("Without names, numbers and addresses. What looks like them is shown to the reviewer."))
    entry = short_text(_("Entry of the catalogue"), 12, help_text=_("Its number, like 14."))
    why = long(_("Why publish it proactively?"), required=False,
               help_text=_("For “published for everybody”: who asked, how often (art. 44)."))

    def fit(self):
        self.suggest(question=self.thing.wanted, text=self.thing.answer)
        edition = edition_in_force()
        if edition is not None:
            rows = entries_of(edition, ListKind.PROACTIVE)
            choices = [(row.heading.code, f"{row.heading.code} {row.name}") for row in rows]
            self.fields["entry"] = chosen(_("Entry of the catalogue"), choices)

    def after(self, made):
        return made


class Review(ActForm):
    """The reviewer's opinion."""

    review = long(_("Opinion of the review"), help_text=_("Secrecy, personal data, trade secrets (art. 17)."))


@form_for("published.publish")
class Publish(Review):
    """The text as it goes out; what looks like personal data stands above it."""

    title = short_text(_("Title"), 120)
    question = long(_("The question"))
    text = long(_("The text"), rows=8)
    may_stand = tick(_("I have looked at each; it is no personal data, or may stand"))

    def fit(self):
        names = ("title", "question", "text")
        self.suggest(**{name: getattr(self.thing, name) for name in names})
        found = found_in("\n".join(getattr(self.thing, name) for name in names), self.thing.request)
        if found:
            self.fields["text"].help_text = _("This looks like personal data: %(found)s.") % {"found": listed(found)}
        else:
            self.leave_out("may_stand")


class Judged(Review):
    """A review of the text as it stands, which is read above the form."""

    reads_head = _("The text as it stands")

    def fit(self):
        self.reads = [self.thing.title, self.thing.question, self.thing.text]


@form_for("published.decline")
class DeclineText(Judged):
    """Why the text that was proposed is not published."""

    review = long(_("Why is it not published?"), help_text=_("Whoever proposed it reads this."))


@form_for("published.withdraw")
class WithdrawText(Judged):
    """Why the text is taken down."""

    review = long(_("Why is it taken down?"), help_text=_("It stands on record beside the text, which is public no more."))


@form_for("complaints.reply")
class AnswerComplaint(ActForm):
    """What the applicant is told."""

    reply = long(_("What is the answer?"))


@form_for("contests.enter")
class Contested(ActForm):
    """Which way it is contested, and before whom."""

    kind = chosen(_("What is it?"), ContestKind)
    body = short_text(_("Who decides it?"), BODY_LENGTH, help_text=_("The body of reconsideration, or the court."))
    number = short_text(_("Number of the case"), NUMBER_LENGTH, required=False)
    on = DayField(label=_("Notice came on"), required=False, help_text=_("Empty: today."))

    def fit(self):
        with override(settings.LANGUAGE_CODE):  # it goes on record, whatever language its writer reads
            self.suggest(body=str(higher_of(self.thing.community)))


@form_for("contests.close")
class CloseContest(ActForm):
    """How it ended."""

    outcome = chosen(_("How did it end?"), OUTCOMES)
    on = DayField(label=_("Decided on"), required=False, help_text=_("Empty: today."))
    words = long(_("What was decided"), required=False, help_text=_("In a sentence; without names. Only the office reads it."))
