"""The editors and reviewers of pages: who they are, naming one, withdrawing one. For the system administrator."""

from django import forms
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from yishi.web.access import Access
from yishi.web.paging import page_by_key

from .. import editors, roll
from ..domain import accounts
from ..enums import Role
from ..rules import sits_as
from .roll import Asking

NAMER = Access("editors_namer", lambda request: sits_as(request.actor, {Role.SYSTEM_ADMIN}))


class FindForm(forms.Form):
    """Whom one looks for; it lives in the address."""

    use_required_attribute = False

    q = forms.CharField(label=gettext_lazy("Person’s name"), max_length=60, required=False)


class RightsForm(forms.Form):
    """What the account of a person may do at the editors' desk."""

    writes = forms.BooleanField(
        label=gettext_lazy("Writes pages"), required=False,
        help_text=gettext_lazy("Drafts and changes pages where the person holds office; nothing goes out without a review."),
    )
    reviews = forms.BooleanField(
        label=gettext_lazy("Reviews pages"), required=False,
        help_text=gettext_lazy("Looks at what others wrote and lets it out, or keeps it back. Never what one wrote oneself."),
    )


class Editors(View):
    """Who writes and reviews pages, since when; and who may be named."""

    access = NAMER

    def get(self, request):
        form = FindForm(request.GET)
        form.is_valid()
        found = editors.nameable(request.actor, form.cleaned_data.get("q", ""))
        page = page_by_key(found, request, order=("pk",))
        for person in page:
            roll.shown(person, request.actor)
        context = {"named": editors.named(request.actor), "form": form, "page": page}
        return render(request, "people/roll/editors.html", context)


class Editor(Asking):
    """Names one person an editor, a reviewer, both, or neither any more."""

    access = NAMER
    title, act_words = gettext_lazy("Writing and reviewing pages"), gettext_lazy("Save")

    def form(self, data=None):
        writes, reviews = editors.rights_of(self.person)
        return RightsForm(data, initial={"writes": writes, "reviews": reviews})

    def act(self, said):
        changed = accounts.keep_editor(self.person, by=self.request.actor, **said)
        return _("Saved. It holds at once.") if changed else _("Nothing was changed."), self.person

    def leave(self, person):
        return redirect("editors")
