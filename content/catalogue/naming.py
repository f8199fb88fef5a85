"""How a page of the site is called: by what is found at its address, as visitors may read it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, Site

from content.search.models import Entry as Found
from meetings.models import Meeting
from yishi.people.models import Place
from yishi.text.side_by_side import aside
from yishi.web.navigation import LINKS

STATIC = {
    "published": gettext_lazy("What is published"),
    "published-ten": gettext_lazy("Ten things, one of each"),
    **dict.fromkeys(("requests-figures", "requests-figures-of"), gettext_lazy("How many ask, and what they get")),
}


def name_of(path, match):
    """Return how the page at ``path``, which resolved to ``match``, is called, or "" where nobody can tell."""
    found = Found.objects.filter(url=path).values_list("title", flat=True).first()
    if found:
        return found
    name, given = match.url_name or "", match.kwargs
    if name.startswith("meeting") and "pk" in given:
        return Meeting.objects.filter(pk=given["pk"]).values_list("title", flat=True).first() or ""
    if name == "published-community":
        place = Place.objects.filter(code=given["code"]).values_list("name", flat=True).first()
        return aside(_("Community affairs"), place)
    if name == "wagtail_serve":
        return _of_the_editors(given["trail"])
    return str(STATIC.get(name) or next((link.label for (_spot, of), link in LINKS.items() if of == name), ""))


def _of_the_editors(rest):
    """Return the title of the public page that the editors keep at ``rest``."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    pages = Page.objects.live().public().filter(url_path=f"{site.root_page.url_path}{rest}") if site else Page.objects.none()
    return pages.values_list("title", flat=True).first() or ""
