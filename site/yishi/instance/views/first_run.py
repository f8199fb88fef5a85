"""The first run of a real sub-district: one page, once, opened by a code that the server's keeper reads out."""

from django.contrib import messages
from django.contrib.auth import login
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import View

from yishi.refusals import Refused
from yishi.web.throttle import tries

from ..access import UNFOUNDED
from ..domain.first_run import open_with
from ..setup_form import SetupForm

TRIES = 40


@method_decorator(never_cache, name="dispatch")
class Setup(View):
    """Asks for places, bodies and the three administrators; leads on to the import of the register."""

    access = UNFOUNDED

    def get(self, request):
        return self.page(SetupForm())

    def post(self, request):
        form = SetupForm(request.POST)
        if tries("setup", request.META.get("REMOTE_ADDR", "")) > TRIES:
            form.add_error(None, _("Too many tries. Wait ten minutes."))
            return self.page(form, 429)
        if not form.is_valid():
            return self.page(form, 422)
        try:
            first = open_with(**form.arguments())
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            return self.page(form, refusal.status)
        login(request, first.user)
        messages.success(request, _("The site is founded, and you are signed in. Next: the people of your communities."))
        return redirect("register-import")

    def page(self, form, status=200):
        return render(self.request, "instance/setup.html", {"form": form}, status=status)
