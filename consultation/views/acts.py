"""One view for every act: the checklist, the form, what it will do, the refusal with what was typed still there."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from yishi.acts import hindrance, require
from yishi.checks import unmet
from yishi.people.enums import READERS, PlaceKind
from yishi.people.models import Place
from yishi.people.rules import holds, is_staff
from yishi.refusals import Refused
from yishi.web.access import SIGNED_IN
from yishi.web.views import local

from .. import act_files
from ..desk.about import about
from ..desk.cures import cures, other_way
from ..desk.doing import act_of, function_of, new_thing, next_acts, thing_of
from ..desk.explained import words_of
from ..desk.filled import filled_in
from ..desk.forms import HIDDEN, form_of
from ..desk.rehearsal import mark_of, may_look, must_look, rehearse
from ..desk.templates import offered
from ..desk.typed import said_of, values_of, written_in
from ..desk.undoing import undo_of, with_undo
from ..domain import act_drafts
from ..domain.templates import filled
from ..pages.focus import WAYS_OUT

UNASKED = HIDDEN | {"template", "draft", "back"}  # a link may fill in what a person would type, and nothing else
MADE_IN = (PlaceKind.COMMUNITY, PlaceKind.SUBDISTRICT)
HOMES = {
    "consultation.Report": "reports", "consultation.Petition": "petitions", "consultation.NumberLine": "desk",
    "consultation.Category": "desk", "meetings.Meeting": "meetings", "meetings.DebateRules": "meetings",
    "meetings.Recurrence": "meetings",
    "consultation.TextTemplate": "desk-templates",
}
LISTS = {"desk-templates": gettext_lazy("Text templates"), "desk": gettext_lazy("My desk")}  # how such a page is called


class ActView(View):
    """GET shows the form of an act on a thing, or why it is not to be done; POST looks at what it will do, or does it, once."""

    access = SIGNED_IN

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.act = act_of(kwargs["code"])
        self.back = local(request, request.GET["back"]) if "back" in request.GET else ""

    def thing(self):
        """Return what the act is done to."""
        if not self.act.sources:
            raise Http404
        return thing_of(self.act, self.kwargs["pk"])

    def function(self):
        """Return what does it."""
        return function_of(self.act)

    def form(self, *data, **more):
        """Return the act's form on the thing; refuse whoever may not do the act at all."""
        thing = self.thing()
        require(self.act, thing, self.request.actor)
        form = form_of(self.act.code)
        asked = {name: values for name, values in self.request.GET.lists() if name not in UNASKED}
        return form(*data, thing=thing, actor=self.request.actor, initial=said_of(asked, form.base_fields) | more)

    def get(self, request, **kwargs):
        form = self.form()
        draft = act_drafts.find(request.actor, self.act.code, form.thing)
        if why := self.hindrance(form.thing):
            return self.hindered(form, why, draft)
        if draft and "draft" in request.GET:
            return self.page(self.form(**values_of(form, draft)), draft=draft, taken=True)
        return self.page(fill(form, self.act, request.GET.get("template", "")), draft=draft)

    def hindrance(self, thing):
        """Return what refuses the act on ``thing`` whatever is filled in, or None."""
        return hindrance(self.act, thing, self.request.actor, self.act.checklist(thing))

    def hindered(self, form, why, draft):
        """Say why the act is not to be done; what its actor has written of it before is still there to be read."""
        typed = written_in(self.form(**values_of(form, draft))) if draft else []
        context = {"act": self.act, "thing": form.thing, "shown": shown_of(form.thing), "why": why, "typed": typed,
                   "about": about(form), "home": self.back or home_of(form.thing), "explained": words_of(self.act)}
        return render(self.request, "consultation/act_hindered.html", context, status=why.status)

    def post(self, request, **kwargs):
        form = self.form(request.POST, act_files.all_of(request))
        if aside := self.aside(request, form):
            return aside
        if not form.is_valid():
            self.keep(form)
            return self.page(form, status=422)
        if not looked(self.act, form):
            return self.look(form)
        return self.do(form)

    def aside(self, request, form):
        """Answer the buttons that do not do the act: keep or drop the draft, take a template; None for the others."""
        if "drop" in request.POST:
            self.forget(form)
            return redirect(request.get_full_path())
        if "keep" in request.POST:
            self.keep(form)
            words = _("Kept as a draft, for you alone. It is offered here when you come back.")
            messages.info(request, words, extra_tags=self.local(form))
            return redirect(self.back or self.home(form.thing))
        if "fill" in request.POST:
            return self.page(fill(self.form(**values_of(form, None)), self.act, request.POST["fill"]))
        return None

    def look(self, form):
        """Show what the act will do; it is done only when that was seen."""
        self.keep(form)
        filled = filled_in(form)  # the rehearsal writes on the rows that were chosen, and only the database takes it back
        try:
            preview = rehearse(form, self.function())
        except Refused as refusal:
            form.refuse(refusal)
            return self.page(form, status=refusal.status)
        form.data = form.data.copy()
        form.data["looked"] = mark_of(form)
        return self.page(form, preview=preview, filled=filled)

    def do(self, form):
        """Do the act, once, say what undoes it, and forget the draft; where it is refused everything stays as typed."""
        request, local = self.request, self.local(form)
        if not form.first_time():
            messages.info(request, _("This has been sent before, and was done once."), extra_tags=local)
            return redirect(self.back or home_of(form.thing))
        try:
            made = form.do(self.function())
        except Refused as refusal:
            form.refuse(refusal)
            self.keep(form)
            return self.page(form, status=refusal.status)
        self.forget(form)
        messages.success(request, done_words(self.act, form, made, request.actor), extra_tags=local)
        return redirect(request.path if form.stays else self.back or home_of(form.after(made)))

    def forget(self, form):
        """Drop the draft, and the files that were kept with it."""
        act_drafts.drop(self.request.actor, self.act.code, form.thing)
        act_files.drop(self.request)

    def keep(self, form):
        """Keep what was typed as a draft; a form without words to type leaves none, and a vote never does."""
        act_files.keep(self.request, form)
        if form.visible_fields() and self.act.event:
            names = {form.add_prefix(name) for name in form.fields}
            said = {name: values for name, values in form.data.lists() if name in names}
            act_drafts.keep(self.request.actor, self.act.code, form.thing, said)

    def local(self, form):
        """Return the name by which the reader's browser keeps what is typed; "" of ballots, and where nothing is typed."""
        if not (form.visible_fields() and self.act.event) or self.act.code.startswith("ballots."):
            return ""
        return f"{self.request.actor.pk}-{self.act.code}-{act_drafts.key_of(form.thing)}"

    def home(self, thing):
        """Return the address of the page on which ``thing`` is shown."""
        return home_of(thing)

    def above(self, thing):
        """Return how the page is called from which something without a page of its own is done."""
        return LISTS.get(HOMES.get(thing._meta.label), thing.community)

    def coming_back(self, href):
        """Return the address ``href`` where something is brought about, a form among them leading back here when done."""
        here = urlencode({"back": self.request.get_full_path()})
        return href if "#" in href else f"{href}{'&' if '?' in href else '?'}{here}"

    def lacking(self, form):
        """Return (Lack, address of what brings something about) of each list of ``form`` with nothing to choose from.

        It leads back here when done, unless it takes this form's place: it then opens with what this one is about.
        """
        return [(lack, lack.href if not lack.href or "?" in lack.href else self.coming_back(lack.href)) for lack in form.lacking()]

    def standing(self, form, missing, taken=False):
        """Return whether the act can be done now: what is ``missing`` or lacking first, and whether ``form`` is shown at all."""
        lacking, words = self.lacking(form), bool(form.visible_fields() and self.act.event)
        idle = (lacking or (missing and not words)) and not (form.is_bound or taken)
        return {"missing": missing, "lacking": lacking, "blocked": missing or lacking, "words": words, "idle": idle}

    def page(self, form, status=200, **more):
        thing, reader = form.thing, self.request.actor
        checks = self.act.checklist(thing) if thing.pk else []
        form.holds(act_files.names(self.request))
        context = {
            "act": self.act, "thing": thing, "form": form, "home": self.back or self.home(thing), "up": self.home(thing),
            "shown": shown_of(thing) or self.above(thing), "there": [check for check in checks if check.done],
            "cures": {code: self.coming_back(href) for code, href in cures(checks, thing, reader).items()},
            "onward": onward(self.act, thing, reader), "templates": offered(self.act, thing, form),
            "must_look": must_look(self.act), "can_look": may_look(self.act),
            "local": self.local(form), "explained": words_of(self.act), "other": other_way(self.act, thing, reader),
            "back": self.back, "about": about(form),
        }
        context |= self.standing(form, unmet(checks), more.get("taken")) | more
        return render(self.request, "consultation/act.html", context, status=status)


