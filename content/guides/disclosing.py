"""A guide stands in the catalogue of what is disclosed, and is found by search."""

import logging

from content.catalogue.domain import items
from content.catalogue.queries import edition_in_force
from content.search.enums import Kind
from content.search.sources import Row, Source, register
from yishi.refusals import Invalid

from .models import Draft, Guide

log = logging.getLogger(__name__)


def disclose(guide, *, by):
    """Enter ``guide`` as it stands now into the catalogue in force; where none is, it waits for one.

    Invalid where that catalogue has no such entry.
    """
    if edition_in_force() is None:
        return None
    draft = Draft.objects.filter(version__guide=guide, version__n=guide.version).first()
    review = {"reviewed_on": draft.reviewed_on, "reviewed_by_id": draft.reviewed_by_id} if draft else None
    return items.put(
        review=review, source="guide", key=guide.code, entry=guide.entry, title=guide.name, summary=guide.target,
        url=guide.get_absolute_url(), made_on=guide.changed_on, community=guide.community, on=guide.changed_on, by=by,
    )


def take_back(guide, *, reason, by):
    """Take ``guide`` out of the catalogue, for ``reason``."""
    items.withdraw(source="guide", key=guide.code, reason=reason, by=by)


def hear(sender, events, **signal):
    """Enter every guide when a catalogue comes into force; one whose entry it has not is named in the log."""
    if any(event.kind == "catalogue.in_force" for event in events):
        for guide in Guide.objects.standing().select_related("community", "changed_by"):
            try:
                disclose(guide, by=guide.changed_by)
            except Invalid as refusal:
                log.warning("the guide %s is not in the catalogue: %s", guide.code, refusal)


def rows(numbers=None):
    """Yield what search finds of the guides with the keys ``numbers`` (None: of all)."""
    guides = Guide.objects.standing()
    for guide in (guides if numbers is None else guides.filter(pk__in=numbers)).iterator():
        yield Row(Kind.GUIDE, guide.pk, guide.code, guide.name, words_of(guide), guide.get_absolute_url(),
                  guide.community_id, guide.changed_on)


def words_of(guide):
    """Return what ``guide`` says in plain lines."""
    steps = [f"{step['name']}（{step['actor']}）{step['text']}" for step in guide.process]
    asked = [f"{pair['q']} {pair['a']}" for pair in guide.faq]
    things = [material["name"] for material in guide.materials]
    parts = [guide.code, guide.target, *guide.conditions, *things, *steps,
             guide.promise, guide.fee, guide.place, guide.tel, *guide.remedy]
    return "\n".join(filter(None, [*parts, *asked]))


register(Source("guide", frozenset({Kind.GUIDE}), rows))
