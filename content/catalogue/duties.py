"""What the disclosure officer owes of the catalogue: what has to be public by when, and readers who wait for an answer."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yishi.people.duties import Duty, Owed, register
from yishi.people.rules import sits_as

from .board import faults, owed
from .queries import edition_in_force
from .rules import OFFICERS

SHOWN = 20


def to_publish(person):
    """Return what has to be public under an entry, the most urgent first, each with why that day. Five queries at most."""
    edition = edition_in_force() if sits_as(person, OFFICERS) else None
    return [_owed(line) for line in owed(edition)[:SHOWN]] if edition else []


def to_answer(person):
    """Return the reports of faults that wait for an answer, the oldest first. One query."""
    if not sits_as(person, OFFICERS):
        return []
    return [Owed(row.about, reverse("catalogue-fault-desk", args=[row.pk])) for row in faults()[:SHOWN]]


def _owed(line):
    words = _("%(title)s (entry %(code)s)") % {"title": line.title, "code": line.entry.heading.code}
    href = line.href or (reverse("catalogue-settle", args=[line.owed.pk]) if line.owed else f"{reverse('catalogue-desk')}#owed")
    return Owed(words, href, line.due.date, state=line.word, shape=line.shape, why=line.due)


register(
    Duty("catalogue-owed", gettext_lazy("To be published under the catalogue"), to_publish, rank=32),
    Duty("catalogue-faults", gettext_lazy("What readers found wrong: to be answered"), to_answer, rank=33),
)
