"""Figures and what they count stay on one line: 0个, 83.3%, 2月26日（周四）, Thu 26 February, 第十八条, codes, 〔blanks〕."""

import re

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import mark_safe

TAG = re.compile(r"(<[^>]*>)")
STROKE = re.compile(r"(?<=[^/:]/)(?=[^/])")  # the place behind one, where an address may break
WHOLE = ("<time", '<span class="nowrap">')  # after which nothing breaks
LONG = 24  # characters of a part that may have to break
FIGURE = re.compile(
    r"(?<![0-9A-Za-z.,/_&#-])(?:"
    r"(?:\d{4}年)?\d+月\d+日(?:（周.）)?(?: ?\d\d:\d\d)?"
    r"|(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?\d\d? (?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December)(?: \d{4})?(?: \d\d:\d\d)?"
    r"|(?:周[一二三四五六日] ?)?\d\d?:\d\d[—–-]\d\d?:\d\d"
    r"|(?:[A-Z]{1,5}(?:-[A-Z\d]+)+|\d{1,5}(?:-\d{1,6})+)(?![A-Za-z\d_/-])"
    r"|GB/T \d+(?:[.-]\d+)*"
    r"|[㐀-鿿]{1,3}〔\d{4}〕\d+号|〔(?:[^〔〕<>]{1,14}|[ -~]{1,24})〕"
    r"|第(?:[一二三四五六七八九十百]+|\d+)[条款项号稿版]|[Aa]rts?\. \d+(?: and \d+)?"
    r"|(?:[㐀-鿿]{2,4}|[A-Z]) \d[\d,]*(?![\d%:.月年]| ?[A-Za-z])"
    r"|(?:赞成|同意|反对|弃权)\d[\d,]*票?"
    r"|\d[\d,./]*(?:元/平方米(?:[・·]月)?|平方米|万元|%| yuan| ?[kMG]B\b|个?工作日"
    r"| days?(?: (?:late|overdue|left|early))?\b|[㐀-鿿]))"
)


def held(words):
    """Return ``words``, escaped unless they are HTML: no line breaks within a date, hours, a code, a telephone
    number or an article of a law, nor before a unit. What stands in a ``<time>``, or is held already, breaks nowhere as it is."""
    parts = TAG.split(str(conditional_escape(words)))
    return mark_safe("".join(
        part if part.startswith("<") or before.startswith(WHOLE) else FIGURE.sub(_whole, part)
        for before, part in zip(["", *parts], parts, strict=False)
    ))


def addressed(address):
    """Return ``address``, one of the web: it breaks behind its strokes, and what stands between two of them stays whole."""
    host, *parts = STROKE.split(str(address))
    shown = (format_html('<span class="nowrap">{}</span>' if len(part) <= LONG else "{}", part) for part in parts)
    return format_html_join(mark_safe("<wbr>"), "{}", ((part,) for part in (host, *shown)))


def _whole(found):
    return format_html('<span class="nowrap">{}</span>', mark_safe(found[0]))
