"""What waits for whoever reviews: versions that were submitted, and what is kept back and due to be looked at again."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState

from content.requests import yearly
from yishi.clock.story import today
from yishi.people.duties import Duty, Owed, register
from yishi.people.enums import Role
from yishi.people.rules import seats_of, sits_as
from yishi.release import REVIEWERS

from .models import ReleaseReview, ReportPage

SHOWN = 20


def _places(person):
    return [seat.place.path for seat in seats_of(person) if seat.role in REVIEWERS]


def to_review(person):
    """Return the versions that wait for a review at the person's place."""
    if not _places(person):
        return []
    rows = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).select_related("revision").order_by("started_at")
    return [
        Owed(state.revision.content.get("title", ""), reverse("wagtailadmin_pages:edit", args=[state.revision.object_id]))
        for state in rows[:SHOWN] if state.revision
    ]


def to_look_at_again(person):
    """Return what is kept back at the person's place and due."""
    places = _places(person)
    if not places:
        return []
    rows = ReleaseReview.objects.withheld().filter(next_review__lte=today()).select_related("page", "community")
    return [
        Owed(row.page.title, reverse("pages-withheld"), row.next_review) for row in rows[:SHOWN]
        if row.community.path.startswith(tuple(places))
    ]


def to_report(person):
    """Return what is owed of the yearly report of the year before (arts. 49, 50), where this site has records of that year.

    The office in charge at the district gets it by 31 January, everybody by 31 March.
    """
    if not sits_as(person, {Role.DISCLOSURE_OFFICER}):
        return []
    year = today().year - 1
    rows = list(ReportPage.objects.filter(year=year).select_related("latest_revision"))
    public, handed_in = any(page.live for page in rows), any(map(_handed_in, rows))
    if (public and handed_in) or not (found := yearly.of(year)).there:
        return []
    address = reverse("requests-figures-of", args=[year])
    owed = [(handed_in, _("Hand in to the district: the report on open information in %(year)s"), found.due),
            (public, _("Publish: the report on open information in %(year)s"), found.public_by)]
    return [Owed(title % {"year": year}, address, day) for done, title, day in owed if not done]


def _handed_in(page):
    """Return whether ``page``, or a draft of it that is not released yet, says when it was handed in."""
    draft = page.latest_revision
    return bool(page.handed_in_on or (draft and draft.content.get("handed_in_on")))


register(
    Duty("pages-report", _("Yearly report"), to_report, rank=40),
    Duty("pages-review", _("Pages that wait for your review"), to_review, rank=30),
    Duty("pages-again", _("Kept back: look at it again this year"), to_look_at_again, rank=35),
)
