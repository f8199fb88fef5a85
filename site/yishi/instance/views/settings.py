"""The settings of the site, and the pages that are read from them."""

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.generic import View

from yishi.refusals import Refused
from yishi.web.access import PUBLIC

from ..access import KEEPER
from ..domain import settings
from ..forms import InstanceForm
from ..queries import settings_of, street


class Settings(View):
    """The form of the settings, for the system administrator."""

    access = KEEPER

    def get(self, request):
        row = settings_of(street())
        return self.page(InstanceForm(instance=row, initial={"seen": row.version}))

    def post(self, request):
        place = street()
        form = InstanceForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(form, 422)
        try:
            settings.change(place, by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
            return self.page(form, refusal.status)
        messages.success(request, _("Saved. It shows on every page now."))
        return redirect("settings")

    def page(self, form, status=200):
        return render(self.request, "instance/settings.html", {"form": form}, status=status)


class Text(View):
    """Terms, privacy or accessibility: the instance's own text, or the one that comes with the site."""

    access = PUBLIC
    kind = ""

    def get(self, request):
        row = settings_of(street())
        return render(request, f"instance/{self.kind}.html", {"own": getattr(row, self.kind)})


class Crest(View):
    """The crest of the portal above our own head."""

    access = PUBLIC

    def get(self, request):
        path = settings_of(street()).portal_crest
        try:
            stored = default_storage.open(path, "rb") if path else None
        except FileNotFoundError:
            stored = None
        if stored is None:
            raise Http404
        return FileResponse(stored, content_type="image/png", headers={"Cache-Control": "public, max-age=86400"})
