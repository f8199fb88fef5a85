"""Checking a paper that somebody holds: by its code, its address, or the file itself."""

import hashlib

from django import forms
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from meetings.minutes.checking import check_page as minutes_page
from meetings.models import Minutes
from yishi.web.access import PUBLIC

from ..pages.checking import check_page, paper_of, typed

LARGEST = 12 * 1024 * 1024
UNKNOWN = _("No paper of this house has this code. Compare it sign by sign; 0 is a figure, there is no letter O in it.")


class CheckForm(forms.Form):
    """A code as it is printed, or the PDF itself; one of the two."""

    code = forms.CharField(
        label=_("Code on the paper"), required=False, max_length=300,
        help_text=_("The short code (12 characters), the whole one, or the address beside the QR code."),
    )
    file = forms.FileField(label=_("The PDF itself"), required=False, help_text=_("It is compared and not kept."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.either = True

    def clean(self):
        given = super().clean()
        code = typed(given["code"]) if given.get("code") else self._digest(given.get("file"))
        if not given.get("code") and not given.get("file"):
            raise forms.ValidationError(_("Type the code on the paper, or choose the PDF."))
        self.record = paper_of(code) if code else None
        if self.record is None:
            self.add_error("code" if given.get("code") else "file", UNKNOWN)
        return given

    def _digest(self, file):
        if file is None or file.size > LARGEST:
            return ""
        digest = hashlib.sha256()
        for chunk in file.chunks():
            digest.update(chunk)
        return digest.hexdigest()


class CheckAsk(View):
    """The page that asks for the code of a paper."""

    access = PUBLIC

    def get(self, request):
        return render(request, "consultation/check_ask.html", {"form": CheckForm()})

    def post(self, request):
        form = CheckForm(request.POST, request.FILES)
        if form.is_valid():
            return redirect("check", form.record.sha256)
        return render(request, "consultation/check_ask.html", {"form": form}, status=422)


class Check(View):
    """One paper, counted anew."""

    access = PUBLIC

    def get(self, request, code):
        record = paper_of(typed(code)) if typed(code) else None
        if record is None:
            return render(request, "consultation/check_ask.html", {"form": CheckForm({"code": code})}, status=404)
        if code != record.sha256:
            return redirect("check", record.sha256)
        if isinstance(record, Minutes):
            return render(request, "meetings/minutes/check.html", minutes_page(record, request.actor))
        return render(request, "consultation/check.html", check_page(record))
