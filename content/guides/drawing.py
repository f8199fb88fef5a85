"""The steps of a service and its grades as pictures: plain SVG drawn on the server, the words beside it say the same."""

import unicodedata
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from yishi.web.drawing import percent

ROW = 4  # boxes in a row of the wide picture
BOX, GAP, TALL, DOWN = 152, 32, 76, 36
WIDTH_OF_TALL = 288
HEAD = mark_safe('<path class="flow-head" d="M0-6L10 0L0 6z"/>')


@dataclass(frozen=True)
class Flow:
    """The steps of a service in their order: ``steps`` are (name, who does it); ``label`` and ``words`` say it in text."""

    steps: tuple
    label: Any
    words: Any

    @property
    def tall(self):
        """Return the picture for narrow screens: one step under the other, who does it below its name."""
        step = TALL + DOWN
        height = step * len(self.steps) - DOWN
        boxes = [self._box(n, name, actor, 0, n * step, WIDTH_OF_TALL) for n, (name, actor) in enumerate(self.steps)]
        lines = [
            format_html('<path class="flow-line" d="M144 {}V{}"/><g transform="translate(144 {}) rotate(90)">{}</g>',
                        n * step - DOWN, n * step - 10, n * step - 10, HEAD)
            for n in range(1, len(self.steps))
        ]
        return self._svg("flow-tall", WIDTH_OF_TALL, height, [*lines, *boxes])

    @property
    def wide(self):
        """Return the picture for wide screens: rows of four boxes from left to right."""
        rows = -(-len(self.steps) // ROW)
        height = rows * (TALL + DOWN) - DOWN
        found = []
        for n, (name, _actor) in enumerate(self.steps):
            x, y = n % ROW * (BOX + GAP), n // ROW * (TALL + DOWN)
            found += [self._arrow(n, x, y), self._box(n, name, "", x, y, BOX)]
        return self._svg("flow-wide", min(len(self.steps), ROW) * (BOX + GAP) - GAP, height, found)

    def _svg(self, name, width, height, parts):
        return format_html(
            '<svg class="flow {0}" viewBox="-2 -2 {1} {2}" width="{1}" height="{2}" role="img" aria-label="{3}: {4}">'
            "<title>{3}</title><desc>{4}</desc>{5}</svg>",
            name, width + 4, height + 4, self.label, self.words, format_html_join("", "{}", ((part,) for part in parts)),
        )

    def _arrow(self, n, x, y):
        """Return the arrow that leads to box ``n`` of the wide picture; to a new row it comes from above."""
        if n == 0:
            return ""
        if n % ROW:
            return format_html('<path class="flow-line" d="M{} {}H{}"/><g transform="translate({} {})">{}</g>',
                               x - GAP, y + TALL // 2, x - 10, x - 10, y + TALL // 2, HEAD)
        far, middle = (ROW - 1) * (BOX + GAP) + BOX // 2, y - DOWN // 2
        return format_html(
            '<path class="flow-line" d="M{} {}V{}H{}V{}"/><g transform="translate({} {}) rotate(90)">{}</g>',
            far, y - DOWN, middle, BOX // 2, y - 10, BOX // 2, y - 10, HEAD,
        )

    def _box(self, n, name, actor, x, y, width):
        """Return one step: its number, its name, and who does it where there is room; each in at most two lines."""
        middle, ends = width // 2, n in (0, len(self.steps) - 1)
        lines, actors = folded(name, 14, most=1) if actor else folded(name, 8), folded(actor, 16) if actor else []
        first = y + (33 if len(actors) == 1 else 25 if actors else 48 if len(lines) == 1 else 38)
        lines[0] = f"{n + 1} {lines[0]}"
        return format_html(
            '<rect class="flow-box{}" x="{}" y="{}" width="{}" height="{}" rx="{}"/>{}{}', " flow-end" if ends else "",
            x, y, width, TALL, 22 if ends else 6, _lines("flow-name", x + middle, first, lines, 20),
            _lines("flow-actor", x + middle, y + (58 if len(actors) == 1 else 46), actors, 18),
        )


def _lines(name, x, y, lines, step):
    """Return ``lines`` of text under one another, the first at ``y``; "" where there are none."""
    spans = format_html_join("", '<tspan x="{}" y="{}">{}</tspan>', ((x, y + step * at, line) for at, line in enumerate(lines)))
    return format_html('<text class="{}">{}</text>', name, spans) if lines else ""


def folded(text, width, most=2):
    """Return ``text`` in ``most`` lines of ``width`` Chinese signs, two Latin ones as wide as one; "…" is for what is left."""
    lines, room = [""], 0
    for sign in text:
        wide = 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        if room + wide > 2 * width:
            lines.append("")
            room = 0
        lines[-1] += sign
        room += wide
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1][:-1] + "…"]


def flow_of(guide, label):
    """Return the Flow of ``guide``."""
    steps = tuple((step["name"], step["actor"]) for step in guide.process)
    return Flow(steps, label, " → ".join(name for name, _actor in steps))


def bar(share, word, good):
    """Return the bar of one grade: ``share`` (a Fraction) of all, hatched where people were not satisfied."""
    return format_html(
        '<svg class="grade-bar" height="18" role="img" aria-label="{}"><rect class="bar-track" width="100%" height="18" rx="2"/>'
        '<rect class="{}" width="{}" height="18" rx="2"/></svg>',
        word, "grade-good" if good else "grade-bad", percent(share),
    )
