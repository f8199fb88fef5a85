"""Forms that withdraw what was put on the record of a meeting by mistake: it stays to be read, with who withdrew it and why.

And what puts right who was signed in, and an entry taken off the agenda, by mistake.
"""

from django.utils.translation import gettext_lazy as _

from meetings import withdrawing
from meetings.pages import called
from yishi.people.names import display_name
from yishi.people.rules import with_seats

from .forms import ActForm, form_for
from .hall import present
from .inputs import OneRow, PersonChoice, called_entry, first_words, short_text


class Withdraw(ActForm):
    """What is withdrawn, entered by mistake, and why."""

    reason = short_text(_("Why is it withdrawn?"), 200, help_text=_(
        "It stays on record as withdrawn, with your name and this reason."
    ))

    def among(self, name, rows):
        """Offer ``rows`` in the field ``name``, the last one first."""
        self.fields[name].queryset = rows
        self.suggest(**{name: rows.values_list("pk", flat=True).first()})


@form_for("minutes.withdraw_objection")
class WithdrawObjection(Withdraw):
    """Which objection."""

    first = "objection"
    field_order = ("objection", "reason")
    objection = OneRow(_("Which objection?"), says=first_words, none=_("No objection stands on record."))

    def fit(self):
        self.among("objection", withdrawing.objections(self.thing))


@form_for("minutes.withdraw_consensus")
class WithdrawConsensus(Withdraw):
    """What was not agreed after all."""

    first = "consensus"
    field_order = ("consensus", "reason")
    consensus = OneRow(_("What was recorded as agreed?"), says=lambda row: f"{row.entry.n}. {first_words(row)}",
                       none=_("Nothing stands on record as agreed."),
                       help_text=_("What was recorded on the entry before it stands again, where there is any."))

    def fit(self):
        self.among("consensus", withdrawing.consensuses(self.thing))


class GuestChoice(OneRow):
    """One of the guests, called by name and as what."""

    def label_from_instance(self, row):
        return f"{called(row.person, row.words, self.actor)} · {row.get_kind_display()}"


@form_for("meetings.uninvite")
class Uninvite(Withdraw):
    """Who is not invited after all."""

    first = "invitation"
    field_order = ("invitation", "reason")
    invitation = GuestChoice(_("Whose invitation?"), none=_("No guest is invited."),
                             help_text=_("Whoever is of the register is told."))

    def fit(self):
        self.among("invitation", withdrawing.guests(self.thing))


class RecusalChoice(OneRow):
    """One member's standing aside, called by who it is and from which entry."""

    def label_from_instance(self, row):
        return f"{display_name(row.attendance.person, self.actor)} · {called_entry(row.entry)}"


@form_for("attendance.withdraw_recusal")
class WithdrawRecusal(Withdraw):
    """Whose standing aside."""

    first = "recusal"
    field_order = ("recusal", "reason")
    recusal = RecusalChoice(_("Whose standing aside?"), none=_("Nobody stands aside."))

    def fit(self):
        self.among("recusal", withdrawing.recusals(self.thing).prefetch_related(with_seats("attendance__person")))


@form_for("attendance.strike")
class StrikeOut(ActForm):
    """Who was signed in by mistake."""

    person = PersonChoice(_("Who was signed in by mistake?"), help_text=_(
        "Whoever was there and went is signed out instead: the minutes then say when."
    ))
    reason = short_text(_("Why?"), 200)

    def fit(self):
        self.fields["person"].queryset = present(self.thing, self.actor)


@form_for("meetings.restore_entry")
class RestoreEntry(ActForm):
    """An entry that was taken off by mistake."""

    first = "agenda_entry"
    agenda_entry = OneRow(_("Which entry?"), says=called_entry, none=_("No entry has been taken off the agenda."))

    def fit(self):
        rows = self.fields["agenda_entry"].queryset = withdrawing.struck(self.thing)
        self.suggest(agenda_entry=rows.values_list("pk", flat=True).first())
