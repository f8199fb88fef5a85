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


def taken(once, *said, make):
    """Return what ``make()`` returned when this very form, saying ``said``, was first sent; None while that is under way.

    Whoever goes back and changes what was said sends something else. Where ``make`` fails nothing is remembered.
    """
    if not once:
        return make()
    key = f"once:{hashlib.sha256(repr((once, said)).encode()).hexdigest()}"
    if not cache.add(key, 0, REMEMBERED_SECONDS):
        return cache.get(key) or None
    try:
        made = make()
    except BaseException:
        cache.delete(key)
        raise
    cache.set(key, made, REMEMBERED_SECONDS)
    return made
