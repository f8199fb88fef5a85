"""What the templates of pages need beside the pieces of the look."""

from django import template

register = template.Library()


@register.simple_tag
def card(cards, key):
    """The matter or meeting that a body names by ``key``, from those that were read for the page; None where it is gone."""
    return cards.get(key) if cards else None
