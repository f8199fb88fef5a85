"""Writing a guide: everything in one form, a look at the changes before they are saved."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.generic import View

from yishi.instance.queries import street
from yishi.refusals import Refused

from ..access import KEEPER
from ..domain import guides
from ..domain.checking import checked
from ..forms import GuideForm
from .guides import found


class New(View):
    """The empty form."""

    access = KEEPER

    def get(self, request):
        return page(request, GuideForm(initial={"seen": 0}))

    def post(self, request):
        return taken(request, GuideForm(request.POST), None)


class Edit(View):
    """The form of a guide that is there."""

    access = KEEPER

    def get(self, request, code):
        guide = found(code)
        return page(request, GuideForm(guide=guide), guide)

    def post(self, request, code):
        guide = found(code)
        return taken(request, GuideForm(request.POST, guide=guide), guide)


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
    """Save the guide and lead to its page."""
    data = form.cleaned_data
    row = guides.put(
        guide.community if guide else street(), guide.code if guide else data["code"], by=request.actor, seen=data["seen"],
        what=data["what"], **form.said(),
    )
    messages.success(request, _("Saved as version %(n)s. Everybody reads it now.") % {"n": row.version})
    return redirect(row)


def page(request, form, guide=None, changes=None, status=200):
    """Show the form, and what it would change where that was asked for."""
    context = {"form": form, "guide": guide, "changes": changes, "looked": changes is not None}
    return render(request, "guides/edit.html", context, status=status)
