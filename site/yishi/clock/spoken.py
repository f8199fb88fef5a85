"""Days and instants as a reader says them, within a sentence of the reader's language."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from .story import today


def _date(value):
    return localtime(value).date() if hasattr(value, "hour") else value


def day(value):
    """A date as it is spoken: 12月4日（周五）; of another year with its year: one to come 2027年1月15日（周五）, one gone by
    without the weekday."""
    if not value:
        return ""
    value = _date(value)
    if value.year == today().year:
        return date_format(value, _("D j F"))
    return date_format(value, _("D j F Y") if value > today() else _("j F Y"))


def moment(value):
    """An instant as it is spoken: 12月4日（周五）19:00, with no blank behind a bracket of full width."""
    if not value:
        return ""
    date = day(value)
    return f"{date}{'' if date.endswith('）') else ' '}{localtime(value):%H:%M}"


def day_of(text):
    """A date kept as text in a payload, as it is spoken."""
    return day(dt.date.fromisoformat(text))


def without_year(value):
    """A date that every year has: 1月31日."""
    return date_format(value, _("j F"))


def since_year(value):
    """A date with its year, for papers: 2026年12月4日."""
    return date_format(_date(value), _("j F Y")) if value else ""
