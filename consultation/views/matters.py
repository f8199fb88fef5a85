"""The list of matters, the one page of each, and its file."""

import tempfile

from django import forms
from django.db.models import Q
from django.http import FileResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from yishi.people.models import Place
from yishi.web.access import PUBLIC, STAFF
from yishi.web.kept import for_visitors
from yishi.web.paging import page_by_key

from ..domain.archive import pack
from ..enums import MatterState, Stage, Topic
from ..models import Matter
from ..pages.briefs import briefs, with_briefs
from ..pages.matter import matter_page
from ..queries.reports import with_support

IN_MEMORY = 4 * 1024 * 1024
ALL = ("", _("all"))


class MatterFilter(forms.Form):
    """The filters of the list; they live in the address."""

    use_required_attribute = False

    q = forms.CharField(
        label=_("Words in title or summary"), required=False, max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Words or number: lift, HA-2026-03")}),
    )
    step = forms.TypedChoiceField(label=_("Step"), required=False, coerce=int, empty_value=None)
    community = forms.ModelChoiceField(
        Place.objects.none(), label=_("Community"), required=False, to_field_name="code", empty_label=_("all")
    )
    topic = forms.ChoiceField(label=_("Topic"), required=False, choices=[ALL, *Topic.choices])
    state = forms.ChoiceField(label=_("State"), required=False, choices=[ALL, *MatterState.choices])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = Place.objects.communities()
        self.fields["step"].choices = [ALL, *((stage.value, f"{stage.value} {stage.label}") for stage in Stage)]

    @property
    def left_out(self):
        """Return the labels of the filters that make no sense; they narrow nothing."""
        return [self.fields[name].label for name in self.errors]

    @property
    def narrowed(self):
        """Return whether anything but words was chosen."""
        return bool(set(self.changed_data) - {"q"})

    @property
    def chosen(self):
        """Return what was chosen that makes sense, in words."""
        found = []
        for name in self.changed_data:
            value = self.cleaned_data.get(name)
            if value:
                found.append(dict(getattr(self.fields[name], "choices", ())).get(value, value) if name != "community" else value)
        return found

    def narrow(self, matters):
        """Return ``matters`` narrowed by the filters that make sense."""
        self.is_valid()
        chosen = self.cleaned_data
        if chosen.get("step"):
            matters = matters.in_stage(chosen["step"])
        for name in ("community", "topic", "state"):
            if chosen.get(name):
                matters = matters.filter(**{name: chosen[name]})
        if chosen.get("q"):
            words = chosen["q"]
            matters = matters.filter(Q(title__icontains=words) | Q(summary__icontains=words) | Q(code__iexact=words))
        return matters


class MatterList(View):
    """Every matter, newest first, page by key."""

    access = PUBLIC

    def get(self, request):
        filters = MatterFilter(request.GET)
        matters = filters.narrow(with_support(Matter.objects.select_related("community")))
        page = page_by_key(matters, request)
        with_briefs(page.rows)
        return render(request, "consultation/matters.html", {"filters": filters, "page": page})


class MatterDetail(View):
    """One page a matter: the answer first, then the evidence."""

    access = PUBLIC

    def get(self, request, code):
        matter = get_object_or_404(
            Matter.objects.select_related(
                "community__parent", "place", "previous", "admission__number_line", "inquiry", "execution", "decline",
                "referral",
            ), code=code,
        )
        brief = briefs([matter])[matter.pk]
        whole = for_visitors(request, f"matter:{matter.pk}", lambda: self.whole(matter, brief))
        return render(request, "consultation/matter.html", {"matter": matter, "brief": brief, "whole": whole})

    def whole(self, matter, brief):
        """Return everything below the name of the page, as its reader may read it."""
        page = matter_page(matter, self.request.actor, brief)
        return render_to_string("consultation/matter/whole.html", page, self.request)


class Archive(View):
    """The whole file of a matter as a ZIP, for those who keep the community's records."""

    access = STAFF

    def get(self, request, code):
        matter = get_object_or_404(Matter.objects.select_related("community"), code=code)
        into = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  the answer closes it
        pack(matter, into, viewer=request.actor)
        into.seek(0)
        return FileResponse(into, as_attachment=True, filename=f"{matter.code}.zip", content_type="application/zip")
