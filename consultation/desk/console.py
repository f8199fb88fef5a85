"""Forms of the console: the queue of speakers, the paper on the table, the course of the sitting."""

from django.utils.translation import gettext_lazy as _

from meetings.console.queue import queue_of, taken_down
from meetings.console.sockets import papers_of
from meetings.enums import EntryState, RequestState, Stance
from meetings.models import SpeakRequest
from meetings.transitions import runs
from yishi.people.names import display_name
from yishi.people.rules import with_seats

from .forms import ActForm, form_for
from .inputs import OneRow, PersonChoice, at_the_table, called_entry, choice, first_words, short_text
from .lacking import first_do
from .record import NO_STATEMENT, OfAnEntry

STANCES = [pair for pair in Stance.choices if pair[0] != Stance.CHAIR]


class RequestChoice(OneRow):
    """One of the hands that are up, called by who raised it and the stance."""

    def label_from_instance(self, row):
        who = display_name(row.person, self.actor) if row.person else row.words
        return f"{who} · {row.get_stance_display()}"


class OfAHand(ActForm):
    """Something about one of the hands that are up."""

    first = "request"
    request = RequestChoice(_("Whose hand?"), none=_("No hand is up."))
    state = RequestState.WAITING

    def fit(self):
        rows = SpeakRequest.objects.filter(meeting=self.thing, state=self.state)
        self.fields["request"].queryset = self.mine(rows.prefetch_related(with_seats("person")).order_by("raised_at"))

    def mine(self, rows):
        """Return those of ``rows`` that the actor may take: all where they lead the meeting, else their own."""
        return rows if runs(self.actor, self.thing) else rows.filter(person=self.actor)


@form_for("speakers.raise_hand")
class RaiseHand(OfAnEntry):
    """Who wants to speak, and where they stand."""

    at_most_one = ("person", "words")

    person = PersonChoice(_("Who?"), required=False, help_text=_("Leave both empty if it is you."))
    words = short_text(_("Or somebody who is not in the list"), 60, required=False)
    stance = choice(_("Where do you stand?"), STANCES, help_text=_("The stance is said before the reasons."))

    def fit(self):
        super().fit()
        entries = self.fields["agenda_entry"]
        entries.queryset, entries.none = self.thing.entries.filter(state=EntryState.CURRENT), _("No entry is being dealt with now.")
        first_do(self, "agenda_entry", "meetings.move_to_entry", self.thing)
        self.fields["person"].queryset = at_the_table(self.thing).exclude(pk=self.thing.facilitator_id)
        if not runs(self.actor, self.thing):
            self.leave_out("person", "words")


@form_for("speakers.lower_hand")
class LowerHand(OfAHand):
    """Whose hand is taken down."""


@form_for("speakers.undo_lower")
class PutUpAgain(OfAHand):
    """Whose hand was taken down by mistake."""

    state = RequestState.WITHDRAWN

    def fit(self):
        super().fit()
        self.fields["request"].none = _("No hand was taken down.")

    def mine(self, rows):
        return super().mine(rows.filter(pk__in=taken_down(self.thing).values("pk")))


@form_for("speakers.call")
class CallSpeaker(OfAHand):
    """Who has the floor now; the one whose turn it is stands first."""

    reason = short_text(_("Why out of turn?"), 200, required=False, help_text=_(
        "Whoever has not spoken yet comes first, then another opinion than the last. Only where somebody else is called."
    ))

    def fit(self):
        super().fit()
        queue = queue_of(self.thing.entries.filter(state=EntryState.CURRENT).first())
        self.suggest(request=queue.next and queue.next.pk)


@form_for("table.show_paper")
class ShowPaper(ActForm):
    """Which paper everybody is to see."""

    paper = choice(_("Which paper?"), [], help_text=_("The published papers of the matters on the agenda."))

    def fit(self):
        self.fields["paper"].none = _("No paper of the matters on the agenda is published.")
        self.fields["paper"].choices = [(paper.key, paper.title) for paper in papers_of(self.thing)]


@form_for("sitting.adjourn")
class Adjourn(ActForm):
    """Why the meeting pauses."""

    words = short_text(_("Why, and until when?"), 200)


@form_for("sitting.reopen")
class Reopen(ActForm):
    """Why a meeting that was closed goes on."""

    reason = short_text(_("Why does it go on?"), 200, help_text=_(
        "Everybody reads it; members, guests and those who watch are told. The entry that was being dealt with is taken up again."
    ))


@form_for("sitting.return_to")
class ReturnTo(ActForm):
    """An entry that was dealt with and is taken up again."""

    first = "agenda_entry"
    agenda_entry = OneRow(_("Which entry is taken up again?"), says=called_entry,
                          none=_("No entry has been dealt with yet."))

    def fit(self):
        rows = self.fields["agenda_entry"].queryset = self.thing.entries.filter(state=EntryState.DONE)
        self.suggest(agenda_entry=rows.order_by("-n").values_list("pk", flat=True).first())


@form_for("statements.withdraw")
class WithdrawStatement(ActForm):
    """A statement entered by mistake."""

    first = "statement"
    statement = OneRow(_("Which statement?"), says=lambda row: f"{row.n}. {first_words(row)}", none=NO_STATEMENT)

    def fit(self):
        self.fields["statement"].queryset = self.thing.statements.order_by("-n")
