"""How parts of an official paper are numbered: 一、（一）."""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from yishi.text.lines import title_lines

register = template.Library()
BREAK = mark_safe("<br>")
AFTER_A_SIGN = re.compile(r"([。：；，！？])[ \n]+(?=[^\s<])")
LETTERED = re.compile(r"([A-Z]\d*|\d+|[甲乙丙丁戊己庚辛壬癸])[.、．]?\s+(?=\S)")
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
    """Break ``title`` where its phrases end into lines of about the same length, each of ``most`` characters or fewer."""
    return format_html_join(BREAK, "{}", ((line,) for line in title_lines(title, most)))


@register.filter
def unspaced(words):
    """Take out the blank that a template sets between two sentences where the first one ends in a full-width sign."""
    return mark_safe(AFTER_A_SIGN.sub(r"\1", words))  # what comes in was rendered by a template, escaped already


@register.filter
def unended(words):
    """Leave the full stop off ``words`` that are quoted inside a sentence, which has its own."""
    return words.rstrip("。.；; \n")


@register.filter
def parted(figures):
    """``figures`` with a dot between them, each on one line: “In favour 247”, “Against 261”."""
    return format_html_join(" · ", '<span class="whole">{}</span>', ((figure,) for figure in figures.split("\N{NO-BREAK SPACE}· ")))


@register.filter
def labelled(line):
    """A line whose label, before its first colon, is set in 黑体: 出席：张三."""
    label, colon, rest = line.partition("：") if "：" in line else line.partition(":")
    return format_html('<span class="hei">{}</span>{}', label + colon, rest) if colon else line


@register.filter
def lettered(choice):
    """A choice beside the letter or number it is told by, so that its second line begins under its words: P1 | 儿童友好广场."""
    choice = str(choice)
    found = LETTERED.match(choice)
    letter = format_html('<span class="letter">{}</span>', found[0].strip()) if found else ""
    return format_html("{}<span>{}</span>", letter, choice[found.end():] if found else choice)
