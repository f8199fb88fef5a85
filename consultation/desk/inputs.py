"""Inputs whose choices come from the thing that the act is done to: its places, bodies, people, meetings."""

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from meetings.queries import members_of
from yishi.clock import spoken
from yishi.people.models import Body, Person, Place
from yishi.people.names import display_name
from yishi.text.figures import MOST_DIGITS
from yishi.text.side_by_side import headed
from yishi.web.templatetags.pieces import gap

from .fields import LinesField, PersonField

DIGITS = re.compile(r"(\d+)")
MOST, MOST_YUAN = 1_000_000, 1_000_000_000_000


class Words(forms.CharField):
    """A text whose line ends count as one sign each, as they do where it is kept."""

    def to_python(self, value):
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


def long_text(label, limit, rows=4, **more):
    """Return a field for a text of at most ``limit`` characters, ``rows`` lines high."""
    return Words(label=label, max_length=limit, widget=forms.Textarea(attrs={"rows": rows}), **more)


def with_the_minutes(words, meeting, part=""):
    """Return ``words`` with the way to ``part`` ("#corrections") of the minutes of ``meeting`` behind them."""
    address = reverse("meeting-minutes", args=[meeting.pk])
    return format_html('{}{}<a class="nowrap" href="{}{}">{}</a>', words, gap(), address, part, _("Read the minutes"))


def short_text(label, limit, **more):
    """Return a field for one line of at most ``limit`` characters."""
    return forms.CharField(label=label, max_length=limit, **more)


def special_case():
    """Return the field that names why the notice of a meeting is shorter than its kind asks."""
    return short_text(_("Special case"), 200, required=False, help_text=_(
        "Notice is given some days ahead, as many as the kind of meeting asks for. Fill this in only where that cannot be, and "
        "say why. Everybody reads it. No case shortens the notice of an owners’ assembly."
    ))


def whole(label, least=0, most=MOST, **more):
    """Return a field for a whole number from ``least`` to ``most``."""
    return forms.IntegerField(label=label, min_value=least, max_value=most, **more)


def tick(label, **more):
    """Return a box to tick."""
    return forms.BooleanField(label=label, required=False, **more)


def choice(label, choices, **more):
    """Return a field for one of ``choices``; where it may stay open, “choose” stands first."""
    choices = list(getattr(choices, "choices", choices))
    if not more.get("required", True):
        choices = [("", _("choose")), *[pair for pair in choices if pair[0]]]
    return forms.ChoiceField(label=label, choices=choices, **more)


def chosen(label, choices, **more):
    """Return a field for one of ``choices`` that nobody gives by not looking: “choose” stands first, and is no answer."""
    return choice(label, [("", _("choose")), *getattr(choices, "choices", choices)], **more)


NOTHING = _("There is nothing to choose from now.")


@dataclass(frozen=True)
class Lack:
    """A list that has to be chosen from and has nothing in it: ``words`` say so; ``act`` at ``href`` brings something about.

    Without ``href`` it is for somebody else to do: ``owner``.
    """

    words: Any
    act: Any = ""
    href: str = ""
    owner: Any = ""


def lack_of(field):
    """Return the Lack of ``field``, a list that may not stay empty and has nothing to choose from; None of any other."""
    if not field.required or not isinstance(field, forms.ChoiceField):
        return None
    if field.queryset.exists() if hasattr(field, "queryset") else any(value != "" for value, _words in field.choices):
        return None
    return Lack(getattr(field, "none", NOTHING), *getattr(field, "first", ()))


class OneRow(forms.ModelChoiceField):
    """One of the thing's own rows; the form says in ``fit`` which those are. ``says`` is how a row is called.

    ``none`` is what is said where there is no row, ``first`` (act, address, owner) what brings one about (see ``first_do``).
    """

    default_error_messages = {"invalid_choice": _("This is not in the list any more. Choose again.")}

    def __init__(self, label, says=str, none=NOTHING, **more):
        more.setdefault("empty_label", _("choose"))
        super().__init__(None, label=label, **more)
        self.says, self.none = says, none

    def to_python(self, value):
        return super().to_python(_short(value, self))

    def label_from_instance(self, row):
        return self.says(row)

    def settle(self, thing, actor):
        """Know the ``thing`` the act is done to, and who acts."""
        self.thing, self.actor = thing, actor


def alone(rows):
    """Return the key of the one of ``rows``, where there is no other to choose: a form does not ask what is known."""
    keys = list(rows.values_list("pk", flat=True)[:2])
    return keys[0] if len(keys) == 1 else None


