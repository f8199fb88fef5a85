"""The words of the catalogue's tick lists."""

from django import template

from yishi.text.side_by_side import listed

from ..enums import Audience, Channel, Method, Openness, Tier

register = template.Library()
WORDS = {"channel": Channel, "audience": Audience, "method": Method, "tier": Tier, "openness": Openness}


@register.filter
def label(key, of):
    """The label of one key of the list ``of``: channel, audience, method, tier, openness."""
    return dict(WORDS[of].choices).get(key, key)


@register.filter
def labels(keys, of):
    """The labels of ``keys``, one after the other."""
    return listed(label(key, of) for key in keys)
