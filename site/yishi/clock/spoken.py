"""Days and instants as a reader says them, within a sentence of the reader's language."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from .story import today


def _date(value):
    return localtime(value).date() if hasattr(value, "hour") else value


def day(value):
    """A date as it is spoken: 12月4日（周五）; with its year instead of the weekday where it is not this one."""
    if not value:
        return ""
    value = _date(value)
    return date_format(value, _("D j F") if value.year == today().year else _("j F Y"))


def moment(value):
    """An instant as it is spoken: 12月4日（周五）19:00."""
    return f"{day(value)} {localtime(value):%H:%M}" if value else ""


def day_of(text):
    """A date kept as text in a payload, as it is spoken."""
    return day(dt.date.fromisoformat(text))


def since_year(value):
    """A date with its year, for papers: 2026年12月4日."""
    return date_format(_date(value), _("j F Y")) if value else ""
