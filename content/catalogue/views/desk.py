"""The officer's boards: what is owed and until when, gaps, matters closed but not disclosed, demand, faults."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.generic import View

from yishi.people.rules import sits_as
from yishi.refusals import Invalid, Refused
from yishi.web.paging import page_by_key

from .. import board
from ..domain import demand, owed
from ..forms import FaultAnswerForm, OwedForm, SettleForm
from ..models import Edition, FaultReport, Item, OwedItem
from ..queries import edition_in_force
from ..rules import DESK, KEEPER, OFFICERS


class Desk(View):
    """The boards on one page; what a list is too long for has a page of its own."""

    access = DESK

    def get(self, request):
        return self.page(request)

    def page(self, request, form=None, status=200):
        edition = edition_in_force()
        reports = board.faults()
        context = {"edition": edition, "drafts": Edition.objects.filter(state="draft"), "told": reports.count(),
                   "faults": page_by_key(reports, request, size=board.FAULTS, order=("pk",), part="faults"),
                   "keeps": sits_as(request.actor, OFFICERS)}
        if edition:
            context |= {
                "owed": board.owed(edition), "gaps": board.gaps(edition),
                "late": board.late_this_year(edition), "demand": board.demand(edition), "searched": board.searched(),
                "undisclosed": board.undisclosed(), "form": form or OwedForm(edition=edition),
            }
        return render(request, "catalogue/desk/desk.html", context, status=status)


class NoteOwed(Desk):
    """Notes that something has to be published."""

    access = KEEPER

    def get(self, request):
        return redirect("catalogue-desk")

    def post(self, request):
        edition = edition_in_force()
        form = OwedForm(request.POST, edition=edition) if edition else None
        if form is None or not form.is_valid():
            return self.page(request, form, 422)
        try:
            owed.note(street=edition.community, by=request.actor, **form.cleaned_data)
        except Invalid as refusal:
            form.add_error(refusal.field, str(refusal))
            return self.page(request, form, refusal.status)
        messages.success(request, _("Noted. Its last day is counted by the entry’s limit."))
        return redirect("catalogue-desk")


class Settle(View):
    """Settles what was owed: by what was published, or with a reason."""

    access = KEEPER

    def get(self, request, owed):
        return self.page(request, owed, SettleForm(initial={"index_no": request.GET.get("index_no", "")}))

    def post(self, request, owed):
        form = SettleForm(request.POST)
        if form.is_valid() and settled(request, get_object_or_404(OwedItem, pk=owed), form):
            messages.success(request, _("Settled."))
            return redirect("catalogue-desk")
        return self.page(request, owed, form, 422)

    def page(self, request, owed, form, status=200):
        row = get_object_or_404(OwedItem.objects.select_related("heading", "item"), pk=owed)
        newest = Item.objects.standing().filter(heading=row.heading).order_by("-pk")[:10]
        return render(request, "catalogue/desk/settle.html", {"row": row, "form": form, "newest": newest}, status=status)


def settled(request, row, form):
    """Settle ``row`` as ``form`` says; where that is refused, say so in the form and return False."""
    said = form.cleaned_data
    item = Item.objects.standing().filter(index_no=said["index_no"].strip()).first() if said["index_no"].strip() else None
    if said["index_no"].strip() and item is None:
        form.add_error("index_no", _("Nothing in the catalogue has the number “%(n)s”.") % {"n": said["index_no"].strip()})
        return False
    try:
        owed.settle(row, by=request.actor, item=item, reason=said["reason"])
    except Refused as refusal:
        form.add_error({"item": "index_no", "reason": "reason"}.get(refusal.field), str(refusal))
        return False
    return True


class Completeness(View):
    """Every matter that ended, and what of it is in the catalogue."""

    access = DESK

    def get(self, request):
        page = page_by_key(board.closed_matters(), request, size=board.MATTERS)
        board.completeness(page)
        return render(request, "catalogue/desk/completeness.html", {"page": page})


class AnswerFault(View):
    """The officer's answer to a report of a fault."""

    access = KEEPER

    def get(self, request, fault):
        return self.page(request, fault, FaultAnswerForm())

    def post(self, request, fault):
        form = FaultAnswerForm(request.POST)
        if not form.is_valid():
            return self.page(request, fault, form, 422)
        row, said = get_object_or_404(FaultReport.objects.select_related("community"), pk=fault), form.cleaned_data
        try:
            demand.answer(row, by=request.actor, right=said["right"] == "yes", text=said["text"])
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
            return self.page(request, fault, form, refusal.status)
        messages.success(request, _("Answered. Who told it, if signed in, gets a notice."))
        return redirect("catalogue-desk")

    def page(self, request, fault, form, status=200):
        row = get_object_or_404(FaultReport.objects.select_related("item", "heading"), pk=fault)
        return render(request, "catalogue/desk/fault.html", {"fault": row, "form": form}, status=status)
