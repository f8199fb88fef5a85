"""The roll: who is who, which seats they hold, and their accounts; for those who keep it, within their places."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from yishi.refusals import Refused
from yishi.web.access import Access
from yishi.web.paging import page_by_key

from .. import roll
from ..domain import accounts, places, seats
from ..enums import Role
from ..models import Person, Seat
from ..names import KEEPERS, roll_name
from ..roll_forms import AccountForm, DeputyForm, EndForm, PasswordForm, PersonForm, RollFilter, SeatForm, WithdrawForm
from ..rules import holds, sits_as

KEEPER = Access("roll_keeper", lambda request: sits_as(request.actor, KEEPERS))


class Roll(View):
    """The persons within the reader's places, found by name, role or office."""

    access = KEEPER

    def get(self, request):
        filters = RollFilter(request.GET)
        page = page_by_key(filters.found(request.actor), request, order=("pk",))
        for person in page:
            roll.shown(person, request.actor)
        names_editors = sits_as(request.actor, {Role.SYSTEM_ADMIN})
        return render(request, "people/roll/list.html", {"filters": filters, "page": page, "names_editors": names_editors})


class One(View):
    """One person: account, seats, deputies, and what may be done about them."""

    access = KEEPER

    def get(self, request, pk):
        person = roll.shown(person_of(request, pk), request.actor)
        deputies = Seat.objects.filter(deputy_for__person=person).select_related("person__community", "deputy_for")
        for seat in deputies:
            seat.called = roll_name(seat.person, request.actor)
        context = {
            "person": person, "deputies": deputies, "deputised": seats.DEPUTISED,
            "withdrawn": person.withdrawn_seats.select_related("place"),
            "keeps_account": holds(request.actor, accounts.KEEPERS, person.community),
        }
        return render(request, "people/roll/one.html", context)


class Asking(View):
    """A page with one form; ``form`` makes it, ``act`` does it and returns (words, person to go to)."""

    access = KEEPER
    title = act_words = ""

    def get(self, request, **keys):
        self.find(**keys)
        return self.page(self.form())

    def post(self, request, **keys):
        self.find(**keys)
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form, 422)
        try:
            words, person = self.act(form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            return self.page(form, refusal.status)
        messages.success(request, words)
        return self.leave(person)

    def leave(self, person):
        return redirect("person", person.pk)

    def find(self, pk):
        self.person = person_of(self.request, pk)

    def page(self, form, status=200):
        person = getattr(self, "person", None)
        context = {
            "form": form, "person": person, "called": person and roll_name(person, self.request.actor), "asks": self,
        }
        return render(self.request, "people/roll/ask.html", context, status=status)


class NewPerson(Asking):
    """Enters somebody who stands in no register of residents."""

    title, act_words = gettext_lazy("Enter a person"), gettext_lazy("Enter the person")

    def find(self):
        pass

    def form(self, data=None):
        return PersonForm(data, actor=self.request.actor)

    def act(self, said):
        community = said.pop("community")
        return _("Entered."), places.enter_person(community, by=self.request.actor, **said)


class GiveSeat(Asking):
    """Gives the person a seat."""

    title, act_words = gettext_lazy("Give a seat"), gettext_lazy("Give the seat")

    def form(self, data=None):
        return SeatForm(data, actor=self.request.actor, person=self.person)

    def act(self, said):
        role, place = said.pop("role"), said.pop("place")
        seats.appoint(self.person, role, place, by=self.request.actor, **said)
        return _("The seat is given."), self.person


class Account(Asking):
    """Makes the person's account, or sets its password anew."""

    @property
    def title(self):
        return _("Set a new password") if self.has_account else _("Make an account")

    act_words = title

    @property
    def has_account(self):
        return hasattr(self.person, "user")

    def form(self, data=None):
        return PasswordForm(data) if self.has_account else AccountForm(data)

    def act(self, said):
        if self.has_account:
            accounts.reset_password(self.person.user, said["password"], by=self.request.actor)
            return _("The new password is set. Give it to the person, and to nobody else."), self.person
        accounts.create(self.person, said["username"], said["password"], by=self.request.actor)
        return _("The account is made. Give name and password to the person, and to nobody else."), self.person


class OfSeat(Asking):
    """A page about one seat."""

    def find(self, pk):
        rows = Seat.objects.select_related("person__community", "place", "body", "community")
        self.seat = get_object_or_404(rows.filter(roll.kept(self.request.actor, "place__path")), pk=pk)
        self.person = self.seat.person


class EndSeat(OfSeat):
    """Ends a seat, and its deputies with it."""

    title, act_words = gettext_lazy("End the seat"), gettext_lazy("End it with this day")

    def form(self, data=None):
        return EndForm(data)

    def act(self, said):
        seats.end(self.seat, by=self.request.actor, **said)
        return _("The seat has its last day."), self.person


class WithdrawSeat(OfSeat):
    """Takes back a seat that has not begun."""

    title, act_words = gettext_lazy("Withdraw the seat"), gettext_lazy("Withdraw it")

    def form(self, data=None):
        return WithdrawForm(data)

    def act(self, said):
        seats.withdraw(self.seat, by=self.request.actor, **said)
        return _("The seat is withdrawn; it never began."), self.person


class NameDeputy(OfSeat):
    """Names a deputy for an absent officer."""

    title, act_words = gettext_lazy("Name a deputy"), gettext_lazy("Name the deputy")

    def form(self, data=None):
        return DeputyForm(data, actor=self.request.actor, seat=self.seat)

    def act(self, said):
        deputy = get_object_or_404(Person.objects.select_related("community"), pk=said.pop("deputy"))
        seats.deputise(self.seat, deputy, by=self.request.actor, **said)
        return _("The deputy is named. What they do in these days is written down as done for the absent officer."), self.person


def person_of(request, pk):
    """Return the person within the reader's places; elsewhere there is no such page."""
    person = roll.persons(request.actor).filter(pk=pk).first()
    if person is None:
        raise Http404
    return person
