"""The forms of the editors' desk: of a page, and of its release review."""

from itertools import count

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from yishi.clock.story import today
from yishi.people.enums import PlaceKind
from yishi.people.models import Place
from yishi.people.rules import holds
from yishi.release import REVIEWERS, Reason

from .enums import WRITERS, Attribute


class PageForm(WagtailAdminPageForm):
    """A page as it is written: it belongs to the sub-district or to a community, where its editor has an office.

    Its address need not be thought of: a Chinese title makes none, so that it is called by the day it was begun.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("The last part of its address, in Latin letters. Left empty, it is the day of today.")
        if "community" in self.fields:
            places = Place.objects.filter(kind__in=(PlaceKind.SUBDISTRICT, PlaceKind.COMMUNITY)).order_by("path")
            own = [place for place in places if self._writes_at(place)]
            self.fields["community"].queryset = places.filter(pk__in={place.pk for place in own} | {self.instance.community_id})
            if self.instance.community_id is None and self.parent_page:
                self.initial["community"] = getattr(self.parent_page.specific, "community_id", None)

    def clean_slug(self):
        """Return the name typed; else the one it has; else the day, with a number where another page has that."""
        day = today().isoformat()
        names = (f"{day}-{n}" if n > 1 else day for n in count(1))
        return self.cleaned_data["slug"] or self.instance.slug or next(filter(self._is_free, names))

    def _is_free(self, slug):
        return self.instance._slug_is_available(slug, self.parent_page, self.instance)

    def _writes_at(self, place):
        user = self.for_user
        return user is None or user.is_superuser or holds(user.person, WRITERS | REVIEWERS, place)


class ReleaseForm(forms.Form):
    """The form of review and approval where the version may go out."""

    secrets_checked = forms.BooleanField(
        label=_("I have looked for secrets, for privacy and for what the law forbids: there is nothing in it (art. 17)."),
    )
    words = forms.CharField(label=_("Remark"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class WithholdForm(forms.Form):
    """The form of review where the information is kept back: for what reason, on what ground."""

    attribute = forms.ChoiceField(
        label=_("What becomes of it"), choices=[choice for choice in Attribute.choices if choice[0] != Attribute.PROACTIVE],
    )
    reason = forms.ChoiceField(label=_("Why"), choices=Reason.choices)
    basis = forms.CharField(label=_("Article of law"), max_length=200)
    words = forms.CharField(label=_("Remark"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class TakeBackForm(forms.Form):
    """Why a public page is taken back."""

    reason = forms.ChoiceField(
        label=_("Reason"), required=False, choices=[("", _("none of these: it is said below")), *Reason.choices],
        help_text=_("What hangs on the board of a community stays 15 days (art. 34), but for a reason of arts. 14 to 16."),
    )
    words = forms.CharField(
        label=_("Why, in a sentence"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands at the address of its index number, for everybody."),
    )


class AgainForm(forms.Form):
    """The yearly look at what is kept back."""

    still = forms.ChoiceField(
        label=_("Is it still to be kept back?"), widget=forms.RadioSelect,
        choices=[("yes", _("Yes, for another year")), ("no", _("No: it may be published now"))],
    )
    words = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
