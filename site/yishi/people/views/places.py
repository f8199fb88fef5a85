"""The places of the roll: their codes, by which the register's lines name them, and entering more of them."""

from django import forms
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from yishi.web.paging import page_by_key

from .. import outline, roll
from ..domain.founding import enter_places
from ..enums import PlaceKind
from ..models import Place
from .roll import KEEPER, Asking

ABOVE = (PlaceKind.SUBDISTRICT, *outline.LEVELS)


class PlacesForm(forms.Form):
    """Places below one that is there."""

    use_required_attribute = False

    parent = forms.ModelChoiceField(Place.objects.none(), label=gettext_lazy("Where they lie"), empty_label=None)
    lines = forms.CharField(
        label=gettext_lazy("The places"), max_length=100_000, widget=forms.Textarea({"rows": 8}),
        help_text=gettext_lazy(
            "One per line; put a hyphen in front of what lies inside the line above. A code may come before the name."
        ),
    )

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Place.objects.filter(roll.kept(actor), kind__in=ABOVE[:-1]).order_by("path")


class Places(View):
    """Every place within the reader's places, with its code."""

    access = KEEPER

    def get(self, request):
        page = page_by_key(Place.objects.filter(roll.kept(request.actor)), request, size=50, order=("path",))
        return render(request, "people/roll/places.html", {"page": page})


class NewPlaces(Asking):
    """Enters places, a line each."""

    title, act_words = gettext_lazy("Enter places"), gettext_lazy("Enter them")

    def find(self):
        pass

    def form(self, data=None):
        return PlacesForm(data, actor=self.request.actor)

    def act(self, said):
        parent = said["parent"]
        tree = outline.places(said["lines"], parent.code, "lines", outline.LEVELS[ABOVE.index(parent.kind):])
        made = enter_places(parent, tree, by=self.request.actor, field="lines")
        return _("%(n)s places are entered.") % {"n": len(made)}, None

    def leave(self, person):
        return redirect("places")
