"""What follows when a page goes public or is taken back: one event, and its item in the catalogue."""

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from content.search.domain.index import refresh
from yishi.clock import spoken
from yishi.clock.story import now, today
from yishi.db.guard import STALE
from yishi.journal.domain.events import append
from yishi.journal.domain.texts import seal
from yishi.people.rules import holds
from yishi.refusals import Forbidden, Invalid, Refused, Stale
from yishi.release import REVIEWERS, Reason

from ..entries import disclose, not_in_force, take_back
from ..models import OpenPage, ReleaseReview
from .reviews import WHO, stream_of


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


def withdraw(page, *, by, words, reason=""):
    """Take back the public ``page``, and say why: ``words``, and the ``reason`` of arts. 14 to 16 where it is one of these.

    Forbidden unless ``by`` reviews at its place; Invalid without words; Refused where it hangs on the board of a community
    and its 15 days (Organic Law, art. 34) are not over, but for a reason of arts. 14 to 16; Stale where it is public no more.
    """
    if not holds(by, REVIEWERS, page.community):
        raise Forbidden(WHO)
    if not words.strip() or reason not in ("", *Reason.values):
        raise Invalid(_("Say why, in a sentence."), field="words")
    page = page.specific
    if not page.live:
        raise Stale(STALE)
    if not reason and (stays := hangs_until(page)):
        raise Refused(
            _("It has to hang until %(day)s (art. 34). Before that day it is taken back for a reason of arts. 14 to 16 alone.")
            % {"day": spoken.day(stays)}
        )
    return _take_back(page, {"by": by, "reason": reason, "words": words.strip()[:300]}, user=getattr(by, "user", None))


def end(page):
    """Take back ``page``, whose hour has come (*Expire*). What hangs longer by law stays, and goes when it has hung; None then.

    Stale where it is public no more.
    """
    page = page.specific
    if hangs_until(page):
        return None
    said = {"by": None, "reason": "", "words": str(_("The time for which it was published is over."))}
    return _take_back(page, said, set_expired=True, log_action="wagtail.unpublish.scheduled")


def hangs_until(page):
    """Return the last of the days ``page`` has to hang on its board (Organic Law, art. 34); None where they are over."""
    stays = getattr(page, "stays_until", None)
    return stays if stays and today() <= stays else None


def _take_back(page, said, **how):
    """Take ``page`` back with what is ``said`` of it. Of two who do, the second is Stale."""
    page.taken_back = said
    with transaction.atomic():
        if not OpenPage.objects.filter(pk=page.pk, live=True).update(has_unpublished_changes=True):
            raise Stale(STALE)
        page.unpublish(**how)
    return page


def withdrawn(instance, **signal):
    """Listen to Wagtail: the page ``instance`` is no longer public."""
    page = instance
    if not isinstance(page, OpenPage):
        return
    said = page.taken_back
    payload = {"page": page.pk, "reason": said["reason"], "words": seal(said["words"])}
    with transaction.atomic():
        append(stream_of(page), "pages.withdrawn", by=said["by"], community=page.community, payload=payload)
        if page.disclosed:
            take_back(page, reason=said["words"])


def put_under_the_catalogue(sender, events, **signal):
    """Listen to the journal: with a new edition in force, what is public already gets its items under it."""
    if any(event.kind == "catalogue.in_force" for event in events):
        _disclose_again(OpenPage.objects.live())


def moved(instance, **signal):
    """Listen to Wagtail: ``instance``, and what is in it, has another address. Its items and the search lead there."""
    rows = OpenPage.objects.live().filter(path__startswith=instance.path)
    _disclose_again(rows)
    refresh([f"page:{pk}" for pk in rows.values_list("pk", flat=True)])


def _disclose_again(pages):
    """Bring the items of the public ``pages`` up to date with what they are now."""
    for page in pages.exclude(made_on=None).exclude(entry="").select_related("community"):
        specific = page.specific
        if specific.disclosed and not not_in_force(specific.entry, specific.community):
            disclose(specific, url=page.url or "", by=None, on=max(localtime(page.released_at).date(), page.made_on))
