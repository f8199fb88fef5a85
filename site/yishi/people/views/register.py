"""Importing the register: upload, look, confirm. Nothing is written before the confirmation."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.generic import View

from yishi.refusals import Invalid, Refused
from yishi.web.access import Access

from .. import staging
from ..domain.register import KEEPERS, apply, parse
from ..forms import ConfirmForm, RegisterForm
from ..rules import sits_as

KEEPER = Access("register_keeper", lambda request: sits_as(request.actor, KEEPERS))
SHOWN_ERRORS, SHOWN_ROWS = 200, 20


class Upload(View):
    """The form, and after the upload the preview with its errors by line."""

    access = KEEPER
    template_name = "people/import.html"

    def get(self, request):
        return render(request, self.template_name, {"form": RegisterForm()})

    def post(self, request):
        form = RegisterForm(request.POST, request.FILES)
        if not form.is_valid():
            return render(request, self.template_name, {"form": form}, status=422)
        content = form.cleaned_data["file"].read()
        try:
            preview = parse(content)
        except Invalid as refusal:
            form.add_error("file", str(refusal))
            return render(request, self.template_name, {"form": form}, status=refusal.status)
        return _show(request, preview, content)


class Confirm(View):
    """Enters the file that was looked at, whole."""

    access = KEEPER

    def post(self, request):
        form = ConfirmForm(request.POST)
        content = staging.kept(request.actor, form.cleaned_data["digest"]) if form.is_valid() else None
        if content is None:
            raise Refused(_("The file that you looked at is gone. Upload it again."))
        counts = apply(parse(content), by=request.actor)
        staging.drop(request.actor)
        messages.success(
            request,
            _("Entered: %(persons)s persons (%(new)s of them new), %(households)s households, %(units)s units.")
            % {**counts, "new": counts["new_persons"]},
        )
        return redirect("register-import")


def _show(request, preview, content):
    """Show ``preview``; its file is kept for the confirmation only where it has no errors."""
    if not preview.errors:
        staging.keep(request.actor, preview.digest, content)
    context = {
        "preview": preview, "errors": preview.errors[:SHOWN_ERRORS], "more": len(preview.errors) - SHOWN_ERRORS,
        "rows": preview.rows[:SHOWN_ROWS], "confirm": ConfirmForm(initial={"digest": preview.digest}),
    }
    return render(request, "people/preview.html", context, status=422 if preview.errors else 200)
