"""What follows when a page goes public or is taken back: one event, and its item in the catalogue."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import now
from yishi.journal.domain.events import append

from ..entries import disclose, not_in_force, take_back
from ..models import OpenPage, ReleaseReview
from .reviews import stream_of


def released(instance, revision, **signal):
    """Listen to Wagtail: ``revision`` of the page ``instance`` is public from now on, or waits for its hour."""
    page = instance
    if not isinstance(page, OpenPage) or not page.live or page.live_revision_id != revision.pk:
        return
    review = ReleaseReview.objects.select_related("reviewer").get(revision=revision)
    with transaction.atomic():
        page.released_at = now()
        OpenPage.objects.filter(pk=page.pk).update(released_at=page.released_at)
        payload = {"page": page.pk, "revision": revision.pk, "review": review.pk}
        append(stream_of(page), "pages.published", by=review.reviewer, community=page.community, payload=payload)
        if page.disclosed:
            disclose(page, url=page.url or "", by=review.reviewer, on=now().date())


def withdrawn(instance, **signal):
    """Listen to Wagtail: the page ``instance`` is no longer public."""
    page = instance
    if not isinstance(page, OpenPage):
        return
    with transaction.atomic():
        append(stream_of(page), "pages.withdrawn", by=None, community=page.community, payload={"page": page.pk})
        if page.disclosed:
            take_back(page, reason=str(_("The page was taken back.")))


def put_under_the_catalogue(sender, events, **signal):
    """Listen to the journal: with a new edition in force, what is public already gets its items under it."""
    if any(event.kind == "catalogue.in_force" for event in events):
        for page in OpenPage.objects.live().exclude(made_on=None).exclude(entry="").select_related("community"):
            specific = page.specific
            if specific.disclosed and not not_in_force(specific.entry, specific.community):
                disclose(specific, url=page.url or "", by=None, on=max(page.released_at.date(), page.made_on))
