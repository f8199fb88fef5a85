"""Pictures of what was promised, who was there, who pays what: plain SVG drawn on the server. No floats near a vote."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import cos, pi, sin
from typing import Any

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yishi.text.breadth import breadth

from .drawing import percent

NUMBERED = Fraction(7, 100)  # of a plan's width, for the number of each row
MONTHS = 4  # words at most above a plan, so that a phone has room for each
LAST = Fraction(86, 100)  # behind this a month's word stands before its line, for it would be cut behind it
DRAWN_SEATS = 30  # above that, a bar (look, rule 7)
BESIDE = 10  # half-width signs of a share's name that have room before its bar

LATE, DONE = mark_safe('<path class="plan-over" d="M0-8L8 6H-8z"/>'), mark_safe('<circle class="plan-done" r="6"/>')


@dataclass(frozen=True)
class Seats:
    """Who is at the table, seat by seat: ``filled`` of ``total``, and the ``needed``-th seat after which it is enough."""

    filled: int
    total: int
    needed: int = 0
    label: Any = ""

    @property
    def svg(self):
        """Return the arc of seats; "" where there are too many, or none, to draw."""
        if not 0 < self.total <= DRAWN_SEATS:
            return ""
        spots = [self._spot(n) for n in range(self.total)]
        seats = format_html_join("", '<circle class="{}" cx="{}" cy="{}" r="6"/>', (
            ("seat-in" if n < self.filled else "seat-out", x, y) for n, (x, y) in enumerate(spots)
        ))
        return format_html(
            '<svg class="seats" viewBox="0 0 200 108" role="img" aria-label="{}">{}{}'
            '<text class="seats-figure" x="100" y="82" text-anchor="middle">{}<tspan class="seats-of">/{}</tspan></text>'
            '<text class="seats-need" x="100" y="102" text-anchor="middle">{}</text></svg>',
            self.label, seats, self._stroke(), self.filled, self.total,
            _("%(n)s needed") % {"n": self.needed} if self.needed else "",
        )

    def _angle(self, place):
        return pi * (1 - place / max(1, self.total - 1)) if self.total > 1 else pi / 2

    def _spot(self, n):
        angle = self._angle(n)
        return f"{100 + 86 * cos(angle):.1f}", f"{98 - 86 * sin(angle):.1f}"

    def _stroke(self):
        """Return the red stroke between the last seat that is needed and the next."""
        if not 0 < self.needed < self.total:
            return ""
        angle = self._angle(self.needed - Fraction(1, 2))
        ends = [(f"{100 + r * cos(angle):.1f}", f"{98 - r * sin(angle):.1f}") for r in (76, 97)]
        return format_html('<line class="bar-line" x1="{}" y1="{}" x2="{}" y2="{}"/>', *ends[0], *ends[1])


@dataclass(frozen=True)
class Promise:
    """One line of a plan: what was promised for ``due``, and when it was ``done`` (None: not yet)."""

    name: Any
    due: dt.date
    done: dt.date | None = None


@dataclass(frozen=True)
class Plan:
    """Promises on one line of time: a hollow mark for the day promised, a full one for the day done, red where late."""

    promises: tuple
    since: dt.date
    today: dt.date
    label: Any = ""

    @property
    def svg(self):
        """Return the picture: a row a promise, the months above, today as a thin line."""
        if not self.promises:
            return ""
        height = 26 + 24 * len(self.promises)
        rows = format_html_join("", "{}", ((self._row(n, each),) for n, each in enumerate(self.promises)))
        return format_html(
            '<svg class="plan" height="{}" role="img" aria-label="{}">{}{}{}</svg>',
            height, self.label, self._months(height), self._today(height), rows,
        )

    @property
    def _ends(self):
        days = [self.since, *(each.due for each in self.promises), *(each.done for each in self.promises if each.done)]
        if any(each.done is None for each in self.promises):
            days.append(self.today)
        return min(days) - dt.timedelta(4), max(days) + dt.timedelta(10)

    def _place(self, day):
        first, last = self._ends
        return NUMBERED + (1 - NUMBERED) * Fraction((day - first).days, max(1, (last - first).days))

    def _x(self, day):
        return percent(self._place(day))

    def _months(self, height):
        first, last = self._ends
        starts = [day for day in (first + dt.timedelta(n) for n in range((last - first).days)) if day.day == 1]
        step = max(1, -(-len(starts) // MONTHS))
        return format_html_join(
            "", '<line class="plan-month" x1="{0}" x2="{0}" y1="18" y2="{1}"/>'
            '<text class="plan-word" x="{0}" y="13" text-anchor="{2}">{3}</text>',
            ((self._x(day), height, "end" if self._place(day) > LAST else "start", self._month(day)) for day in starts[::step]),
        )

    @staticmethod
    def _month(day):
        return date_format(day, pgettext("a month on a line of time", "M"))

    def _today(self, height):
        first, last = self._ends
        if not first <= self.today <= last:
            return ""
        return format_html('<line class="plan-today" x1="{0}" x2="{0}" y1="16" y2="{1}"/>', self._x(self.today), height)

    def _row(self, n, each):
        """Return the marks of one promise, the later of its two days joined to the earlier by a line."""
        y = 34 + 24 * n
        end = each.done or (self.today if self.today > each.due else each.due)
        late = end > each.due
        link = format_html(
            '<line class="{}" x1="{}" x2="{}" y1="{y}" y2="{y}"/>', "plan-late" if late else "plan-line",
            self._x(min(each.due, end)), self._x(max(each.due, end)), y=y,
        )
        due = format_html('<svg x="{}" y="{}" overflow="visible"><circle class="plan-due" r="5"/></svg>', self._x(each.due), y)
        number = format_html('<text class="plan-word" x="0" y="{}">{}</text>', y + 5, n + 1)
        return format_html("{}{}{}{}", number, link, due, self._end(each, end, late, y))

    def _end(self, each, end, late, y):
        if each.done is None and not late:
            return ""
        mark = LATE if late else DONE
        return format_html('<svg x="{}" y="{}" overflow="visible">{}</svg>', self._x(end), y, mark)


@dataclass(frozen=True)
class Share:
    """What one part bears: ``value`` of the ``most`` that any bears, and the ``figure`` beside the bar."""

    label: Any
    value: Decimal
    figure: Any


def share_bars(shares, label):
    """Return one bar a share, longest for whoever bears most; the figures stand beside them. "" where there is none.

    Names stand before the bars; where one of them has no room there on a phone, all stand above.
    """
    most = max((share.value for share in shares), default=Decimal(0))
    if not most:
        return ""
    above = any(breadth(str(share.label)) > BESIDE for share in shares)
    high = 52 if above else 30
    rows = format_html_join("", "{}", ((_share_row(high * n, share, most, above),) for n, share in enumerate(shares)))
    return format_html('<svg class="shares" height="{}" role="img" aria-label="{}">{}</svg>', high * len(shares), label, rows)


def cell_bar(value, most):
    """Return the bar that stands under a figure in a table, as long as its share of the ``most``; "" for nothing."""
    if not value:
        return ""
    return format_html(
        '<svg class="cell-bar" height="8" aria-hidden="true" focusable="false"><rect class="bar-for" width="{}" height="8"/></svg>',
        percent(Fraction(value, most)),
    )


def _share_row(y, share, most, above):
    left, bar = (0, y + 26) if above else (26, y + 6)
    width = Fraction(share.value) / Fraction(most) * Fraction(56 - left, 100)  # the rest is for the figure, on a phone too
    return format_html(
        '<text class="share-name" x="0" y="{}">{}</text><rect class="bar-for" x="{}%" y="{}" width="{}" height="16"/>'
        '<svg x="{}" y="0" overflow="visible"><text class="share-figure" x="8" y="{}">{}</text></svg>',
        y + 20, share.label, left, bar, percent(width), percent(Fraction(left, 100) + width), bar + 14, share.figure,
    )

