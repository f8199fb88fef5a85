"""The picture of what was promised: a row a promise on one line of time, drawn on the server."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import pgettext, pgettext_lazy

from .drawing import percent

NUMBERED = Fraction(7, 100)  # of a plan's width, for the number of each row
SAID = Fraction(30, 100)  # of its width, for the word at the end of each row
HEAD, ROW = 26, 28
MONTHS = 4  # words at most above a plan, so that a phone has room for each

# how a row stands → its mark, and the mark's word in the key
MARKS = {
    "due": (mark_safe('<circle class="plan-due" r="5"/>'), pgettext_lazy("a day", "promised")),
    "done": (mark_safe('<circle class="plan-done" r="6"/>'), pgettext_lazy("a day", "done")),
    "late": (mark_safe('<path class="plan-over" d="M0-8L8 6H-8z"/>'), pgettext_lazy("a day", "late")),
    "risk": (mark_safe('<path class="plan-risk" d="M0-8L8 0L0 8L-8 0z"/>'), pgettext_lazy("a day", "may come late")),
    "run": (
        mark_safe('<g><rect class="plan-track" x="-8" y="-3" width="16" height="6"/>'
                  '<rect class="plan-part" x="-8" y="-3" width="9" height="6"/></g>'),
        pgettext_lazy("a day", "done so far"),
    ),
    "shown": (
        mark_safe('<path class="plan-shown" d="M-5-7h6l4 4v10h-10zM1-7v4h4"/>'), pgettext_lazy("a day", "with evidence"),
    ),
    "today": (mark_safe('<line class="plan-today" y1="-8" y2="8"/>'), pgettext_lazy("a day", "today")),
}


@dataclass(frozen=True)
class Promise:
    """One line of a plan: what was promised for ``due``, and when it was ``done`` (None: not yet).

    ``word`` says how it stands, ``progress`` how many percent are done; ``risk`` that it may come late; ``shown`` that
    there is evidence of it.
    """

    name: Any
    due: dt.date
    done: dt.date | None = None
    word: Any = ""
    progress: int = 0
    risk: bool = False
    shown: bool = False

    def mark_on(self, day):
        """Return which of the MARKS ends its row on ``day``: "" where the ring of the day promised says all."""
        if self.done or day > self.due:
            return "late" if (self.done or day) > self.due else "done"
        return "risk" if self.risk else ""


@dataclass(frozen=True)
class Plan:
    """Promises on one line of time.

    A ring is the day promised, a full dot the day done, a triangle what is late, a diamond what may come late, a bar what
    is done so far, a sheet that there is evidence; a word ends every row.
    """

    promises: tuple
    since: dt.date
    today: dt.date
    label: Any = ""

    @property
    def svg(self):
        """Return the picture: a row a promise, the months above, today as a thin line."""
        if not self.promises:
            return ""
        height = HEAD + ROW * len(self.promises)
        rows = format_html_join("", "{}", ((self._row(n, each),) for n, each in enumerate(self.promises)))
        return format_html(
            '<svg class="plan" height="{}" role="img" aria-label="{}">{}{}{}</svg>',
            height, self.label, self._months(height), self._today(height), rows,
        )

    @property
    def key(self):
        """Return (mark, word) of every mark that the picture holds, and of the line of today."""
        found = {"due", *(each.mark_on(self.today) for each in self.promises)}
        found |= {"run" for each in self.promises if _running(each)} | {"shown" for each in self.promises if each.shown}
        found |= {"today"} if self._holds_today else set()
        return [words for name, words in MARKS.items() if name in found]

    @property
    def _ends(self):
        days = [self.since, *(each.due for each in self.promises), *(each.done for each in self.promises if each.done)]
        if any(each.done is None for each in self.promises):
            days.append(self.today)
        return min(days) - dt.timedelta(4), max(days) + dt.timedelta(10)

    def _x(self, day):
        first, last = self._ends
        return percent(NUMBERED + (1 - NUMBERED - SAID) * Fraction((day - first).days, max(1, (last - first).days)))

    def _months(self, height):
        first, last = self._ends
        starts = [day for day in (first + dt.timedelta(n) for n in range((last - first).days)) if day.day == 1]
        step = max(1, -(-len(starts) // MONTHS))
        return format_html_join(
            "", '<line class="plan-month" x1="{0}" x2="{0}" y1="18" y2="{1}"/><text class="plan-word" x="{0}" y="13">{2}</text>',
            ((self._x(day), height, date_format(day, pgettext("a month on a line of time", "M"))) for day in starts[::step]),
        )

    @property
    def _holds_today(self):
        first, last = self._ends
        return first <= self.today <= last

    def _today(self, height):
        if not self._holds_today:
            return ""
        return format_html('<line class="plan-today" x1="{0}" x2="{0}" y1="16" y2="{1}"/>', self._x(self.today), height)

    def _row(self, n, each):
        """Return number, marks and word of one promise, the later of its two days joined to the earlier by a line."""
        y = HEAD + ROW * n + ROW // 2
        mark, end = each.mark_on(self.today), each.done or max(self.today, each.due)
        return format_html(
            '<text class="plan-word" x="0" y="{}">{}</text>{}{}{}{}{}'
            '<text class="plan-state" x="100%" y="{}" text-anchor="end">{}</text>',
            y + 5, n + 1, self._so_far(each, y), self._link(each, end, mark, y), _at(self._x(each.due), y, "due"),
            _at(self._x(end), y, mark), _at(percent(1 - SAID + Fraction(2, 100)), y, "shown" if each.shown else ""), y + 5, each.word,
        )

    def _link(self, each, end, mark, y):
        ends = (self._x(min(each.due, end)), self._x(max(each.due, end)))
        name = "plan-late" if mark == "late" else "plan-line"
        return format_html('<line class="{0}" x1="{1}" x2="{2}" y1="{3}" y2="{3}"/>', name, *ends, y)

    def _so_far(self, each, y):
        """Return the bar from the beginning to the day promised, filled as far as the work has come."""
        if not _running(each):
            return ""
        first, last = self._ends
        long = (1 - NUMBERED - SAID) * Fraction((each.due - self.since).days, max(1, (last - first).days))
        return format_html(
            '<rect class="plan-track" x="{0}" y="{1}" width="{2}" height="6"/>'
            '<rect class="plan-part" x="{0}" y="{1}" width="{3}" height="6"/>',
            self._x(self.since), y - 3, percent(long), percent(long * Fraction(each.progress, 100)),
        )


def _running(promise):
    return bool(promise.progress and not promise.done)


def _at(x, y, mark):
    return format_html('<svg x="{}" y="{}" overflow="visible">{}</svg>', x, y, MARKS[mark][0]) if mark else ""
