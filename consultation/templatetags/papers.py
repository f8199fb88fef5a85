"""How parts of an official paper are numbered: 一、（一）."""

from fractions import Fraction
from itertools import accumulate, pairwise
from math import ceil

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from yishi.text.segment import pieces

register = template.Library()
BREAK = mark_safe("<br>")
CLINGING, OPENING = "，。、；：！？）》”的和与及", "（《“"
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


@register.filter
def balanced(title, most):
    """Break ``title`` between its words into lines of about the same length, each of ``most`` characters or fewer."""
    words = pieces(title)
    ends = list(accumulate(_width(word) for word in words))
    count = ceil(ends[-1] / most) if ends else 1
    cuts = sorted({0, len(words), *(_nearest(words, ends, ends[-1] * n / count) for n in range(1, count))})
    lines = ["".join(words[first:last]) for first, last in pairwise(cuts)]
    return format_html_join(BREAK, "{}", ((line,) for line in lines))


def _width(word):
    """Return how many characters wide ``word`` is; Latin letters and figures are half as wide."""
    return sum(Fraction(1, 2) if sign.isascii() else Fraction(1) for sign in word)


def _nearest(words, ends, aim):
    """Return before which word a line ends that is to be ``aim`` wide; no line begins with what belongs to the last."""
    fit = [n for n in range(1, len(words)) if words[n][0] not in CLINGING and words[n - 1][-1] not in OPENING]
    return min(fit, key=lambda n: abs(ends[n - 1] - aim), default=len(words))
