"""Reads of publishing, each with a fixed number of queries."""

from functools import partial
from itertools import pairwise

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, ReferenceIndex, Revision, Site, TaskState

from consultation.models import Matter
from yishi.journal.models import Event
from yishi.people.rules import seats_of
from yishi.release import REVIEWERS
from yishi.text.diff import diff

from .enums import Ten
from .models import CommunityPage, OpenPage, ReleaseReview, ReviewTask, SectionPage
from .searching import words_of

FLOW = (
    gettext_lazy("An editor writes a draft and names the entry of the catalogue, the source and the day it was made."),
    gettext_lazy("The editor submits this version for release review."),
    gettext_lazy("Another person looks for secrets, privacy and what the law forbids (art. 17), and asks for changes where needed."),
    gettext_lazy("What may go out is published at once or at its hour, with an index number and its item in the catalogue."),
    gettext_lazy("What is kept back gets its reason (arts. 14 to 16) and is looked at again every year (art. 18)."),
)
CURE = gettext_lazy("A public page has to prove it; editors say so in its field “which of the ten it proves”.")
CURES = {
    Ten.POINTS: gettext_lazy("Publish the list of reading points."), Ten.FORM: gettext_lazy("No page has been reviewed yet."),
    Ten.CHART: gettext_lazy("The release workflow has not been set up."), Ten.REPORT: gettext_lazy("Publish an annual report."),
}

TYPES = [each.name for each in OpenPage._meta.related_objects if each.one_to_one and issubclass(each.related_model, OpenPage)]


def at(trail):
    """Return the public page at ``trail`` below the root of the pages, as its own type; None where there is none.

    What somebody had shut before pages could no longer be made private is not public. One query.
    """
    root = next((each.root_path for each in Site.get_site_root_paths()), "/")
    whole = f"{root}{trail}"
    own = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    shut = PageViewRestriction.objects.annotate(own=own).filter(own__startswith=F("page__path"))
    rows = OpenPage.objects.live().filter(slug=whole.rstrip("/").rpartition("/")[2], url_path=whole).exclude(Exists(shut))
    row = rows.select_related("community", *TYPES).first()
    page = next((getattr(row, name) for name in TYPES if hasattr(row, name)), None)
    if page is not None:
        page.community = row.community
    return page


def moved(address):
    """Return the address to which the page at ``address`` has moved, or "". One query."""
    row = Redirect.objects.filter(old_path=Redirect.normalise_path(address)).select_related("redirect_page").first()
    page = row and row.redirect_page
    return page.url or "" if page and page.live else ""


def ten(reviews):
    """Return the ten rows: ``label``, and where it is there ``href``, ``words`` and ``on``; else ``cure``. Four queries at most.

    ``reviews`` are the newest there are.
    """
    found = _by_pages() | {Ten.PLATFORM: _platform(), Ten.FORM: _form(reviews), Ten.CHART: _chart()}
    found[Ten.EXCHANGE] = found.get(Ten.EXCHANGE) or _exchange()
    return [{"label": kind.label, "cure": CURES.get(kind, CURE)} | (found.get(kind) or {}) for kind in Ten]


def _row(page):
    return page and {"href": page.url or reverse("published"), "words": page.title, "on": page.made_on}


def _by_pages():
    """Return {what it proves: row} of the newest public pages: by what their field says, or by their type."""
    types = {"readingpointspage": Ten.POINTS, "reportpage": Ten.REPORT}
    proving = ~Q(ten="") | Q(readingpointspage__isnull=False) | Q(reportpage__isnull=False)
    rows = OpenPage.objects.live().filter(proving).select_related(*types).order_by("-made_on", "-pk")[:100]
    found = {}
    for page in rows:
        for kind in filter(None, [page.ten and Ten(page.ten), *(kind for name, kind in types.items() if hasattr(page, name))]):
            found.setdefault(kind, _row(page))
    return found


def _platform():
    founded = Event.objects.filter(kind="people.founded").values_list("at", flat=True).first()
    return {"href": reverse("home"), "words": _("this site"), "on": founded and timezone.localtime(founded).date()}


