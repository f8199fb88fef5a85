"""Texts as people type them: stripped, not empty, not too long, or a sentence that says which field to cure."""

from django.utils.translation import gettext_lazy as _

from yishi.clock import spoken
from yishi.clock.story import today
from yishi.refusals import Invalid


def written(text, field, limit):
    """Return ``text`` stripped; Invalid naming ``field`` where it is empty or longer than ``limit`` characters."""
    text = _plain(text, field)
    if not text:
        raise Invalid(_("Write something here; it may not stay empty."), field=field)
    return brief(text, field, limit)


def brief(text, field, limit):
    """Return ``text`` stripped; Invalid naming ``field`` where it is longer than ``limit`` characters."""
    text = _plain(text, field)
    if len(text) > limit:
        raise Invalid(
            _("This is too long: %(n)s characters; at most %(limit)s fit.") % {"n": len(text), "limit": limit},
            field=field,
        )
    return text


def past_day(day, field, earliest=None):
    """Return the date ``day`` (None: today); Invalid where it lies in the future or before the date ``earliest``."""
    day = day or today()
    if day > today():
        raise Invalid(_("%(day)s lies in the future. Enter the day on which it happened.") % {"day": spoken.day(day)}, field=field)
    if earliest and day < earliest:
        raise Invalid(
            _("%(day)s is too early: it cannot have been before %(earliest)s.")
            % {"day": spoken.day(day), "earliest": spoken.day(earliest)}, field=field,
        )
    return day


def _plain(text, field):
    """Return ``text`` stripped, line ends as one sign, without NUL, which PostgreSQL cannot hold."""
    text = (text or "").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()
    if not text.isascii() and any("\ud800" <= sign <= "\udfff" for sign in text):
        raise Invalid(_("This text holds characters that cannot be stored. Type it anew."), field=field)
    return text
