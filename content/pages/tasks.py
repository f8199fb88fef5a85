"""Scheduled work of publishing: versions whose hour has come, pages whose time is over,
the papers of reports, yearly looks at what is kept back."""

from django.db import transaction
from wagtail.models import Revision

from yishi.documents.domain.documents import make_waiting
from yishi.documents.pool import pool
from yishi.tasks.due import claim, due, each

from .domain import counting, releases, reviews
from .models import OpenPage, ReleaseReview
from .printing import REPORT, ask_for_papers, write

PRINTING_SECONDS = 6.0  # of one round: other work is waiting


@due("pages.publish")
def publish_scheduled(now):
    """Publish the reviewed versions that were set for this hour."""
    rows = Revision.page_revisions.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at")
    return each(list(rows), lambda revision: revision.publish(log_action="wagtail.publish.scheduled"))


@due("pages.expire")
def take_back_expired(now):
    """Take back the pages whose hour has come, but for those that have to hang longer."""
    rows = [page.specific for page in OpenPage.objects.live().filter(expire_at__lte=now)]
    return each([page for page in rows if not releases.hangs_until(page)], releases.end)


@due("pages.review_again")
def remind_of_withheld(now):
    """Remind, once a year for each, of what is kept back and due to be looked at again."""
    rows = ReleaseReview.objects.withheld().filter(next_review__lte=now.date()).select_related("community")
    return sum(_remind(row) for row in rows)


@due("pages.print")
def print_reports(now):
    """Ask for the papers of the yearly reports that went out, and make them."""
    ask_for_papers()
    return make_waiting({REPORT: write}, pool=pool, seconds=PRINTING_SECONDS)


@due("pages.count")
def write_views(now):
    """Write down the views that this process has counted."""
    counting.write()
    return 0


def _remind(review):
    with transaction.atomic():
        if not claim("pages.review_again", f"{review.pk}:{review.next_review}"):
            return 0
        reviews.remind(review)
    return 1
