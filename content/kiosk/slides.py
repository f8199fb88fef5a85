"""What a screen in the hall shows, one after another: what hangs, what was decided, what was published last."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from consultation.pages.words import said
from content.catalogue.queries import items_of
from content.queries import hanging, published
from yishi.clock.spoken import day
from yishi.web.templatetags.pieces import unbroken

EACH = 6  # of each kind


@dataclass(frozen=True)
class Slide:
    kicker: str
    title: str
    words: str
    place: str
    url: str


def slides(community=None):
    """Return the slides of ``community``, or of the whole sub-district; empty where nothing hangs. Three queries."""
    return [*_posted(community), *_decided(community), *_published(community)]


def _of(community, rows):
    """Return ``rows`` of matters, of ``community`` alone where one is named."""
    return rows if community is None else rows.filter(matter__community=community)


def _posted(community):
    for row in _of(community, hanging())[:EACH]:
        words = said(_("Hangs until %(day)s."), day=unbroken(day(row.until)))
        yield Slide(row.get_purpose_display(), row.matter.title, words, row.matter.community.name, row.matter.get_absolute_url())


def _decided(community):
    for row in _of(community, published()).order_by("-published_at")[:EACH]:
        words = said(_("%(number)s, published on %(day)s"), number=unbroken(row.number or ""), day=unbroken(day(row.published_at)))
        yield Slide(_("Result"), row.title, words, row.matter.community.name, f"{row.matter.get_absolute_url()}#step-5")


def _published(community):
    for row in items_of(community=community).exclude(source="matter").order_by("-published_on", "-pk")[:EACH]:
        yield Slide(_("Published"), row.title, row.summary, row.community.name, row.url)
