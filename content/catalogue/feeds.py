"""What is published, for machines: a portal of the district, a reader of feeds, a search engine.

Every item keeps its index number and its address by that number, whatever becomes of the page behind it.
"""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from meetings.models import Meeting
from yishi.clock.story import now, today
from yishi.text.plain import plain

from .enums import Openness
from .models import Entry
from .queries import items_of

DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
ENTRIES, A_PAGE, IN_SITEMAP = 50, 500, 5000
JSON_FEED, LANGUAGE = "https://jsonfeed.org/version/1.1", "zh-Hans"  # what is published is Chinese, and so is what a feed says


class Atom(Atom1Feed):
    """Atom (RFC 4287): what it calls an id has to be an address, so the index number stands in an element of its own."""

    def root_attributes(self):
        return super().root_attributes() | {"xmlns:dc": DUBLIN_CORE}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item | {"unique_id": item["link"]})
        handler.addQuickElement("dc:identifier", item["unique_id"])


FORMS = {"atom": Atom, "rss": Rss201rev2Feed}


def newest(heading=None, community=None):
    """Return the items published last under ``heading`` and of ``community``. One query."""
    return list(items_of(heading, community).order_by("-published_on", "-pk")[:ENTRIES])


def title_of(street, entry, community):
    """Return what a feed is called."""
    parts = [getattr(community, "name", "") or getattr(street, "name", ""), entry.name if entry else _("Disclosure catalogue")]
    return " · ".join(filter(None, parts))


def xml(form, items, *, title, address, here, home):
    """Return the feed ``items`` in the form "atom" or "rss".

    ``address`` makes a path whole, ``here`` is the feed's own address, ``home`` the path of the page whose feed it is. Signs
    that no XML may hold are left out of the words.
    """
    title = plain(title)
    feed = FORMS[form](title=title, link=address(home), description=title, language=LANGUAGE, feed_url=here, feed_guid=here)
    for item in items:
        feed.add_item(
            title=plain(item.title), link=address(item.get_absolute_url()), description=escape(plain(item.summary)),
            unique_id=item.index_no, unique_id_is_permalink=False, pubdate=instant(item.published_on),
            updateddate=instant(item.changed_on), author_name=plain(item.body), categories=words_of(item),
        )
    return feed.writeString("utf-8")


def json_feed(items, *, title, address, here, home):
    """Return the feed ``items`` as a JSON Feed, with a member ``_disclosure`` that holds the columns of the catalogue."""
    names = names_of(items)
    return {
        "version": JSON_FEED, "title": title, "home_page_url": address(home), "feed_url": here, "language": LANGUAGE,
        "items": [
            {
                "id": item.index_no, "url": address(item.get_absolute_url()), "title": item.title,
                "content_text": item.summary, "date_published": instant(item.published_on).isoformat(),
                "date_modified": instant(item.changed_on).isoformat(), "authors": [{"name": item.body}],
                "tags": words_of(item),
                "_disclosure": record(item, names, address),
            }
            for item in items
        ],
    }


def words_of(item):
    """Return the kinds of openness of ``item``, as a reader of a feed sees them."""
    return [str(Openness(kind).label) for kind in item.openness]


def record(item, names, address):
    """Return ``item`` with all its columns; ``names`` is heading → name of its entry in force, ``address`` makes a path whole."""
    return {
        "index_no": item.index_no, "entry": item.heading.code, "entry_name": names.get(item.heading_id, ""),
        "title": item.title, "summary": item.summary, "body": item.body, "made_on": item.made_on,
        "published_on": item.published_on, "changed_on": item.changed_on, "format": item.format,
        "validity": item.validity, "openness": item.openness, "community": item.community.code, "url": address(item.url),
    }


def page(heading, community, after, address):
    """Return (records, key of the last one where more follow, else None): at most 500 items, by key. Two queries."""
    rows = items_of(heading, community).order_by("pk")
    found = list((rows.filter(pk__gt=after) if after else rows)[: A_PAGE + 1])
    more = found[A_PAGE - 1].pk if len(found) > A_PAGE else None
    names = names_of(found)
    return [record(item, names, address) for item in found[:A_PAGE]], more


def names_of(items):
    """Return heading → name of its entry in force, for the headings of ``items``. One query."""
    rows = Entry.objects.in_force().filter(heading__in={item.heading_id for item in items})
    return {row.heading_id: row.name for row in rows.only("heading_id", "level2", "level3")}


def sitemap():
    """Yield (path, day of the last change or None) of what a search engine should know, 5,000 items at most."""
    for name in ("home", "published", "matters", "meetings", "catalogue", "guides", "requests", "requests-published", "rights"):
        yield reverse(name), None
    for code in Entry.objects.in_force().order_by("kind", "seq").values_list("heading__code", flat=True):
        yield reverse("catalogue-entry", args=[code]), None
    for pk, starts in Meeting.objects.order_by("-starts_at").values_list("pk", "starts_at")[:IN_SITEMAP]:
        yield reverse("meeting", args=[pk]), min(timezone.localtime(starts).date(), today())
    days = {}
    for url, day in items_of().order_by("-published_on", "-pk").values_list("url", "changed_on")[:IN_SITEMAP]:
        path = url.partition("#")[0]
        days[path] = max(day, days.get(path, day))
    yield from days.items()


def instant(day):
    """Return the beginning of ``day`` as an instant, not after the present one."""
    return min(timezone.make_aware(dt.datetime.combine(day, dt.time())), now())
