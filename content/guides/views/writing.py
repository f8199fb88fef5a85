"""Writing a guide: everything in one form, a look at the changes before they are saved as a draft."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.generic import View

from yishi.instance.queries import street
from yishi.refusals import Refused

from ..access import KEEPER
from ..domain import drafts
from ..domain.checking import checked
from ..forms import GuideForm
from ..models import Guide
from ..queries import open_draft


class New(View):
    """The empty form."""

    access = KEEPER

    def get(self, request):
        return page(request, GuideForm(initial={"seen": 0}))

    def post(self, request):
        return taken(request, GuideForm(request.POST), None)


class Edit(View):
    """The form of a guide that is there, or of its draft."""

    access = KEEPER

    def get(self, request, code):
        guide, draft = latest(code)
        return page(request, GuideForm(guide=guide, draft=draft), guide)

    def post(self, request, code):
        guide, draft = latest(code)
        return taken(request, GuideForm(request.POST, guide=guide, draft=draft), guide)


def latest(code):
    """Return the guide ``code`` (a public one, else its first draft) and its draft or None; 404 where there is neither."""
    guide, draft = Guide.objects.select_related("community").filter(code=code).first(), open_draft(code)
    if guide is None and draft is None:
        raise Http404
    return guide or draft, draft


def taken(request, form, guide):
    """Save what ``form`` says, or show what it would change; what cannot stand is said beside its field."""
    if not form.is_valid():
        return page(request, form, guide, status=422)
    try:
        if "look" in request.POST:
            checked(form.said())
            return page(request, form, guide, changes=form.changes())
        return saved(request, form, guide)
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return page(request, form, guide, status=refusal.status)


def saved(request, form, guide):
    """Save the draft, and lead to its page."""
    data = form.cleaned_data
    row = drafts.put(
        guide.community if guide else street(), guide.code if guide else data["code"], by=request.actor, seen=data["seen"],
        new=guide is None, what=data.get("what", ""), **form.said(),
    )
    if row is None:
        messages.info(request, _("Nothing was saved: it says what is public already."))
        return redirect(guide)
    messages.success(request, _("Saved as a draft. Nobody outside reads it before somebody else has reviewed it."))
    return redirect(row)


def page(request, form, guide=None, changes=None, status=200):
    """Show the form, and what it would change where that was asked for."""
    context = {"form": form, "guide": guide, "changes": changes, "looked": changes is not None}
    return render(request, "guides/edit.html", context, status=status)
