"""Pictures of who was there and who pays what: plain SVG drawn on the server. No floats near a vote."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import cos, pi, sin
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from yishi.text.breadth import breadth

from .drawing import percent

DRAWN_SEATS = 30  # above that, a bar (look, rule 7)
BESIDE = 10  # half-width signs of a share's name that have room before its bar


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

