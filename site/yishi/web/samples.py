"""Every piece of the look with something plain in it: what ``/styleguide/`` shows, and the tests of the pieces read."""

import datetime as dt
from fractions import Fraction
from types import SimpleNamespace

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yishi.checks import Check
from yishi.clock.spoken import day

from .drawing import CountBar
from .paging import Page
from .templatetags import pieces
from .templatetags.pieces import Step

DAY = dt.date(2026, 12, 4)
BAR = CountBar(
    _("In favour"), (("for", 58), ("against", 5), ("abstain", 3)), 66, figure="58 / 66", line=Fraction(2, 3),
    line_words="44", sentence=_("58 of 66 present are in favour; 44 were needed."), reached=True,
)


class SampleForm(forms.Form):
    """One field of every kind, with something wrong in the first."""

    use_required_attribute = False

    title = forms.CharField(label=_("Title"), help_text=_("As it stands on the door."))
    text = forms.CharField(label=_("What is it about?"), widget=forms.Textarea, required=False)
    place = forms.ChoiceField(label=_("Where"), choices=[("a", "槐安里小区"), ("b", "临溪花园")])
    size = forms.ChoiceField(label=_("One of these"), choices=[("a", _("Yes")), ("b", _("No"))], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label=_("I have read it"), required=False)
    day = forms.DateField(label=_("First day"), required=False, widget=forms.DateInput({"type": "date"}))


def samples():
    """Return (name of the partial, its context) for every file below ``web/pieces``."""
    steps = [Step(1, _("Collect"), "d", day(DAY)), Step(2, _("Agenda"), "n"), Step(3, _("Research")), Step(4, _("Deliberate"))]
    form, fresh = SampleForm({"title": "", "size": "a", "place": "a"}), SampleForm()
    checks = [
        Check("minutes", _("Minutes signed"), False, _("recorder"), why=_("Article 32")), Check("notice", _("Notice given"), True),
    ]
    counted = SimpleNamespace(date=DAY, start=dt.date(2026, 11, 6), rule=_("%(n)d working days") % {"n": 20}, provisional=False)
    return [
        ("brand", {}), ("steps", pieces.steps(steps)), ("step", {"step": steps[1]}), ("checklist", pieces.checklist(checks)),
        ("count_bar", pieces.count_bar(BAR)), ("count_key", {"line": True}),
        ("timeline", pieces.timeline([SimpleNamespace(at=DAY, title=_("Notice given"), text="", by="张*", shape="done")])),
        ("offer", pieces.offer(SimpleNamespace(label=_("Close the list"), becomes=_("Nobody comes on it any more.")), "#offer")),
        ("papers", pieces.papers([{"title": _("Minutes signed"), "href": "#papers", "kind": "PDF", "size": 412_000}])),
        ("errors", pieces.errors(form)), ("fields", {"form": fresh}), ("field", pieces.field(form["title"])),
        ("hint", {"field": form["title"]}), ("nothing", pieces.nothing(_("Nothing here yet."), _("Report a problem"), "#nothing")),
        ("terms", {"terms": [SimpleNamespace(word=_("quorum"), means=_("How many have to be there."), article=_("Article 32"))]}),
        ("why_day", {"due": counted}),
        ("pager", pieces.pager(Page([], before="?before=2", after="?after=1"))),
    ]


STATUSES = (
    ("done", _("done")), ("pass", _("passed")), ("run", _("under way")), ("wait", _("waiting")), ("pub", _("published")),
    ("live", pgettext_lazy("a meeting", "live")), ("risk", _("at risk")), ("late", _("late")), ("fail", _("failed")),
)
COLOURS = ("ink", "soft", "edge", "line", "paper", "ground", "sunk", "red", "green", "amber", "link", "slab")
