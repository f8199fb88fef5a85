"""The history of the lists: what each edition brought, took out and changed."""

from itertools import pairwise

from .models import Edition

COMPARED = ("kind", "level2", "level3", "elements", "basis", "limit_words", "limit", "value", "body", "must", "may",
            "audience", "audience_note", "method", "tiers", "openness", "handling", "privacy", "note")
MOST = 20


def history():
    """Return the editions that ever counted, newest first, each with ``new``, ``gone`` and ``changed``: lists of entries.

    At most 20, in two queries. The first one there was has nothing before it.
    """
    editions = list(Edition.objects.exclude(state="draft").prefetch_related("entries__heading")[:MOST])
    for edition in editions:
        edition.by_code = {entry.heading.code: entry for entry in edition.entries.all()}
        edition.new, edition.gone, edition.changed, edition.first = [], [], [], True
    for after, before in pairwise(editions):
        after.first = False
        after.new = [entry for code, entry in after.by_code.items() if code not in before.by_code]
        after.gone = [entry for code, entry in before.by_code.items() if code not in after.by_code]
        after.changed = [
            entry for code, entry in after.by_code.items() if code in before.by_code and differs(entry, before.by_code[code])
        ]
    return editions


def differs(entry, other):
    """Return whether any column of ``entry`` says something else than in ``other``."""
    return any(getattr(entry, name) != getattr(other, name) for name in COMPARED)
