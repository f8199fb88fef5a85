"""The text of a guide on its way out: handed in, reviewed by another person, sent back or published; and withdrawal."""

from types import SimpleNamespace

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.generic import View

from yishi.acts import may
from yishi.refusals import Refused

from ..access import READER
from ..acts import PUT, RELEASE
from ..domain import drafts, guides
from ..enums import OPEN, DraftState
from ..forms import GuideForm, ReviewForm, WithdrawForm
from ..models import Draft, Guide


class TheDraft(View):
    """What the draft says and changes, and what may be done with it."""

    access = READER

    def get(self, request, draft):
        return self.page(request, the(draft), ReviewForm())

    def post(self, request, draft):
        row, form = the(draft), ReviewForm(request.POST)
        act = ACTS.get(request.POST.get("act"))
        if act is None or not form.is_valid():
            return self.page(request, row, form, 422)
        try:
            return act(request, row, form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            return self.page(request, the(draft), form, refusal.status)

    def page(self, request, draft, form, status=200):
        guide = Guide.objects.filter(code=draft.code).first()
        context = {
            "draft": draft, "said": SimpleNamespace(**draft.content), "guide": guide or draft, "form": form,
            "changes": GuideForm.between(guide, draft) if guide and draft.state in OPEN else (), "public": guide,
            "writes": draft.state in OPEN and may(PUT, draft, request.actor),
            "submits": draft.state in (DraftState.DRAFT, DraftState.RETURNED) and may(PUT, draft, request.actor),
            "reviews": draft.state == DraftState.SUBMITTED and may(RELEASE, draft, request.actor)
            and draft.made_by_id != request.actor.pk,
        }
        return render(request, "guides/draft.html", context, status=status)


class Withdraw(View):
    """Takes a guide back, with its reason; one that is withdrawn already is not asked for again."""

    access = READER

    def get(self, request, code):
        guide = one(code)
        if guide.withdrawn_on:
            return redirect(guide)
        return self.page(guide, WithdrawForm())

    def post(self, request, code):
        guide, form = one(code), WithdrawForm(request.POST)
        if not form.is_valid():
            return self.page(guide, form, 422)
        try:
            guides.withdraw(guide, by=request.actor, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
            return self.page(guide, form, refusal.status)
        messages.success(request, _("Withdrawn. Its address says why."))
        return redirect("guides")

    def page(self, guide, form, status=200):
        return render(self.request, "guides/withdraw.html", {"guide": guide, "form": form}, status=status)


def one(code):
    """Return the Guide ``code``, withdrawn or not, or 404."""
    return get_object_or_404(Guide.objects.select_related("community"), code=code)


def the(draft):
    """Return the Draft with the key ``draft``, or 404."""
    return get_object_or_404(Draft.objects.select_related("community", "made_by"), pk=draft)


def submitted(request, draft, said):
    """Hand it in, and stay at it."""
    drafts.submit(draft, by=request.actor)
    messages.success(request, _("Handed in. Somebody else reviews it; then everybody reads it."))
    return redirect(draft)


def sent_back(request, draft, said):
    """Send it back, and stay at it."""
    drafts.send_back(draft, by=request.actor, words=said["words"])
    messages.success(request, _("Sent back, with your words."))
    return redirect(draft)


def released(request, draft, said):
    """Publish it, and lead to its page."""
    row = guides.release(draft, by=request.actor, **said)
    messages.success(request, _("Published as version %(n)s. Everybody reads it now.") % {"n": row.version})
    return redirect(row)


ACTS = {"submit": submitted, "back": sent_back, "release": released}
