"""Pictures of figures: plain SVG drawn on the server, the same on the page and on paper. No floats near a vote."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe

SHAPES = {"for": "bar-for", "against": "bar-against", "abstain": "bar-abstain"}


@dataclass(frozen=True)
class CountBar:
    """A count against its line.

    ``parts`` are (kind, figure) with kind for, against or abstain; ``base`` what they are a share of (figures are int,
    Decimal or Fraction); ``line`` the Fraction of the base to be reached, or None; ``caption`` and ``figure`` stand
    above it, ``line_words`` on the line, ``sentence`` under it; ``reached`` True, False or None (nothing to reach).
    """

    caption: Any
    parts: tuple
    base: Any
    figure: Any = ""
    line: Fraction | None = None
    line_words: Any = ""
    sentence: Any = ""
    reached: bool | None = None

    @property
    def svg(self):
        """Return the bar as SVG, its title telling what it shows."""
        label = " · ".join(str(words) for words in (self.caption, self.figure, self.line_words, self.sentence) if words)
        top = 0 if self.line is None else 20  # room for the words on the line
        return format_html(
            '<svg height="{}" role="img" aria-label="{}">'
            '<rect class="bar-track" x="0" y="{}" width="100%" height="20" rx="2"/>{}{}</svg>',
            top + 24 if top else 20, label, top, self._bars(f"{top}.5"), self._mark(),
        )

    @property
    def slim(self):
        """Return the bar and its line alone, as high as the row in which it stands; the words stand beside it."""
        line = "" if self.line is None else format_html(
            '<line class="bar-line" x1="{0}" x2="{0}" y1="0" y2="100%"/>', percent(self.line)
        )
        return format_html(
            '<svg class="slim" aria-hidden="true"><rect class="bar-track" width="100%" height="100%"/>{}{}</svg>',
            self._bars("0", "100%"), line,
        )

    def _bars(self, top="0", height="19"):
        """Return one rectangle a part, each beginning where the one before ends."""
        start, bars = Fraction(0), []
        for kind, figure in self.parts:
            width = Fraction(figure) / Fraction(self.base) if self.base else Fraction(0)
            if width:
                bars.append((SHAPES[kind], percent(start), top, percent(width), height))
            start += width
        return format_html_join("", '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>', bars)

    def _mark(self):
        """Return the line to be reached with its words, set so that they stay inside the picture."""
        if self.line is None:
            return ""
        anchor = "end" if self.line > Fraction(4, 5) else "start" if self.line < Fraction(1, 5) else "middle"
        return format_html(
            '<line class="bar-line" x1="{0}" x2="{0}" y1="14" y2="44"/>'
            '<text class="bar-line-text" x="{0}" y="11" text-anchor="{1}">{2}</text>',
            percent(self.line), anchor, self.line_words,
        )


def percent(share, places=3, *, all_places=False):
    """Return ``share`` (a Fraction of one) as a percentage with a dot, cut to ``places`` decimals: ``83.333%``.

    Noughts at the end are left out, but for a column of them (``all_places``): ``23.0%`` below ``16.3%``.
    """
    found = Decimal(share.numerator * 100 * 10**places // share.denominator).scaleb(-places)
    return f"{found if all_places else found.normalize():f}%"


ROUND = 'fill="none" stroke="currentColor" stroke-width="2"'
ICONS = {
    "done": '<circle cx="12" cy="12" r="11"/><path d="M7 12.5l3.5 3.5L17 9"/>',  # the commonest: the style sheet draws it
    "run": '<circle cx="12" cy="12" r="9.5" fill="none" stroke="currentColor" stroke-width="2.4"/>'
           '<path d="M12 5.5a6.5 6.5 0 0 1 0 13z" fill="currentColor"/>',
    "wait": '<circle cx="12" cy="12" r="9.5" fill="none" stroke="currentColor" stroke-width="2.4" '
            'stroke-dasharray="4 3.4"/>',
    "pub": f'<g {ROUND}><rect x="3" y="3" width="18" height="14" rx="1.5"/>'
           '<path d="M7 8h10M7 12h6M8 17l-2 4M16 17l2 4"/></g>',
    "live": '<circle cx="12" cy="12" r="6" fill="currentColor"/><circle cx="12" cy="12" r="10.5" fill="none" '
            'stroke="currentColor" stroke-width="1.8"/>',
    "risk": '<path d="M12 1.5L22.5 12 12 22.5 1.5 12z" fill="currentColor"/><path d="M12 7v6M12 15.8v.6" '
            'stroke="var(--paper)" stroke-width="2.4"/>',
    "late": '<path d="M12 2.5L23 21H1z" fill="currentColor"/><path d="M12 9v6M12 17.6v.4" stroke="var(--paper)" '
            'stroke-width="2.4"/>',
    "fail": f'<g {ROUND}><rect x="2.5" y="2.5" width="19" height="19" rx="2"/><path d="M8 8l8 8M16 8l-8 8"/></g>',
    "tick": '<path d="M5 12.5l4.5 4.5L19 7" fill="none" stroke="currentColor" stroke-width="3.4"/>',
    "paper": f'<g {ROUND}><path d="M6 2.5h8l4.5 4.5v14.5H6z"/><path d="M14 2.5V7h4.5M9 12h6M9 16h6"/></g>',
    "note": f'<g {ROUND}><circle cx="12" cy="12" r="9.5"/><path d="M12 11v6M12 7.2v.3"/></g>',
}
ICONS |= {"pass": ICONS["done"], "miss": ICONS["wait"], "next": ICONS["wait"], "over": ICONS["late"]}


def icon(name):
    """Return the picture ``name`` of a state, drawn in the colour of its words. It says nothing that they don't."""
    return mark_safe(f'<svg viewBox="0 0 24 24" aria-hidden="true" data-icon="{escape(name)}">{ICONS[name]}</svg>')
