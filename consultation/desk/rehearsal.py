"""What an act will do, found by doing it and taking it back: its events, who is told, where the thing then stands."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from yishi.journal.kinds import kind_of
from yishi.journal.models import Event, Visibility

from ..domain.attachments import nothing_stored
from .forms import HIDDEN

# These publish something, or nothing undoes them: they are looked at before they are done.
LOOKED_AT = frozenset({
    "agenda.post_notice", "agenda.admit", "agenda.decline", "research.publish", "research.close_call", "calls.open",
    "calls.close", "hearings.publish", "ballots.announce", "ballots.open", "ballots.close", "ballots.certify",
    "ballots.annul", "outcomes.publish", "outcomes.end_posting", "filing.order_correction", "execution.close",
    "execution.close_not_passed", "meetings.close", "meetings.cancel", "minutes.countersign", "matters.convert",
    "matters.hand_over", "reports.convert", "reports.hand_over", "petitions.answer", "supervision.account",
    "recurrences.settle", "corrections.countersign",
})
READERS = {
    Visibility.PUBLIC: _("published: everybody reads this"), Visibility.STAFF: _("for those in office alone"),
    Visibility.PARTIES: _("for those concerned, and those in office"),
}


@dataclass
class Preview:
    """What will happen: the states before and after, the sentences of the journal with who reads them, how many are told.

    A sentence that is written in two streams, of the meeting and of the matter, is said once.
    """

    before: Any
    after: Any
    lines: list
    told: int

    @property
    def moves(self):
        """Return whether the thing changes its state."""
        return bool(self.after) and str(self.before) != str(self.after)


def rehearse(form, function):
    """Do the act of ``form``, read what it wrote, and take everything back; returns the Preview, or lets Refused through.

    Nothing is heard of it: listeners hear after a commit, and there is none. The thing is then read anew.
    """
    thing, before = form.thing, stands(form.thing)
    try:
        with transaction.atomic(), nothing_stored():
            last = Event.objects.aggregate(last=Max("pk"))["last"] or 0
            made = form.perform(function)
            written = Event.objects.filter(pk__gt=last, actor=form.actor).select_related("stream", "community")
            events = list(written.order_by("pk"))
            after = stands(thing) if thing.pk else stands(made)
            preview = Preview(before, after, list(dict.fromkeys(map(_line, events))), told(events))
            transaction.set_rollback(True)
    finally:
        if thing.pk:
            thing.refresh_from_db()
    return preview


def told(events):
    """Return how many persons are given a notice of ``events``, each once, the actors left out."""
    keys = set()
    for event in events:
        kind = kind_of(event)
        found = {person.pk for person in kind.told(event)} if kind.told else set()
        keys |= found - {event.actor_id}
    return len(keys)


def stands(thing):
    """Return in words where ``thing`` stands; "" where it has no states."""
    show = getattr(thing, "get_state_display", None)
    return show() if show and getattr(thing, "pk", None) else ""


def must_look(act):
    """Return whether the act is looked at before it is done."""
    return act.code in LOOKED_AT


def may_look(act):
    """Return whether the act can be shown before it is done: never a vote."""
    return bool(act.event)


def mark_of(form):
    """Return the mark of what is filled in: the confirmation is for these words, and for no others."""
    given = sorted((name, values) for name, values in _values(form) if name not in HIDDEN)
    files = sorted((name, file.name, file.size) for name, file in form.files.items())
    return hashlib.sha256(repr((form.actor.pk, given, files)).encode("utf-8", "replace")).hexdigest()[:32]


def _values(form):
    names = [form.add_prefix(name) for name in form.fields]
    return [(name, [str(value) for value in form.data.getlist(name)]) for name in names if name in form.data]


def _line(event):
    return kind_of(event).read(event), READERS[event.visibility]
