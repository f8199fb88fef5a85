"""What follows when a page goes public or is taken back: one event, and its item in the catalogue."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import now
from yishi.journal.domain.events import append

from ..entries import disclose, take_back
from ..models import OpenPage, ReleaseReview
from .reviews import stream_of

TEXT_LENGTH = 20_000


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
            _disclose(page, review)


def withdrawn(instance, **signal):
    """Listen to Wagtail: the page ``instance`` is no longer public."""
    page = instance
    if not isinstance(page, OpenPage):
        return
    with transaction.atomic():
        append(stream_of(page), "pages.withdrawn", by=None, community=page.community, payload={"page": page.pk})
        if page.disclosed:
            take_back(source="page", key=str(page.pk), reason=str(_("The page was taken back.")), by=None)


def _disclose(page, review):
    disclose(
        source="page", key=str(page.pk), entry=page.entry, title=page.title, summary=page.summary, url=page.url or "",
        made_on=page.made_on, community=page.community, body=words_of(page), format="page", on=now().date(),
        by=review.reviewer, validity="valid" if getattr(page, "in_force", True) else "void",
    )


def words_of(page):
    """Return the plain words of the body, for the catalogue and its search."""
    found = []
    for block in page.body:
        found += block.block.get_searchable_content(block.value)
    return "\n".join(filter(None, found))[:TEXT_LENGTH]
