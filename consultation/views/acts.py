"""One view for every act: the checklist, the form, the refusal with what was typed still there."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from yishi.acts import require
from yishi.checks import unmet
from yishi.people.models import Place
from yishi.refusals import Refused
from yishi.web.access import SIGNED_IN

from ..desk.cures import cures
from ..desk.doing import act_of, function_of, new_thing, next_acts, thing_of
from ..desk.forms import form_of

UNASKED = {"seen", "once"}  # a link may fill in what a person would type, and nothing else
HOMES = {
    "consultation.Report": "reports", "consultation.Petition": "petitions", "consultation.NumberLine": "desk",
    "consultation.Category": "desk", "meetings.Meeting": "meetings", "meetings.DebateRules": "meetings",
}


class ActView(View):
    """GET shows the form of an act on a thing; POST does it, once, or says why not and keeps the input."""

    access = SIGNED_IN

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.act = act_of(kwargs["code"])

    def thing(self):
        """Return what the act is done to."""
        if not self.act.sources:
            raise Http404
        return thing_of(self.act, self.kwargs["pk"])

    def function(self):
        """Return what does it."""
        return function_of(self.act)

    def form(self, *data):
        """Return the act's form on the thing; refuse whoever may not do the act at all."""
        thing = self.thing()
        require(self.act, thing, self.request.actor)
        asked = {name: value for name, value in self.request.GET.items() if name not in UNASKED}
        return form_of(self.act.code)(*data, thing=thing, actor=self.request.actor, initial=asked)

    def get(self, request, **kwargs):
        return self.page(self.form())

    def post(self, request, **kwargs):
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(form, status=422)
        if not form.first_time():
            messages.info(request, _("This has been sent before, and was done once."))
            return redirect(home_of(form.thing))
        try:
            made = form.do(self.function())
        except Refused as refusal:
            form.refuse(refusal)
            return self.page(form, status=refusal.status)
        messages.success(request, _("Done: %(act)s.") % {"act": self.act.label})
        return redirect(request.path if form.stays else home_of(form.after(made)))

    def page(self, form, status=200):
        thing, reader = form.thing, self.request.actor
        checks = self.act.checklist(thing) if thing.pk else []
        context = {
            "act": self.act, "thing": thing, "form": form, "home": home_of(thing), "shown": shown_of(thing),
            "missing": unmet(checks), "there": [check for check in checks if check.done],
            "cures": cures(checks, thing, reader), "onward": onward(self.act, thing),
        }
        return render(self.request, "consultation/act.html", context, status=status)


class NewThingView(ActView):
    """The form of an act that makes something new in a community: a matter, a petition, a meeting."""

    def thing(self):
        if self.act.sources:
            raise Http404
        community = get_object_or_404(Place, code=self.kwargs["community"])
        said = self.request.POST if self.request.method == "POST" else self.request.GET
        return new_thing(self.act, community, kind=said.get("kind", ""))


def home_of(thing):
    """Return the address of the page on which ``thing`` is shown: its own, or its matter's."""
    shown = shown_of(thing)
    return shown.get_absolute_url() if shown is not None else reverse(HOMES.get(thing._meta.label, "matters"))


def shown_of(thing):
    """Return what has a page on which ``thing`` is shown: itself, its matter, its survey; None where nothing has."""
    for shown in (thing, getattr(thing, "matter", None), getattr(thing, "survey", None)):
        if shown is not None and shown.pk and hasattr(shown, "get_absolute_url"):
            return shown
    return None


def onward(act, thing):
    """Return (act, what it still waits for) of each act that would move ``thing`` on, ``act`` itself left out."""
    if not thing.pk:
        return []
    lists = [(other, unmet(other.checklist(thing))) for other in next_acts(thing) if other != act and other.guards]
    return [(other, missing) for other, missing in lists if missing]
