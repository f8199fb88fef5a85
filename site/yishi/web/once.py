"""A form that is sent twice is taken once: it carries a token of its own, by which the second sending is known."""

import hashlib
from uuid import uuid4

from django import forms
from django.core.cache import cache

REMEMBERED_SECONDS = 3600


def fresh():
    """Return a new token."""
    return uuid4().hex


class OnceField(forms.CharField):
    """The hidden field ``once``: drawn anew with every blank form, kept where a form comes back with errors."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs):
        super().__init__(required=False, max_length=40, initial=fresh, **kwargs)


def first_time(once, *said):
    """Return whether this very form, saying ``said``, is sent for the first time; a form without a token always is."""
    return not once or cache.add(_key(once, said), 0, REMEMBERED_SECONDS)


def forget(once, *said):
    """Let this very form be sent again: what it asked for was not done."""
    cache.delete(_key(once, said))


def taken(once, *said, make):
    """Return what ``make()`` returned when this very form, saying ``said``, was first sent; None while that is under way.

    Whoever goes back and changes what was said sends something else. Where ``make`` fails nothing is remembered.
    """
    if not once:
        return make()
    if not first_time(once, *said):
        return cache.get(_key(once, said)) or None
    try:
        made = make()
    except BaseException:
        forget(once, *said)
        raise
    cache.set(_key(once, said), made, REMEMBERED_SECONDS)
    return made


def _key(once, said):
    return f"once:{hashlib.sha256(repr((once, said)).encode()).hexdigest()}"
