"""Dates and sentences as a page says them."""

from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime

from yishi.clock.spoken import day, moment
from yishi.text.held import held


def on(value):
    """Return the date or instant ``value`` as its day in words, in a ``<time>`` that does not break; "" for None."""
    if not value:
        return ""
    date = localtime(value).date() if hasattr(value, "hour") else value
    return format_html('<time datetime="{}">{}</time>', date.isoformat(), day(value))


def at(value):
    """Return the instant ``value`` as day and hour in words, in a ``<time>``; "" for None."""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), moment(value)) if value else ""


def said(sentence, **words):
    """Return ``sentence`` with ``words`` filled in, escaped unless they are HTML already; a figure keeps what it counts."""
    return held(mark_safe(escape(sentence) % {name: conditional_escape(word) for name, word in words.items()}))
