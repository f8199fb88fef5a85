"""The inbox: what is owed by its reader, by the community, or late, each line with its day and why it is that day."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.models import Meeting
from meetings.transitions import TABLE as HALL
from yishi.acts import may
from yishi.people.rules import seats_of
from yishi.text.side_by_side import listed

from ..queries.dues import Due
from ..queries.owed import dues
from ..transitions import TABLE
from .focus import roles_on
from .words import on, said

SHOWN = 20
MANY = frozenset({"follow_ups.finish"})  # a matter may have many of these, by one day
TABS = (("mine", gettext_lazy("Mine")), ("community", gettext_lazy("My community’s")), ("late", gettext_lazy("Late")))


@dataclass
class Entry:
    """A line of the inbox: the Due, the act that settles it, whether it is the reader's, where it is done."""

    due: Due
    act: Any
    mine: bool
    href: str
    focus: str = ""
    count: int = 1

    @property
    def waits(self):
        """Return whether it cannot be done before a day to come."""
        return self.due.opens and self.due.left > 0

    @property
    def word(self):
        """Return how the day stands: overdue by, still so many days, at once."""
        due = self.due
        if due.late:
            return ngettext("%(n)s day overdue", "%(n)s days overdue", due.late) % {"n": due.late}
        if due.left is None:
            return _("at once")
        if due.opens:
            return _("its day has come") if due.left <= 0 else _("can be done later")
        if due.left == 0:
            return _("today")
        return ngettext("%(n)s day left", "%(n)s days left", due.left) % {"n": due.left}

    @property
    def when(self):
        """Return the day in words: by which, from which, or since when."""
        due = self.due
        if due.date is None:
            return said(_("since %(day)s"), day=on(due.start)) if due.start else ""
        return said(_("from %(day)s") if due.opens else _("by %(day)s"), day=on(due.date))

    @property
    def who(self):
        """Return who owes it: the body, or the office; "" where nobody does."""
        return self.due.who or (self.act.owner.label if self.act.owner else "")

    @property
    def why(self):
        """Return how the day was found: start, period, days of rest left out, the rule it rests on."""
        return why(self.due)


def inbox(viewer, here, request):
    """Return the lines of the inbox of ``viewer`` over the rows of ``here``, as the tab in the address asks.

    The queries are those of the sources, however many rows there are; what is whose is read from the seats.
    """
    entries = grouped(entry_of(due, viewer) for due in dues(here))
    mine = [entry for entry in entries if entry.mine]
    lists = {"mine": mine, "community": entries, "late": [entry for entry in entries if entry.due.late]}
    tab = request.GET.get("owed") if request.GET.get("owed") in lists else "mine"
    query = request.GET.copy()
    for entry in lists[tab][:SHOWN]:
        entry.focus = _focus(entry.due, query)
    now = sum(1 for entry in mine if not entry.waits)
    return {
        "tab": tab, "entries": lists[tab][:SHOWN], "rest": max(0, len(lists[tab]) - SHOWN),
        "tabs": [(name, label, len(lists[name]), f"?owed={name}") for name, label in TABS],
        "mine": now, "late": sum(1 for entry in mine if entry.due.late),
        "of_others": len(entries) - len(mine), "first": mine[0].due.matter if mine else None,
    }


def entry_of(due, viewer):
    """Return the Entry of ``due`` for ``viewer``; nothing is asked of the database."""
    act = TABLE.get(due.act) or HALL[due.act]
    roles = roles_on(due.thing, viewer)
    able = may(act, due.thing, viewer) if isinstance(due.thing, Meeting) else bool(act.roles & roles)
    mine = due.done_by != viewer.pk and ((able and act.owner in roles and not due.there) or _leads(due, viewer))
    shown = due.matter or due.thing
    form = reverse("act", args=[act.code, due.thing.pk])
    return Entry(due, act, mine, form if able or mine else shown.get_absolute_url())


def grouped(entries):
    """Return ``entries`` with those of one matter that ask for the same by the same day in one line, and how many."""
    found = {}
    for entry in entries:
        due = entry.due
        key = (due.act, due.matter.pk if due.matter else f"{due.thing._meta.label}{due.thing.pk}", due.date, entry.mine,
               due.act not in MANY and due.thing.pk)
        if key in found:
            found[key].count += 1
            found[key].href = f"{due.matter.get_absolute_url()}#step-6"
        else:
            found[key] = entry
    return list(found.values())


def why(due):
    """Return the working of the day of ``due`` in one or two sentences."""
    words = {"n": due.days, "start": on(due.start), "date": on(due.date)}
    if due.unit == "before" and due.days:
        counted = said(_("%(n)s days before %(start)s is %(date)s."), **words)
    elif due.unit == "workdays":
        counted = said(_("From %(start)s, that day not counted, %(n)s working days: %(date)s."), **words)
    elif due.days:
        counted = said(_("From %(start)s, that day not counted, %(n)s days: %(date)s."), **words)
    else:
        counted = ""
    parts = [counted, rested(due), said(_("%(rule)s.") if counted else "%(rule)s", rule=due.rule)]
    return said(_(" ").join(f"%(p{n})s" for n in range(len(parts))), **{f"p{n}": each for n, each in enumerate(parts)})


def rested(due):
    """Return the days of rest that the period of ``due`` left out, and the shift days it counted; "" where none."""
    if due.working is None:
        return ""
    left_out = [(day, words) for day, counted, words in due.working.working[1:] if not counted]
    exchanged = [(day, words) for day, counted, words in due.working.working[1:] if counted and day.weekday() >= 5]
    form = _("j F")
    parts = [f"{date_format(day, form)} {words}" for day, words in (*left_out, *exchanged)]
    provisional = _("The holidays of that year are not announced yet: the day may move.") if due.working.provisional else ""
    shifted = _("Left out or exchanged: %(days)s.") % {"days": listed(parts)} if parts else ""
    return " ".join(filter(None, (shifted, provisional)))


def _leads(due, viewer):
    """Return whether a body of ``viewer`` carries the matter out or was called to it."""
    bodies = {seat.body_id for seat in seats_of(viewer) if seat.body_id}
    if due.act == "execution.complete":
        execution = getattr(due.thing.matter, "execution", None)
        return execution is not None and execution.lead_id in bodies
    return due.act == "supervision.respond" and due.thing.body_id in bodies


def _focus(due, query):
    """Return the address that puts the matter (or meeting, or petition) of ``due`` in focus; "" where none can be."""
    kept = query.copy()
    for name in ("matter", "meeting", "ballot", "petition"):
        kept.pop(name, None)
    label = due.thing._meta.model_name
    if due.matter is not None:
        kept["matter"] = due.matter.code
    elif label in ("meeting", "petition"):
        kept[label] = due.thing.pk
    else:
        return ""
    return f"?{kept.urlencode()}#focus"
