"""The line of time of an evening: entries as spans, speakers as marks by stance, votes as stars. Plain SVG, each mark a link."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime

from yishi.web.drawing import percent

from ..enums import Stance

LEAST = Fraction(6, 1000)  # of the width: what took a moment is still seen
EDGE = Fraction(5, 100)  # on both sides, so that the marks of the first and last minute stay inside
HEIGHT, MIDDLE = 44, 22
# Colour comes second: each stance has its own shape.
MARKS = {
    Stance.FOR: mark_safe('<circle class="say-for" r="8"/>'),
    Stance.AGAINST: mark_safe('<rect class="say-against" x="-7.5" y="-7.5" width="15" height="15"/>'),
    Stance.CONDITIONAL: mark_safe('<path class="say-conditional" d="M0-10L10 0 0 10-10 0z"/>'),
    Stance.QUESTION: mark_safe('<path class="say-question" d="M0-9L9 7H-9z"/>'),
    Stance.EXPLAIN: mark_safe('<circle class="say-explain" r="7"/>'),
    Stance.CHAIR: mark_safe('<rect class="say-chair" x="-3" y="-9" width="6" height="18"/>'),
}
VOTE = mark_safe('<path class="say-vote" d="M0-12L3-4H12L5 2 8 11 0 5-8 11-5 2-12-4H-3z"/>')
HIT = mark_safe('<rect class="say-hit" x="-12" y="-16" width="24" height="32"/>')


@dataclass(frozen=True)
class Mark:
    """One link on the line: ``at`` which instant, to which ``anchor``, called in ``words``, in which ``shape``."""

    at: dt.datetime
    anchor: str
    words: Any
    shape: Any


@dataclass(frozen=True)
class Scale:
    """The evening from ``since`` until ``until`` on the width of the page."""

    since: dt.datetime
    until: dt.datetime

    def share(self, instant):
        """Return how far ``instant`` lies along the whole, as a Fraction of the width."""
        whole = max(1, int((self.until - self.since).total_seconds()))
        passed = int((min(max(instant, self.since), self.until) - self.since).total_seconds())
        return EDGE + (1 - 2 * EDGE) * Fraction(passed, whole)

    def x(self, instant):
        """Return where ``instant`` lies, as a percentage."""
        return percent(self.share(instant))

    @property
    def hours(self):
        """Return the row of hours above the lanes: the beginning, the middle, the end."""
        middle = self.since + (self.until - self.since) / 2
        words = format_html_join("", '<text class="plan-word" x="{}" y="14" text-anchor="{}">{}</text>', (
            (self.x(at), anchor, f"{localtime(at):%H:%M}")
            for at, anchor in ((self.since, "start"), (middle, "middle"), (self.until, "end"))
        ))
        return format_html('<svg class="hours" height="20" aria-hidden="true">{}</svg>', words)

    def lane(self, spans, marks, label):
        """Return one entry: its ``spans`` (from, until), and on them its ``marks``, each a link."""
        bars = format_html_join(
            "", '<rect class="lane-span" x="{}" y="14" width="{}" height="16" rx="2"/>',
            ((self.x(since), percent(max(LEAST, self.share(until or self.until) - self.share(since))))
             for since, until in spans),
        )
        links = format_html_join("", "{}", ((self._link(mark),) for mark in marks))
        return format_html(
            '<svg class="lane" height="{}" role="group" aria-label="{}"><line class="lane-track" x1="0" x2="100%" y1="{y}" '
            'y2="{y}"/>{}{}</svg>', HEIGHT, label, bars, links, y=MIDDLE,
        )

    def _link(self, mark):
        return format_html(
            '<a href="#{}" aria-label="{}"><title>{}</title><svg x="{}" y="{}" overflow="visible">{}{}</svg></a>',
            mark.anchor, mark.words, mark.words, self.x(mark.at), MIDDLE, HIT, mark.shape,
        )


def key_of(shape):
    """Return ``shape`` alone, for the key of the picture."""
    return format_html('<svg viewBox="-12 -12 24 24" aria-hidden="true">{}</svg>', shape)
