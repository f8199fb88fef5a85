"""Forms of the roll: finding persons, giving and ending seats, deputies, accounts."""

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import today

from . import roll
from .enums import STREET_OFFICES, Honorific, PlaceKind, Role, SeatKind
from .models import Body, Place

NO_SEAT = frozenset({Role.RESIDENT, Role.OWNER})  # one is these by the register
ROLES = [(role.value, role.label) for role in Role if role not in NO_SEAT]


def day(label, hint="", **more):
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=hint, widget=widget, **more)


class RollFilter(forms.Form):
    """Whom one looks for; it lives in the address."""

    use_required_attribute = False

    q = forms.CharField(label=_("Person’s name"), max_length=60, required=False)
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("all")), *ROLES], required=False)
    everybody = forms.BooleanField(label=_("Also people without an office"), required=False)

    def found(self, actor):
        """Return the persons looked for; what makes no sense narrows nothing. A name is looked for among everybody."""
        self.is_valid()
        said = self.cleaned_data
        alone = not (said.get("everybody") or said.get("q"))
        return roll.found(actor, said.get("q", ""), said.get("role", ""), in_office=alone)


class PersonForm(forms.Form):
    """Somebody who serves here and stands in no register of residents."""

    use_required_attribute = False

    name = forms.CharField(label=_("Person’s name"), max_length=60)
    honorific = forms.ChoiceField(label=_("Title after the surname"), choices=Honorific.choices, required=False)
    community = forms.ModelChoiceField(Place.objects.none(), label=_("Where they serve"), empty_label=None)

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        where = roll.seat_places(actor).filter(kind__in=[PlaceKind.SUBDISTRICT, PlaceKind.COMMUNITY])
        self.fields["community"].queryset = where


class SeatForm(forms.Form):
    """A seat for one person."""

    use_required_attribute = False

    role = forms.ChoiceField(label=_("Role"))
    place = forms.ModelChoiceField(Place.objects.none(), label=_("Where"), empty_label=None)
    body = forms.ModelChoiceField(Body.objects.none(), label=_("In which body"), required=False, empty_label=_("none"))
    kind = forms.ChoiceField(label=_("How they came to it"), choices=SeatKind.choices)
    title = forms.CharField(label=_("Title of the seat"), max_length=60, required=False, help_text=_("As it stands on the door."))
    since = day(_("First day"))
    until = day(_("Last day"), _("Empty: until it is ended."), required=False)

    def __init__(self, *args, actor, person, **kwargs):
        super().__init__(*args, **kwargs)
        everywhere = any(seat.role in {Role.SYSTEM_ADMIN, Role.STREET_DIRECTOR} for seat in roll.seats_of(actor))
        given = [row for row in ROLES if everywhere or row[0] not in STREET_OFFICES]
        self.fields["role"].choices = [("", _("choose")), *given]
        self.fields["place"].queryset = roll.seat_places(actor)
        self.fields["body"].queryset = roll.bodies(actor)
        self.initial = {"place": person.community_id, "since": today(), "kind": SeatKind.APPOINTED, **self.initial}


class EndForm(forms.Form):
    """The last day of a seat."""

    use_required_attribute = False

    until = day(_("Last day"), _("The seat still counts on this day; its deputies end with it."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"until": today(), **self.initial}


class WithdrawForm(forms.Form):
    """Why a seat is taken back before it began."""

    use_required_attribute = False

    reason = forms.CharField(label=_("Reason"), max_length=200, help_text=_("It stands beside the seats of this person."))


class DeputyForm(forms.Form):
    """Who does an absent officer's work, and when."""

    use_required_attribute = False

    deputy = forms.TypedChoiceField(label=_("Deputy"), coerce=int, help_text=_("Somebody in office here already."))
    since = day(_("First day"))
    until = day(_("Last day"))

    def __init__(self, *args, actor, seat, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["deputy"].choices = [("", _("choose somebody")), *roll.deputies(actor, seat)]
        self.initial = {"since": max(today(), seat.since), **self.initial}


class PasswordForm(forms.Form):
    """A new password for an account."""

    use_required_attribute = False

    password = forms.CharField(
        label=_("Password"), max_length=128, strip=False, help_text=_("Eight characters or more, and not a common password."),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )


class AccountForm(PasswordForm):
    """A new account."""

    username = forms.CharField(
        label=_("Account name"), max_length=150, validators=[UnicodeUsernameValidator()],
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    field_order = ["username", "password"]
