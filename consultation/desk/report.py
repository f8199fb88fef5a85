"""The form of a report: words first, then where, then how one wants to be called."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yishi.people.enums import PlaceKind, PublicName
from yishi.people.models import Place
from yishi.web.once import OnceField

from ..collecting import Channel, Wish
from ..models import Category
from ..models.reports import TEXT_LENGTH, TITLE_LENGTH
from .fields import UploadField
from .places import KINDS, tree

GONE = _("This place is not in the list any more. Choose another one.")


class ReportForm(forms.Form):
    """What anybody may fill in without an account. ``website`` is a trap for machines and hidden from people."""

    use_required_attribute = False

    text = forms.CharField(
        label=_("What is the matter?"), max_length=TEXT_LENGTH, widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("In your own words. Leave out names and room numbers of others."),
        error_messages={"required": _("Say in a sentence or two what the matter is.")},
    )
    photo = UploadField(
        pictures=True,
        label=_("Photo"), required=False, help_text=_("At most 10 MB. The place and time it was taken are removed."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
    )
    place = forms.ModelChoiceField(
        Place.objects.none(), label=_("Where is it?"),
        help_text=_("Open your community and choose the estate; the building too, if you know it."),
        error_messages={"required": _("Choose where it is."), "invalid_choice": GONE},
    )
    place_words = forms.CharField(
        label=_("Where exactly"), required=False, max_length=120,
        help_text=_("Building, stairs, floor. Only the office reads this."),
    )
    wish = forms.ChoiceField(label=_("What do you want?"), choices=Wish.choices, initial=Wish.SUGGESTION)
    title = forms.CharField(
        label=_("A title"), required=False, max_length=TITLE_LENGTH, help_text=_("Empty: the beginning of your words.")
    )
    category = forms.ModelChoiceField(Category.objects.none(), label=_("Category"), required=False, empty_label=_("not sure"))
    public_name = forms.ChoiceField(
        label=_("How should your name appear in public?"), choices=PublicName.choices, widget=forms.RadioSelect,
        initial=PublicName.SURNAME,
    )
    once = OnceField()
    website = forms.CharField(
        required=False, label=_("Leave this empty"), widget=forms.TextInput(attrs={"tabindex": -1, "autocomplete": "off"})
    )

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["place"].queryset = Place.objects.filter(kind__in=KINDS)
        self.fields["category"].queryset = Category.objects.all()
        if actor is not None:
            self.fields["public_name"].initial = actor.public_name

    def tree(self):
        """Return the places to choose from, community by community, with the one chosen so far."""
        return tree(self["place"].value(), self.actor)

    def clean_place(self):
        """Refuse a place that lies in no community any more."""
        place = self.cleaned_data["place"]
        if community_of(place) is None:
            raise forms.ValidationError(GONE)
        return place

    def clean_website(self):
        """Refuse what fills in a field that no person sees."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Leave this empty."))
        return ""

    def community(self):
        """Return the community of the place chosen so far, or None."""
        place = getattr(self, "cleaned_data", {}).get("place")
        return place and community_of(place)

    def nearby(self):
        """Return the community in which to look for what is like it: of the place chosen, or the reader's own, or None."""
        return self.community() or (self.actor and self.actor.community)

    def text_so_far(self):
        """Return the title and the words typed so far."""
        data = getattr(self, "cleaned_data", {})
        return f"{data.get('title', '')} {data.get('text', '')}".strip()

    def arguments(self):
        """Return the keyword arguments for ``reports.file``."""
        data = {name: self.cleaned_data[name] for name in ("text", "place", "place_words", "wish", "title", "category")}
        return data | {"public_name": self.cleaned_data["public_name"], "channel": Channel.SNAPSHOT}


def community_of(place):
    """Return the community in which ``place`` lies, or None."""
    while place is not None and place.kind != PlaceKind.COMMUNITY:
        place = place.parent
    return place
