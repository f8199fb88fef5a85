"""The pieces of the look, one tag each; every one is a partial under ``templates/web/pieces/``."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django import forms, template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from yishi.clock import spoken
from yishi.text.lines import phrases
from yishi.text.side_by_side import aside, headed, listed

from .. import drawing
from ..margins import margins_of

register = template.Library()
BREAK = mark_safe("<wbr>")
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


@lru_cache(maxsize=1000)
def _phrased(title):
    return format_html_join(BREAK, "{}", ((part,) for part in phrases(title)))


@register.simple_tag
def icon(name):
    """The picture of a state: done run wait pub live risk late fail tick paper note."""
    return drawing.icon(name)


@register.simple_tag
def status(shape, word):
    """A status word with its shape: done pass run wait pub live risk late fail. Colour comes third."""
    return format_html('<span class="status {}">{}<span>{}</span></span>', shape, drawing.icon(shape), word)


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
    """The summary of everything that has to be changed in the forms ``shown``, each line leading to its field."""
    found, whole = [], []
    for form in shown:
        found += [(field, error) for field in form.visible_fields() for error in field.errors]
        whole += [*form.non_field_errors(), *(e for field in form.hidden_fields() for e in field.errors)]
    return {"found": found, "whole": whole, "total": len(found) + len(whole)}


@register.inclusion_tag("web/pieces/fields.html")
def fields(form):
    """All fields of ``form``, hidden ones too, in one column."""
    return {"form": form}


@register.inclusion_tag("web/pieces/field.html")
def field(bound):
    """One field: label above, hint under it, what is wrong with it, and what was typed."""
    widget = bound.field.widget
    return {
        "field": bound, "many": isinstance(widget, MANY), "tick": isinstance(widget, forms.CheckboxInput),
        "mark": _mark(bound.field, widget, bound.form),
    }


def _mark(field, widget, form):
    """Return what stands beside the label of ``field``: whether it may stay empty, for how long or unless what; "" of most."""
    if getattr(field, "either", False):
        return _("(one of the two)")
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
def live_list(name):
    """The attributes of a form of filters that changes ``#list`` of the page ``name`` (of its URL) while one chooses.

    The page includes ``web/htmx.html`` in its head.

    Comfort only: without a script the form's own button does the same, and either way the filters stand in the address.
    """
    return format_html(LIVE, reverse(name))


for _words in (spoken.day, spoken.moment, spoken.since_year):
    register.filter(_words)


@register.filter(name="listed")
def listed_in(words):
    """Return ``words`` one after the other, with the comma of the reader's language."""
    return mark_safe(listed(conditional_escape(word) for word in words))


@register.filter(name="aside")
def aside_of(words, more):
    """Return ``words`` with ``more`` in brackets behind them, where there is more."""
    return mark_safe(aside(conditional_escape(words), conditional_escape(more or "")))


@register.filter(name="headed")
def headed_by(words, more):
    """Return ``words`` as the head of ``more``, where there is more."""
    return mark_safe(headed(conditional_escape(words), conditional_escape(more or "")))


@register.filter
def grouped(value):
    """A number with its thousands set apart: 268,000. Exact: nothing is rounded."""
    return f"{value:,}"
