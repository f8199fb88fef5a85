"""What a report of a fault is about: an item, an entry, or a page of the site, as the address of the form names it."""

from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _

from yishi.people.enums import PlaceKind
from yishi.people.models import Place

from .models import Item
from .naming import name_of
from .queries import coded, entry_named


def about(said):
    """Return what ``said`` (a query: item, entry or page) names: dict of street, page, about, and heading or item.

    The page of an item is the item: what is answered is told with it, and under its entry. It is told to everybody, so it
    is called as the site calls it, and nothing that stands in ``said`` is repeated.
    """
    street = Place.objects.filter(kind=PlaceKind.SUBDISTRICT).first()
    page = clean(said.get("page", ""))[:200]
    item = _item(said.get("item"), page)
    if item is not None:
        return {"street": street, "page": item.url[:200], "about": str(item)[:200], "item": item, "heading": item.heading}
    entry = entry_named(said.get("entry", ""))
    if entry is not None:
        return {"street": street, "page": entry.heading.get_absolute_url(), "about": entry.name, "heading": entry.heading}
    match = _match_of(page) if page.startswith("/") else None
    name = name_of(page.partition("?")[0], match) if match else ""
    return {"street": street, "page": page if match else reverse("catalogue"), "about": name[:200] or _("The site as a whole")}


def _item(index_no, page):
    """Return the item with ``index_no``, or the standing one whose page is ``page``; None where there is none."""
    rows = Item.objects.select_related("heading")
    return rows.filter(index_no=coded(index_no)).first() if index_no else rows.standing().filter(url=page or None).first()


def clean(text):
    """Return ``text`` without signs that stand in no address."""
    return "".join(sign for sign in text if sign.isprintable()).strip()


def _match_of(path):
    """Return what the address ``path`` leads to, or None."""
    try:
        return resolve(path.partition("?")[0])
    except Resolver404:
        return None
