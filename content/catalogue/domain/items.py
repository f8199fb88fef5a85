"""What is published under an entry: put there by the room of the site that it comes from, and withdrawn again.

These verbs ask nobody's leave: who may publish a page, a guide or a result is decided by the act that does it, and
putting it into the catalogue is part of that act. No other code writes an Item.
"""

import re

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from yishi.clock import spoken
from yishi.clock.story import today
from yishi.db.guard import STALE, guarded_update
from yishi.journal.domain.events import append
from yishi.journal.domain.texts import seal
from yishi.refusals import Invalid, Stale

from ..enums import Format, Kind, Source, Validity
from ..models import Entry, Heading, Item

BEHIND_WIDE = re.compile(r"(?<=[，、；：。！？）》”]) ")  # a blank that a mark of full width has already
LONGEST = {"title": 200, "summary": 500, "body": 120}


def put(*, source, key, entry, title, summary, url, made_on, community, body="", format="page", on=None, by=None,
        validity="valid", openness=None, review=None):
    """Keep in the catalogue what ``source`` (its room) calls ``key``: new under a number of its own, or brought up to date.

    ``entry`` is the code of a level-2 entry of the proactive list in force; ``url`` the path of its page; ``on`` the day
    it was published (default: today). Called again with the same, nothing happens; an item that was withdrawn stands
    again; it may move to another entry. Without ``openness`` (five-openness tags) and ``body`` the entry's count;
    ``review`` holds the fields of the review before release. Returns the Item, whose ``index_no`` never changes. Invalid
    where the code is no proactive entry, a text is empty, or it was published before it was made.
    """
    under = entry_of(entry, community)
    values = {
        "title": short(title, "title"), "summary": short(summary or title, "summary"), "url": url, "made_on": made_on,
        "body": short(body or under.body, "body"), "format": Format(format), "validity": Validity(validity),
        "openness": openness or under.openness, "community": community, "withdrawn_on": None, "withdrawn_because": "",
        **(review or {}),
    }
    on = on or today()
    if made_on > on:
        raise Invalid(_("It cannot be published on %(on)s, before it was made on %(made)s.") % {
            "on": spoken.day(on), "made": spoken.day(made_on)}, field="made_on")
    item = Item.objects.filter(source=Source(source), key=str(key)).first()
    if item is None:
        return _publish(source, key, under, values, on, by)
    return _change(item, {**values, "heading": under.heading, "published_on": max(item.published_on, made_on)}, by)


def withdraw(*, source, key, reason, by=None):
    """Take out of the catalogue what ``source`` calls ``key``, for ``reason``; return the Item, None where there is none.

    Its address and number stay, and say why it is gone. Invalid without a reason.
    """
    reason = short(reason, "summary")[:300]
    item = Item.objects.standing().filter(source=Source(source), key=str(key)).first()
    if item is None:
        return None
    with transaction.atomic():
        guarded_update(item, {"withdrawn_on": None}, withdrawn_on=today(), withdrawn_because=reason, changed_on=today())
        _record("catalogue.item_withdrawn", item, by, reason=seal(reason))
    return item


def entry_of(code, community):
    """Return the entry of the proactive list in force that has ``code`` where ``community`` lies, or refuse."""
    rows = Entry.objects.in_force().filter(heading__code=str(code)).select_related("topic", "heading", "community")
    found = [row for row in rows if row.community.contains(community)]
    if not found:
        raise Invalid(_("The catalogue in force has no entry “%(code)s”.") % {"code": code}, field="entry")
    if found[0].kind != Kind.PROACTIVE:
        raise Invalid(_("“%(entry)s” is not on the proactive list: nothing is published under it.")
                      % {"entry": found[0].name}, field="entry")
    return found[0]


def _publish(source, key, under, values, on, by):
    """Make the item, with the next number of its entry and year; the heading is held meanwhile."""
    series = f"{under.community.code}-{under.topic.code}-{under.heading.code:0>2}-{values['made_on'].year}"
    try:
        with transaction.atomic():
            Heading.objects.filter(pk=under.heading_id).update(code=F("code"))
            number = 1 + (Item.objects.filter(series=series).aggregate(last=Max("number"))["last"] or 0)
            item = Item.objects.create(
                heading=under.heading, series=series, number=number, index_no=f"{series}-{number:04}",
                source=Source(source), key=str(key), published_on=on, changed_on=on, put_by=by, **values,
            )
            _record("catalogue.item_published", item, by)
    except IntegrityError:
        raise Stale(STALE) from None
    return item


def _change(item, values, by):
    """Bring ``item`` up to date where something differs."""
    if all(getattr(item, name) == value for name, value in values.items()):
        return item
    with transaction.atomic():
        guarded_update(item, {"changed_on": item.changed_on, "title": item.title}, changed_on=today(), **values)
        _record("catalogue.item_changed", item, by)
    return item


def _record(kind, item, by, **more):
    payload = {"item": item.pk, "index_no": item.index_no, **more}
    append(item.stream_name, kind, by=by, community=item.community, payload=payload)


def short(text, field):
    """Return ``text`` on one line and no longer than its column; Invalid where there is none."""
    text = BEHIND_WIDE.sub("", " ".join(str(text).split()))
    if not text:
        raise Invalid(_("An item of the catalogue needs a title, a summary and a body that answers for it."), field=field)
    most = LONGEST[field]
    return text if len(text) <= most else f"{text[: most - 1]}…"
