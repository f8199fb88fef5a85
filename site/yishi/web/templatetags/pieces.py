"""The pieces of the look, one tag each; every one is a partial under ``templates/web/pieces/``."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django import forms, template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join, strip_tags
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from yishi.clock import spoken
from yishi.text.figures import grouped
from yishi.text.held import addressed, held
from yishi.text.lines import phrases
from yishi.text.side_by_side import aside, headed, inner, listed, repeated

from .. import drawing
from ..choices import capped
from ..margins import margins_of

register = template.Library()
BREAK = mark_safe("<wbr>")
DOT = mark_safe('<i class="dot"><u>\N{NO-BREAK SPACE}·</u> </i>')  # the style sheet draws it in the blank, which ends no line
SHORT = 16  # characters that a narrow line has room for
LINE, HIGHEST = 36, 24  # characters that a text area has in a line, at least on a wide screen, and its most lines
MANY = (forms.RadioSelect, forms.CheckboxSelectMultiple)


@dataclass(frozen=True)
class Step:
    """One phase in the bar of steps: ``state`` is d (done), n (now) or "" (to come); ``when`` words or a date."""

    number: int
    label: Any
    state: str = ""
    when: Any = ""
    href: str = ""


@register.filter
def phrased(title):
    """The title of a page, which breaks between its words alone (style sheets forbid a break anywhere else)."""
    return _phrased(str(title))


@register.filter
def unbroken(words):
    """``words``, a date say, in one line, whatever stands around them."""
    return format_html('<span class="nowrap">{}</span>', words)


@register.filter
def pdf(words):
    """What a link to a PDF is called: ``words``, and in brackets what it is."""
    return _("%(words)s (PDF)") % {"words": words}


@lru_cache(maxsize=1000)
def _phrased(title):
    return format_html_join(BREAK, "{}", ((unbroken(part) if "·" in part else part,) for part in phrases(title)))


@register.simple_tag
def icon(name):
    """The picture of a state: done run wait pub live risk late fail tick paper note."""
    return drawing.icon(name)


@register.simple_tag
def status(shape, word):
    """A status word with its shape: done pass run wait pub live risk late fail. Colour comes third."""
    return format_html('<span class="status {}">{}<span>{}</span></span>', shape, drawing.icon(shape), held(word))


@register.inclusion_tag("web/pieces/steps.html")
def steps(items, ended=""):
    """The bar of steps: ``items`` are Steps; ``ended`` is the word shown where all have been walked."""
    now = next((item for item in items if item.state == "n"), None)
    return {"steps": items, "now": now, "total": len(items), "ended": ended}


@register.inclusion_tag("web/pieces/offer.html")
def offer(act, href, main=False):
    """The button that leads to ``act``, and, where its form asks nothing that would say it, what becomes true by it."""
    return {"act": act, "href": href, "main": main}


@register.inclusion_tag("web/pieces/errors.html")
def errors(*shown):
    """The summary of everything that has to be changed in the forms ``shown``, each line leading to its field.

    Where they ask for nothing, there is nothing to change: it says why it was not done. That what was typed is still there is
    said where something was typed, and no password that has to be typed anew.
    """
    found, whole = [], []
    for form in shown:
        found += [(field, error) for field in form.visible_fields() for error in field.errors]
        whole += [*form.non_field_errors(), *(e for field in form.hidden_fields() for e in field.errors)]
    widgets = [field.field.widget for form in shown for field in form.visible_fields()]
    anew = any(isinstance(each, forms.PasswordInput) and not each.render_value for each in widgets)
    kept = not anew and any(_typed(field) for form in shown for field in form.visible_fields())
    return {"found": found, "whole": whole, "total": len(found) + len(whole), "typed": bool(widgets), "kept": kept}


def _typed(bound):
    """Return whether ``bound`` keeps what was filled in: no file, and not the first choice of a list that nobody touched."""
    widget = bound.field.widget
    if isinstance(widget, forms.FileInput) or bound.name not in bound.form.changed_data or not bound.data:
        return False
    first = str(next(iter(widget.choices), ("",))[0]) if isinstance(widget, forms.Select) and bound.initial is None else ""
    return bound.data != first


@register.inclusion_tag("web/pieces/fields.html")
def fields(form):
    """All fields of ``form``, hidden ones too, in one column."""
    return {"form": form}


@register.inclusion_tag("web/pieces/field.html")
def field(bound):
    """One field: label above, hint under it, what is wrong with it, and what was typed."""
    widget = bound.field.widget
    label, mark = _in_one_bracket(bound.label, _mark(bound.field, widget, bound.form))
    _make_room(widget, bound.value())
    return {
        "field": bound, "many": isinstance(widget, MANY), "tick": isinstance(widget, forms.CheckboxInput),
        "label": label, "mark": mark,
    }


def _in_one_bracket(label, mark):
    """Return ``label`` and the ``mark`` beside it: where the label ends in brackets, within them: “Cost (yuan, optional)”."""
    if mark and str(label).endswith((")", "）")):
        return str(label)[:-1], pgettext("in brackets", ", ") + str(mark)[1:]
    return format_html("{}{}", label, gap()) if mark else label, mark  # the mark is a box of its own, which drops blanks at its head


def _make_room(widget, text):
    """Let the text area ``widget`` show the whole ``text`` that stands in it, up to a height at which one scrolls."""
    if isinstance(widget, forms.Textarea) and text:
        lines = str(widget.format_value(text)).splitlines()
        needed = sum(1 + len(line) // LINE for line in lines)
        widget.attrs["rows"] = max(int(widget.attrs.get("rows", 1)), min(needed, HIGHEST))


def _mark(field, widget, form):
    """Return what stands beside the label of ``field``: whether it may stay empty, for how long or unless what; "" of most."""
    if getattr(field, "either", False):
        return _("(one of the two)")
    if getattr(field, "at_most_one", False):
        return _("(one of the two, or neither)")
    if field.required or isinstance(widget, forms.CheckboxInput):
        return ""
    if getattr(field, "later", False):
        return _("(needed before the next step)")
    if getattr(field, "asked_when", ""):
        return field.asked_when
    return "" if getattr(form, "all_optional", False) else _("(optional)")


@register.inclusion_tag("web/pieces/checklist.html")
def checklist(checks, cures=None, level=3):
    """Checks (yishi.checks.Check): what is done, what is missing, who owes it, on what ground.

    ``cures`` may give the address at which the reader does what is missing, by the check's code. ``level`` is
    that of the heading above it, and one more.
    """
    return {"lines": [(check, (cures or {}).get(check.code, "")) for check in checks], "level": level}


@register.inclusion_tag("web/pieces/timeline.html")
def timeline(items):
    """Things with ``at`` (a date or instant), ``title``, and where they have them ``text``, ``by`` and ``shape``."""
    return {"items": items}


@register.inclusion_tag("web/pieces/papers.html")
def papers(items):
    """Papers with ``title`` and ``href``, and where known ``kind`` (PDF …) and ``size`` in bytes."""
    return {"items": items}


@register.inclusion_tag("web/pieces/count_bar.html")
def count_bar(bar):
    """A yishi.web.drawing.CountBar: the bar, its line, and the sentence under it."""
    return {"bar": bar}


@register.inclusion_tag("web/pieces/pager.html")
def pager(page):
    """The ways out of a yishi.web.paging.Page."""
    return {"page": page}


@register.inclusion_tag("web/pieces/nothing.html")
def nothing(words, act="", href=""):
    """Nothing here yet: ``words`` say so, ``act`` and ``href`` are the next thing to do."""
    return {"words": words, "act": act, "href": href}


@register.simple_tag(takes_context=True)
def margins(context, spot, thing):
    """What higher floors add in the margin of the page of ``thing`` (see ``yishi.web.margins``)."""
    request = context.get("request")
    return mark_safe("".join(render_to_string(template, words, request) for template, words in margins_of(spot, thing)))


LIVE = (
    'hx-get="{}" hx-target="#list" hx-select="#list" hx-swap="outerHTML" hx-push-url="true" '
    'hx-trigger="submit, change, input changed delay:600ms from:find input[name=q]" hx-sync="this:replace"'
)


@register.simple_tag
def live_list(name, *words):
    """The attributes of a form of filters that changes ``#list`` of the page ``name`` (of its URL, with ``words`` in it) while
    one chooses.

    The page includes ``web/htmx.html`` in its head.

    Comfort only: without a script the form's own button does the same, and either way the filters stand in the address.
    """
    return format_html(LIVE, reverse(name, args=words))


for _words in (spoken.day, spoken.moment, spoken.since_year):
    register.filter(_words)
register.filter(held)
register.filter(addressed)


@register.simple_tag
def span(first, last):
    """From the day (or instant) ``first`` to ``last``, each in one piece; the one that is known where the other is not."""
    words = spoken.moment if hasattr(first or last, "hour") else spoken.day
    ends = [format_html('<time datetime="{}">{}</time>', day.isoformat(), words(day)) for day in (first, last) if day]
    if len(ends) < 2:
        return mark_safe("".join(ends))
    dash = pgettext("from a day to a day", " – ")
    held_dash = dash.rstrip()  # a line may break behind it, where it has a space
    return format_html('<span class="nowrap">{}{}</span>{}{}', ends[0], held_dash, dash[len(held_dash):], ends[1])


@register.filter(name="listed")
def listed_in(words):
    """Return ``words`` one after the other, with the comma of the reader's language."""
    return mark_safe(listed(conditional_escape(word) for word in words))