def _form(reviews):
    return reviews and {"href": "#form", "words": _("the release review of every version"), "on": reviews[0].on}


def _chart():
    task = ReviewTask.objects.filter(active=True).first()
    return task and {"href": "#flow", "words": _("drawn from the workflow that the site holds to")}


def _exchange():
    matter = Matter.objects.order_by("-opened_on", "-pk").first()
    return matter and {"href": matter.get_absolute_url(), "words": matter.title, "on": matter.opened_on}


def reviews_of_late():
    """Return the ten newest reviews of what is public now, with their pages. One query."""
    return list(ReleaseReview.objects.releasing().filter(page__live=True).select_related("page")[:10])


def of_community(community, affairs="", kind=""):
    """Return what ``community`` has made known, of ``affairs`` or ``kind`` alone where one is given, to be paged."""
    rows = CommunityPage.objects.live().filter(community=community)
    rows = rows.filter(affairs=affairs) if affairs else rows
    return rows.filter(kind=kind) if kind else rows


def accents_of(community):
    """Return the colours that the public sections of ``community`` have chosen."""
    return list(SectionPage.objects.live().filter(community=community).exclude(accent="").values_list("accent", flat=True)[:1])


def versions_of(page):
    """Return the versions of ``page`` that were public, the newest first: dicts of ``on``, ``text``, and ``diff`` to the one
    before, as (op, text); the first one has none. One query, and one for each papers that a version shows."""
    if page.live_revision_id is None:
        return []
    rows = ReleaseReview.objects.releasing().filter(page=page.pk, revision_id__lte=page.live_revision_id)
    rows = rows.select_related("revision").order_by("revision_id")
    read = partial(page.specific_class.from_serializable_data, check_fks=False)  # nothing around it is asked for
    found = [{"on": row.on, "text": words_of(read(row.revision.content), inside=False), "diff": []} for row in rows]
    for before, after in pairwise(found):
        after["diff"] = diff(before["text"], after["text"])
    return found[::-1]


def withheld_for(person):
    """Return the reviews of what is kept back where ``person`` reviews, the next to be looked at first.

    ``out`` of each is the day on which a later version of its page was let out, or None.
    """
    places = tuple(seat.place.path for seat in seats_of(person) if seat.role in REVIEWERS)
    later = ReleaseReview.objects.releasing().filter(page=OuterRef("page"), revision__gt=OuterRef("revision"))
    rows = ReleaseReview.objects.withheld().select_related("page", "community").annotate(out=Subquery(later.values("on")[:1]))
    rows = rows.order_by("next_review", "pk")[:100]
    return [row for row in rows if places and row.community.path.startswith(places)]


def is_public(thing):
    """Return whether a public page shows ``thing`` (a paper or picture of the editors' desk)."""
    rows = ReferenceIndex.get_references_to(thing).values_list("object_id", flat=True)
    keys = [int(key) for key in rows[:500] if key.isdigit()]
    return OpenPage.objects.live().filter(pk__in=keys).exists()


def waits_to_go_out(thing):
    """Return whether a version that is under review, or waits for its hour, shows ``thing``."""
    return _is_shown(thing, _waiting())


def waits_or_was_let_out(thing):
    """Return whether a version that is under review, or was let out by one, shows ``thing``."""
    return _is_shown(thing, _waiting() | Q(pk__in=ReleaseReview.objects.releasing().values("revision")))


def _waiting():
    under_review = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).exclude(revision=None)
    return Q(pk__in=under_review.values("revision")) | Q(approved_go_live_at__isnull=False)


def _is_shown(thing, which):
    """Return whether one of the versions ``which`` (a ``Q``) refers to ``thing``."""
    key = (ContentType.objects.get_for_model(thing).pk, str(thing.pk))
    rows = Revision.page_revisions.filter(which, content__icontains=key[1]).order_by("-pk")  # cut down before it is looked into
    pages = (row.as_object() for row in rows.iterator(50))
    return any(found[:2] == key for page in pages for found in ReferenceIndex._extract_references_from_object(page))
