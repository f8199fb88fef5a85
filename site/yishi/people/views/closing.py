"""Closing one's own account: what goes, what stays, and the password that confirms it."""

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from yishi.refusals import Refused
from yishi.web.access import SIGNED_IN
from yishi.web.throttle import tries

from ..domain import closing
from ..personal_data import HOLDINGS

TRIES = 10  # passwords in ten minutes


class CloseForm(forms.Form):
    """The password of the account."""

    password = forms.CharField(
        label=gettext_lazy("Password"), max_length=128, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=gettext_lazy("So that nobody else closes it who finds you signed in."),
    )


class Close(View):
    """GET says what goes and what stays, or what stands before it; POST closes the account and signs out."""

    access = SIGNED_IN

    def get(self, request):
        try:
            closing.require_free(request.actor)
        except Refused as refusal:
            return self.page(None, refusal.status, why=refusal)
        return self.page(CloseForm())

    def post(self, request):
        form = CloseForm(request.POST)
        if tries("account-close", str(request.user.pk)) > TRIES:
            form.add_error(None, _("Too many tries. Wait ten minutes."))
        if not form.is_valid():
            return self.page(form, 422)
        try:
            closing.close(request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
            return self.page(form, refusal.status)
        logout(request)
        messages.success(request, _("Your account is closed. Thank you for having taken part."))
        return redirect("sign-in")

    def page(self, form, status=200, why=None):
        rows = HOLDINGS.values()
        context = {"form": form, "why": why, "goes": [row.goes or row.label for row in rows if row.erase],
                   "stays": [row for row in rows if not row.erase or row.goes]}
        return render(self.request, "people/close.html", context, status=status)
