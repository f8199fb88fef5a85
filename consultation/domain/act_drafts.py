"""What somebody typed into the form of an act and has not sent: kept for them alone, thirty days of real time."""

import datetime as dt
import json

from yishi.clock.story import real_now

from ..models import ActDraft

KEPT = dt.timedelta(days=30)
LARGEST = 60_000  # characters of one draft
MOST = 50  # drafts of one person; the oldest give way
LEFT_OUT = frozenset({"csrfmiddlewaretoken", "seen", "once", "looked", "look", "keep", "drop", "fill"})


def key_of(thing):
    """Return the key by which the form on ``thing`` is known: its row, or the place in which a new one is made."""
    return str(thing.pk) if thing.pk else f"in:{thing.community_id}"


def keep(person, act, thing, data):
    """Keep what ``data`` (name → values) holds for the form of ``act`` on ``thing``; returns the draft, None of nothing.

    An earlier draft of the form is replaced. What was emptied stays empty. Nothing is kept of a text beyond 60,000
    characters.
    """
    said = {name: [_storable(value) for value in values] for name, values in data.items() if name not in LEFT_OUT}
    if not any(map(any, said.values())) or len(json.dumps(said)) > 6 * LARGEST:
        return None
    draft, _made = ActDraft.objects.update_or_create(
        person=person, act=act, key=key_of(thing),
        defaults={"community": thing.community, "data": said, "kept_at": real_now()},
    )
    old = ActDraft.objects.filter(person=person).order_by("-kept_at").values_list("pk", flat=True)[MOST:]
    ActDraft.objects.filter(pk__in=list(old)).delete()
    return draft


def find(person, act, thing):
    """Return the draft of ``person`` for the form of ``act`` on ``thing``, or None."""
    return ActDraft.objects.filter(person=person, act=act, key=key_of(thing)).first()


def drop(person, act, thing):
    """Forget the draft of ``person`` for the form of ``act`` on ``thing``."""
    ActDraft.objects.filter(person=person, act=act, key=key_of(thing)).delete()


def sweep():
    """Delete the drafts that nobody sent within thirty days (real time); return how many."""
    return ActDraft.objects.filter(kept_at__lt=real_now() - KEPT).delete()[0]


def _storable(text):
    """Return ``text`` without what no database can hold."""
    return "".join(sign for sign in str(text) if sign != "\x00" and not "\ud800" <= sign <= "\udfff")
