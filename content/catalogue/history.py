"""The history of the lists: what each edition brought, took out and changed, column by column."""

from itertools import pairwise

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .enums import Audience, Channel, Method, Openness, Tier
from .models import Edition

COMPARED = ("kind", "level2", "level3", "elements", "basis", "limit_words", "limit", "value", "body", "must", "may",
            "audience", "audience_note", "method", "tiers", "openness", "handling", "privacy", "note")
MOST = 20


def history():
    """Return the editions that ever counted, each with ``new``, ``gone`` and ``changed``.

    The one in force comes first, then the others, the one superseded last before those before it. ``new`` and ``gone`` are
    lists of entries, ``changed`` one of (entry, columns; see ``changes``). At most 20, in four queries. The first one there
    was has nothing before it.
    """
    rows = Edition.objects.exclude(state="draft").prefetch_related("entries__heading", "entries__topic")
    editions = list(rows.order_by(F("superseded_on").desc(nulls_first=True), "-effective_on", "-pk")[:MOST])
    for edition in editions:
        edition.by_code = {entry.heading.code: entry for entry in edition.entries.all()}
        edition.new, edition.gone, edition.changed, edition.first = [], [], [], True
    for after, before in pairwise(editions):
        after.first = False
        after.new = [entry for code, entry in after.by_code.items() if code not in before.by_code]
        after.gone = [entry for code, entry in before.by_code.items() if code not in after.by_code]
        kept = [(entry, before.by_code[code]) for code, entry in after.by_code.items() if code in before.by_code]
        after.changed = [(entry, changes(entry, other)) for entry, other in kept if differs(entry, other)]
    return editions


def differs(entry, other):
    """Return whether any column of ``entry`` says something else than in ``other``."""
    return topic(entry) != topic(other) or any(getattr(entry, name) != getattr(other, name) for name in COMPARED)


def changes(entry, other):
    """Return what ``entry`` says otherwise than ``other`` did before it: (column, what was taken out, what was put there).

    What stands in both is left out; where its order alone has changed, the whole is given.
    """
    found = []
    for label, words in COLUMNS:
        old, new = words(other), words(entry)
        gone, come = [each for each in old if each not in new], [each for each in new if each not in old]
        if old != new:
            found.append((label, gone, come) if gone or come else (label, old, new))
    return found


def topic(entry):
    """Return the name of the level-1 heading, "" where the list has none."""
    return entry.topic.name if entry.topic else ""


def _one(name):
    return lambda entry: [getattr(entry, name)] if getattr(entry, name) else []


def _ticked(name, words):
    return lambda entry: [str(dict(words.choices).get(key, key)) for key in getattr(entry, name)]


def _limit(entry):
    counted = f"{_('counted as:')} {entry.counted}" if entry.limit else ""
    return [words for words in (entry.limit_words, counted) if words]


def _channels(entry):
    return [f"{sign} {words}" for sign, name in (("■", "must"), ("□", "may")) for words in _ticked(name, Channel)(entry)]


def _audience(entry):
    return [*_ticked("audience", Audience)(entry), *_one("audience_note")(entry)]


COLUMNS = (  # of the national table, in its order: what it is called, and what an entry says in it
    (gettext_lazy("List"), lambda entry: [entry.get_kind_display()]), (gettext_lazy("Level 1"), lambda entry: [topic(entry)]),
    (gettext_lazy("Level 2"), _one("level2")), (gettext_lazy("Level 3"), _one("level3")),
    (gettext_lazy("Contents"), lambda entry: entry.elements), (gettext_lazy("Legal basis"), lambda entry: entry.basis),
    (gettext_lazy("Time limit"), _limit), (gettext_lazy("Who publishes"), _one("body")), (gettext_lazy("Channels"), _channels),
    (gettext_lazy("For which readers"), _audience), (gettext_lazy("Way"), _ticked("method", Method)),
    (gettext_lazy("Level of government"), _ticked("tiers", Tier)), (gettext_lazy("Openness"), _ticked("openness", Openness)),
    (gettext_lazy("Handling"), _one("handling")), (gettext_lazy("Privacy"), _one("privacy")),
    (gettext_lazy("Note"), _one("note")),
)
