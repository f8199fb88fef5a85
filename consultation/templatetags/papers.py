"""How parts of an official paper are numbered: 一、（一）."""

from django import template

register = template.Library()
DIGITS = "〇一二三四五六七八九"


@register.simple_tag(takes_context=True)
def chapter(context):
    """The number of the next chapter, out of the paper's ``chapters`` (an ``itertools.count``)."""
    return f"{in_hanzi(next(context['chapters']))}、"


@register.filter
def bracketed(n):
    """The number of a part within a chapter."""
    return f"（{in_hanzi(n)}）"


def in_hanzi(n):
    """Return the whole number ``n`` from 1 to 99 in Chinese characters; a larger one as it is."""
    if not 0 < n < 100:
        return str(n)
    tens, ones = divmod(n, 10)
    head = "" if not tens else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return head + (DIGITS[ones] if ones else "")
