"""The kinds of event of publishing."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from yishi.clock.story import today
from yishi.journal.kinds import EventKind, register
from yishi.journal.models import Visibility
from yishi.people.models import Person, Seat
from yishi.release import REVIEWERS


def reviewers(event):
    """Return those who review where the page stands."""
    codes = event.community.path.strip("/").split("/")
    seats = Seat.objects.on(today()).filter(role__in=REVIEWERS, place__code__in=codes)
    return Person.objects.filter(seats__in=seats).distinct()


def page_of(event):
    """Return the public address of the page, or "" where it is not public."""
    page = Page.objects.filter(pk=int(event.stream.name.partition(":")[2])).only("url_path", "live", "pk").first()
    return page.url or "" if page and page.live else ""


def withheld(event):
    """Return the address of the list of what is kept back."""
    return reverse("pages-withheld")


register(
    EventKind("pages.reviewed", _("a version was reviewed before release"), Visibility.STAFF),
    EventKind("pages.published", _("a page was published")),
    EventKind("pages.withdrawn", _("a page was taken back")),
    EventKind("pages.looked_at_again", _("what is kept back was looked at again"), Visibility.STAFF),
    EventKind(
        "pages.review_due", _("what is kept back is to be looked at again"), Visibility.STAFF, told=reviewers, address=withheld,
    ),
    at=page_of,
)
