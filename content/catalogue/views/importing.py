"""An edition from a file: uploaded, looked at, entered as a draft, put in force."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.generic import View

from yishi.people import staging
from yishi.people.enums import PlaceKind
from yishi.people.models import Place
from yishi.refusals import Invalid, Refused

from ..comparing import held_already
from ..domain import editions
from ..enums import Kind
from ..forms import CoverForm, EditionForm
from ..models import Edition
from ..reading import parse
from ..rules import KEEPER

ERRORS, WHAT = 200, "catalogue"


class Upload(View):
    """The form, and after the upload what would be entered, with its errors by line."""

    access = KEEPER

    def get(self, request):
        return self.page(request, EditionForm())

    def post(self, request):
        form = EditionForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(request, form, 422)
        content = form.cleaned_data["file"].read()
        try:
            preview = parse(content)
        except Invalid as refusal:
            form.add_error("file", str(refusal))
            return self.page(request, form, refusal.status)
        return shown(request, preview, content, CoverForm.first({**form.cover(preview.meta), "digest": preview.digest}))

    def page(self, request, form, status=200):
        return render(request, "catalogue/desk/import.html", {"form": form}, status=status)


class Confirm(View):
    """Enters the file that was looked at, whole, as a draft."""

    access = KEEPER

    def post(self, request):
        form = CoverForm(request.POST)
        content = staging.kept(request.actor, form.cleaned_data["digest"], WHAT) if "digest" in form.cleaned_data else None
        if content is None:
            raise Refused(_("The file that you looked at is gone. Upload it again."))
        preview = parse(content)
        edition = entered(preview, request.actor, form) if form.is_valid() else None
        if edition is None:
            return shown(request, preview, content, form)
        staging.drop(request.actor, WHAT)
        messages.success(request, _("Entered as a draft: %(edition)s. Nobody sees it before it is in force.") % {"edition": edition})
        return redirect("catalogue-desk")


def entered(preview, person, form):
    """Enter ``preview`` as ``person`` under the cover of ``form``; where that is refused, say so in the form and return None."""
    street = get_object_or_404(Place, kind=PlaceKind.SUBDISTRICT)
    try:
        return editions.enter(preview, street=street, by=person, **form.cover())
    except Invalid as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


class PutInForce(View):
    """Lets a draft count."""

    access = KEEPER

    def post(self, request, edition):
        editions.put_in_force(get_object_or_404(Edition.objects.select_related("community"), pk=edition), by=request.actor)
        messages.success(request, _("In force. The edition before is kept, and its PDF is being made."))
        return redirect("catalogue-desk")


def shown(request, preview, content, form):
    """Show ``preview`` with the ``form`` of its cover; the file is kept for the confirmation only where it has no errors."""
    if not preview.errors:
        staging.keep(request.actor, preview.digest, content, WHAT)
    same = None if preview.errors else held_already(preview, (form.data.get("version") or "").strip(), form.cleaned_data)
    lists = [(label, preview.of(kind)) for kind, label in Kind.choices]
    context = {
        "preview": preview, "errors": preview.errors[:ERRORS], "more": len(preview.errors) - ERRORS, "lists": lists,
        "confirm": form, "same": same,
    }
    wrong = preview.errors or (form.errors and not same)
    return render(request, "catalogue/desk/preview.html", context, status=422 if wrong else 200)