class NewThingView(ActView):
    """The form of an act that makes something new in a community: a matter, a petition, a meeting.

    Whoever holds an office begins it from the desk, and goes back there.
    """

    def home(self, thing):
        return reverse("desk") if is_staff(self.request.actor) else home_of(thing)

    def above(self, thing):
        return _("My desk") if is_staff(self.request.actor) else thing.community

    def hindrance(self, thing):
        """Nothing hinders what is not there yet."""

    def thing(self):
        if self.act.sources:
            raise Http404
        community = get_object_or_404(Place, code=self.kwargs["community"], kind__in=MADE_IN)
        said = self.request.POST if self.request.method == "POST" else self.request.GET
        return new_thing(self.act, community, kind=said.get("kind", ""))


def looked(act, form):
    """Return whether the act is to be done now: nobody asked to look first, and what must be looked at was."""
    if "look" in form.data and may_look(act):
        return False
    return not must_look(act) or form.data.get("looked") == mark_of(form)


def fill(form, act, key):
    """Put the text of the template with the key ``key`` into its field of ``form``, where the form offers it."""
    for template in offered(act, form.thing, form) if key else []:
        if str(template.pk) == key:
            form.initial[template.field] = filled(template, form.thing)
    return form


def done_words(act, form, made, person):
    """Return what is said when it is done, with the link that undoes it where the law allows."""
    words = form.done_words(made) or _("Done: %(act)s.") % {"act": act.label}
    if form.thing.pk:
        form.thing.refresh_from_db()
    return with_undo(words, undo_of(act, form.thing if form.thing.pk else None, made, person))


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


def onward(act, thing, reader):
    """Return (act, what it still waits for) of each act that would move ``thing`` on; ``act`` and ways out left out.

    So is what is ruled out for good: it waits for nothing. It is for those in office: what waits is theirs to bring about.
    """
    if not thing.pk or not holds(reader, READERS, thing.community):
        return []
    others = [other for other in next_acts(thing) if other != act and other.guards and other.code not in WAYS_OUT]
    lists = [(other, unmet(other.checklist(thing))) for other in others]
    return [(other, missing) for other, missing in lists if missing and not any(check.over for check in missing)]
