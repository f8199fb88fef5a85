"""One view for every act of the desk: what is missing, the form, the refusal with what was typed still there."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.generic import View

from yishi.acts import hindrance, require
from yishi.checks import unmet
from yishi.refusals import Refused

from ..desk import form_of, function_of
from ..enums import State
from ..models import Answer, Complaint, Contest
from ..pages import draft_of, of_code
from ..transitions import TABLE
from .desk import DESK


class OnThing(View):
    """GET shows the form of an act on a thing, or why it cannot be done any more; POST does it, once, or says why not."""

    access = DESK

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.act = TABLE.get(self.code())

    def code(self):
        """Return the code of the act."""
        raise NotImplementedError

    def thing(self):
        """Return what it is done to, or None."""
        raise NotImplementedError

    def form(self, *data):
        """Return the act's form on the thing; 404 where there is no such act on it, refused where it is another's."""
        thing = self.thing()
        if self.act is None or thing is None or self.act.thing != thing._meta.label or not self.act.sources:
            raise Http404
        require(self.act, thing, self.request.actor)
        return form_of(self.act.code)(*data, thing=thing, actor=self.request.actor)

    def get(self, request, **kwargs):
        form = self.form()
        if why := hindrance(self.act, form.thing, request.actor, self.act.checklist(form.thing)):
            raise why
        return self.page(form)

    def post(self, request, **kwargs):
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(form, 422)
        if not form.first_time():
            messages.info(request, _("This has been sent before, and was done once."))
            return redirect(form.thing.get_absolute_url())
        try:
            made = form.do(function_of(self.act.code))
        except Refused as refusal:
            form.refuse(refusal)
            return self.page(form, refusal.status)
        messages.success(request, _("Done: %(act)s.") % {"act": self.act.label})
        return redirect(form.after(made).get_absolute_url())

    def page(self, form, status=200):
        checks = self.act.checklist(form.thing)
        row = getattr(form.thing, "request", form.thing)
        context = {"act": self.act, "thing": form.thing, "row": row, "form": form, "missing": unmet(checks),
                   "draft": draft_of(row) if row.state == State.SIGNING else "",
                   "given": [paper for paper in row.papers.all() if paper.use == "given"], "fee": getattr(row, "fee", None)}
        return render(self.request, "requests/act.html", context, status=status)


class OnRequest(OnThing):
    """An act on a request."""

    def code(self):
        return self.kwargs["act"]

    def thing(self):
        return of_code(self.kwargs["code"])


class OnAnswer(OnThing):
    """An act on a text that is to be published."""

    def code(self):
        return self.kwargs["verb"]

    def thing(self):
        rows = Answer.objects.select_related("community", "request__applicant", "request__community")
        return get_object_or_404(rows, pk=self.kwargs["pk"])


class OnComplaint(OnThing):
    """The answer to a complaint."""

    model, act_code = Complaint, "complaints.reply"

    def code(self):
        return self.act_code

    def thing(self):
        rows = self.model.objects.select_related("community", "request__applicant", "request__community")
        return get_object_or_404(rows, pk=self.kwargs["pk"])


class OnContest(OnComplaint):
    """How a reconsideration or a lawsuit ended."""

    model, act_code = Contest, "contests.close"