class ManyRows(forms.ModelMultipleChoiceField):
    """Some of the thing's own rows, one box each."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"invalid_choice": _("One of these is not in the list any more. Choose again.")}

    def __init__(self, label, says=str, none=NOTHING, **more):
        super().__init__(None, label=label, **more)
        self.says, self.none = says, none

    def clean(self, value):
        for each in value if isinstance(value, list | tuple) else ():
            _short(each, self)
        return super().clean(value)

    def label_from_instance(self, row):
        return self.says(row)


def _short(key, field):
    """Return ``key`` as it was sent; refuse for ``field`` what is as long as the largest key: no database looks for it."""
    if isinstance(key, str) and len(key) >= MOST_DIGITS:
        raise forms.ValidationError(field.error_messages["invalid_choice"], code="invalid_choice", params={"value": key})
    return key


def by_number(place):
    """Return the key by which places stand as one counts them: building 2 before building 10."""
    return [(int(part) if part.isdecimal() else -1, part) for step in place.path.split("/") for part in DIGITS.split(step)]


class PlacesInOrder(forms.models.ModelChoiceIterator):
    """The places of a list from the top down, those beside one another by their numbers."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        for place in sorted(self.queryset, key=by_number):
            yield self.choice(place)


class PlaceChoice(OneRow):
    """A place in the thing's community, or the community itself."""

    iterator = PlacesInOrder

    def settle(self, thing, actor):
        super().settle(thing, actor)
        self.queryset = Place.objects.within(thing.community)
        self.top = thing.community.path.count("/")

    def label_from_instance(self, row):
        return "　" * (row.path.count("/") - self.top) + row.name


class BodyChoice(OneRow):
    """A body of the thing's community, or of the sub-district and district above it."""

    def settle(self, thing, actor):
        super().settle(thing, actor)
        self.queryset = Body.objects.filter(community__in=at_and_above(thing.community)).order_by("name")


class PersonChoice(OneRow):
    """One of the persons that the thing has to do with, called as the actor may read it."""

    def label_from_instance(self, row):
        return display_name(row, self.actor)


class PersonChoices(ManyRows):
    """Some of the persons that the thing has to do with, one box each, called as the actor may read it."""

    widget = forms.CheckboxSelectMultiple(attrs={"class": "of-names"})

    def settle(self, thing, actor):
        """Know who reads the names."""
        self.actor = actor

    def label_from_instance(self, row):
        return display_name(row, self.actor)


class PersonLines(LinesField):
    """Persons of the register, one a line, each named as in a PersonField."""

    def __init__(self, **more):
        super().__init__(**more)
        self.one = PersonField()

    def settle(self, thing, actor):
        """Know in whose register to look."""
        self.one.community = thing.community

    def clean(self, value):
        return [self._found(words) for words in super().clean(value)]

    def _found(self, words):
        try:
            return self.one.clean(words)
        except forms.ValidationError as error:
            raise forms.ValidationError(headed(words, error.messages[0])) from None


def with_names(persons):
    """Return the queryset ``persons`` with what their names are made of read along."""
    return persons.select_related("community").prefetch_related("seats__place", "seats__body").order_by("pk")


def at_and_above(place):
    """Return the places that contain ``place``, and itself."""
    codes = place.path.strip("/").split("/")
    return Place.objects.filter(path__in=["/".join(codes[: n + 1]) + "/" for n in range(len(codes))])


def members(meeting):
    """Return those who hold a member's seat of ``meeting``, with their names."""
    return with_names(members_of(meeting))


def at_the_table(meeting):
    """Return those who are signed in at ``meeting``, and the two who lead it, with their names."""
    there = meeting.attendances.filter(present=True).values("person")
    leads = [meeting.facilitator_id, meeting.recorder_id]
    return with_names(Person.objects.filter(pk__in=there) | Person.objects.filter(pk__in=leads))


def called_meeting(meeting):
    """Return how ``meeting`` is called in a list: its day, hour and title."""
    return f"{spoken.moment(meeting.starts_at)} {meeting.title}"


def called_entry(entry):
    """Return how an agenda ``entry`` is called in a list of one meeting."""
    return f"{entry.n}. {entry.title}"


def called_sitting(sitting):
    """Return how a ``sitting`` is called in a list: for what, when, and at which meeting."""
    return f"{sitting.get_kind_display()} · {called_meeting(sitting.entry.meeting)}"


def first_words(row, length=60):
    """Return the beginning of what a row with a ``text`` says."""
    return row.text if len(row.text) <= length else f"{row.text[:length]}…"
