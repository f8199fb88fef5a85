"""An applicant follows a request by its code and key, or by their own account."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.generic import View

from yishi.refusals import Refused
from yishi.web.access import PUBLIC
from yishi.web.throttle import tries

from .. import holding
from ..domain import complaints, intake, keys
from ..forms import ComplaintForm, CompletionForm, KeyForm
from ..pages import followed, of_code

TRIES, SECONDS = 20, 600


class Ask(View):
    """Code and key. A wrong one is told nothing, not even whether there is such a request."""

    access = PUBLIC

    def get(self, request):
        return self.page(KeyForm(initial={"code": request.GET.get("code", "")[:24]}))

    def post(self, request):
        form = KeyForm(request.POST)
        if form.is_valid() and tries("request-key", request.META.get("REMOTE_ADDR", ""), seconds=SECONDS) > TRIES:
            form.add_error(None, _("Too many tries from here. Wait ten minutes, or ask at the office."))
        row = keys.opened(form.cleaned_data["code"], form.cleaned_data["key"]) if form.is_valid() else None
        if row is None:
            return self.refused(form)
        holding.hold(request, row)
        return redirect("request-follow", row.code)

    def refused(self, form):
        """Say that the two do not fit, where both were typed."""
        if form.is_valid():
            form.add_error(None, _("This code and this key do not fit together. Look at your receipt, or ask at the office."))
        return self.page(form, 422)

    def page(self, form, status=200):
        return render(self.request, "requests/status.html", {"form": form}, status=status)


class Follow(View):
    """How a request stands, its letters, and what the applicant can do."""

    access = PUBLIC

    def dispatch(self, request, *args, **kwargs):
        self.row = of_code(kwargs["code"])
        if self.row is None or not holding.holds_key(request, self.row):
            return redirect("request-status")
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, code):
        return self.page()

    def post(self, request, code):
        if "leave" in request.POST:
            holding.let_go(request, self.row)
            messages.info(request, _("This browser follows the request no more. With code and key you come back."))
            return redirect("request-status")
        if "complete" in request.POST:
            return self.done(CompletionForm(request.POST), "completing", self.complete)
        return self.done(ComplaintForm(request.POST), "complaining", self.complain)

    def complete(self, form):
        intake.complete(self.row, by=None, holder=True, completion=form.cleaned_data["completion"])
        said = _("Your request is complete now.") if self.row.corrects else _(
            "Your request is complete now. The period begins anew tomorrow.")
        messages.success(self.request, said)

    def complain(self, form):
        complaints.file(self.row, text=form.cleaned_data["text"])
        messages.success(self.request, _("Your complaint is in. The leadership of the office answers it here."))

    def done(self, form, name, act):
        """Do ``act`` with ``form``; a refusal stands on it with everything that was typed."""
        try:
            if form.is_valid():
                act(form)
                return redirect("request-follow", self.row.code)
            status = 422
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            status = refusal.status
        return self.page(status, **{name: form})

    def page(self, status=200, **forms):
        blank = {"completing": CompletionForm(), "complaining": ComplaintForm(), "sent": list(forms.values())}
        context = followed(self.row, self.request.actor) | blank | forms
        answer = render(self.request, "requests/follow.html", context, status=status)
        answer["Cache-Control"] = "private, no-store"
        return answer