@register.filter(name="aside")
def aside_of(words, more):
    """Return ``words`` with ``more`` in brackets behind them, where there is more."""
    return mark_safe(aside(conditional_escape(words), conditional_escape(more or "")))


@register.filter(name="repeated")
def repeated_as(words, n):
    """Return ``words`` with how many of it there are in brackets behind them, where there is more than one."""
    return mark_safe(repeated(conditional_escape(words), n))


@register.filter(name="headed")
def headed_by(words, more):
    """Return ``words`` as the head of ``more``, where there is more."""
    return mark_safe(headed(conditional_escape(words), conditional_escape(more or "")))


@register.simple_tag
def dot():
    """What stands between two small facts on one line: a dot, and where the line breaks at it, nothing."""
    return DOT


@register.filter
def dotted(words):
    """Return ``words`` with the dots between their parts as ``{% dot %}`` has them; a short part does not break."""
    parts = conditional_escape(words).replace("\N{NO-BREAK SPACE}· ", " · ").split(" · ")
    if len(parts) == 1:
        return mark_safe(parts[0])
    return mark_safe(DOT.join(unbroken(mark_safe(part)) if len(strip_tags(part)) <= SHORT else part for part in parts))


@register.simple_tag
def gap():
    """What stands between a sentence, or a word with its colon, and what follows: a space; in Chinese nothing."""
    return "" if (get_language() or "").startswith("zh") else " "


register.filter(grouped)
register.filter(inner)
register.filter(capped)
