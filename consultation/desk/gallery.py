"""Forms of the gallery: seats for observers, the draw, written opinions."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.enums import AdmittedBy
from meetings.gallery.enums import ObserverKind, RegistrationState
from meetings.gallery.transitions import COUNTER
from meetings.models.gallery import WAYS
from yishi.clock.story import now
from yishi.people.names import display_name
from yishi.people.rules import holds, with_seats

from .fields import MomentField, PersonField
from .forms import ActForm, form_for
from .inputs import OneRow, alone, choice, long_text, short_text, tick, whole

EVENING = 18  # the hour at which registration is offered to end


class RegistrationChoice(OneRow):
    """One of the registrations of a meeting, called as the actor may read it."""

    def label_from_instance(self, row):
        return f"{display_name(row.person, self.actor)} · {row.code}"


@form_for("observers.announce")
class Announce(ActForm):
    """How many seats, for whom, and how they are given."""

    admission = choice(_("How are the seats given?"), WAYS, initial=AdmittedBy.FIRST_COME)
    seats = whole(_("Seats in the room"), 1, 500)
    other_seats = whole(_("Of them kept for people from elsewhere"), required=False)
    media_seats = whole(_("Of them kept for journalists"), required=False, help_text=_(
        "The rest is for residents. When registration ends, what is left goes to whoever waits."
    ))
    closes_at = MomentField(label=_("Registration until"))
    seed_words = short_text(_("By lot: which public number will decide?"), 200, required=False, help_text=_(
        "A number that nobody can know before registration ends, such as the winning numbers of a named national draw."
    ))
    reply_hours = whole(_("Hours to say yes to a seat that became free"), 1, 240, initial=24)

    def fit(self):
        self.suggest(seats=self.thing.observer_seats or 10, closes_at=self.evening_before(), other_seats=0, media_seats=0)

    def evening_before(self):
        """Return when registration is offered to end: the evening before, so that whoever gets a seat can still be told."""
        begins = self.thing.starts_at
        evening = timezone.localtime(begins - dt.timedelta(days=1)).replace(hour=EVENING, minute=0, second=0, microsecond=0)
        return evening if evening > now() else begins

    def arguments(self):
        given = super().arguments()
        return given | {name: given[name] or 0 for name in ("other_seats", "media_seats")}


class ForOthers(ActForm):
    """An act that one does for oneself, and the counter for whoever comes without a telephone."""

    person = PersonField(label=_("For whom"), required=False, help_text=_(
        "Empty: for yourself. Else the whole name, register number or account name of whoever came to the counter."
    ))

    def fit(self):
        if not holds(self.actor, COUNTER, self.thing.community):
            self.leave_out("person")


@form_for("observers.register")
class Register(ForOthers):
    """In the room or online."""

    online = tick(_("I watch online and need no seat"), help_text=_(
        "In the room: no speaking, no voting, no recording, unless this kind of meeting lets residents speak."
    ))


class OfOneRegistration(ActForm):
    """An act on one registration: one's own, or any at the counter."""

    first = "registration"
    registration = RegistrationChoice(_("Whose registration?"), none=_("No registration stands for this meeting."))

    def fit(self):
        rows = self.thing.registrations.filter(state=RegistrationState.STANDING)
        if not holds(self.actor, COUNTER, self.thing.community):
            rows = rows.filter(person=self.actor)
        rows = self.fields["registration"].queryset = self.among(rows).select_related(
            "gallery__meeting", "gallery__community"
        ).prefetch_related(with_seats("person"))
        self.suggest(registration=alone(rows))

    def among(self, rows):
        """Return those of ``rows`` that may be chosen."""
        return rows


@form_for("observers.withdraw")
class Withdraw(OfOneRegistration):
    """Whose registration is cancelled."""


@form_for("observers.confirm")
class Confirm(OfOneRegistration):
    """Whose seat is confirmed."""

    def among(self, rows):
        self.fields["registration"].none = _("No seat waits for a yes.")
        return rows.filter(reply_by__isnull=False)


@form_for("observers.admit")
class Admit(OfOneRegistration):
    """Who is given a seat."""

    def among(self, rows):
        self.fields["registration"].none = _("Nobody who has registered waits for a seat.")
        return rows.filter(seat=None, online=False)


@form_for("observers.check_in")
class LetIn(ActForm):
    """The code at the door."""

    stays = True
    code = short_text(_("Code for the door"), 40, help_text=_("Scan it with the telephone’s camera, or type it."))

    def done_words(self, made):
        seat = {"n": made.place.n, "badge": made.badge}
        if made.kind == ObserverKind.MEDIA:
            return gettext("Let in: seat %(n)d. Look at the press card and hand out the badge “%(badge)s”.") % seat
        return gettext("Let in: seat %(n)d. Badge: “%(badge)s”.") % seat


@form_for("lotteries.enter_seed", "lotteries.confirm_seed")
class Seed(ActForm):
    """The public number."""

    seed = short_text(_("The number, exactly as it was published"), 80)

    def fit(self):
        self.fields["seed"].help_text = _("Wait until it is published: %(words)s") % {"words": self.thing.seed_words}


@form_for("opinions.hand_in")
class HandIn(ForOthers):
    """What one has to say about the meeting."""

    field_order = ["text", "person"]
    text = long_text(_("Your opinion"), 2000, rows=8, help_text=_("It is published without your name, with the answer."))


@form_for("opinions.answer")
class AnswerOpinion(ActForm):
    """The answer."""

    answer = long_text(_("Answer"), 2000, rows=6)

    def fit(self):
        self.fields["answer"].help_text = _("Answers: %(text)s") % {"text": self.thing.text}
