"""What every page of the shell knows. Nothing is read from the database before a template asks for it."""

from functools import cache

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from yishi.clock.story import now
from yishi.people.enums import PlaceKind
from yishi.people.models import Place
from yishi.people.names import display_name

from .comfort import reading_of
from .navigation import links


def shell(request):
    """Return the actor and their name, the sub-district and its settings, the links of the navigation, and whether this is a demo."""
    actor = getattr(request, "actor", None)
    street = SimpleLazyObject(lambda: _street(actor))
    instance = SimpleLazyObject(lambda: getattr(street, "instance", None) or "")
    return {
        "actor": actor,
        "actor_name": lambda: display_name(actor, actor) if actor else request.user.get_username(),
        "street": street,
        "instance": instance,
        "office_tel": lambda: getattr(instance, "tel", "") or getattr(street, "tel", ""),
        "links": cache(lambda: links(request, "main")),
        "tool_links": (tools := cache(lambda: links(request, "tools"))),
        "tool_count": cache(lambda: sum(link["count"] for link in tools())),
        "foot_links": cache(lambda: links(request, "foot")),
        "fault_links": cache(lambda: links(request, "fault")),
        "search_links": cache(lambda: links(request, "search")),
        "reading": SimpleLazyObject(lambda: reading_of(request)),
        "demo": settings.YISHI_DEMO,
        "story_now": now,
    }


def _street(actor):
    """Return the sub-district that runs this site, or an empty string before it is founded; ``actor`` brings theirs along."""
    for place in (actor.community, actor.community.parent) if actor else ():
        if place and place.kind == PlaceKind.SUBDISTRICT:
            return place
    rows = Place.objects.filter(kind=PlaceKind.SUBDISTRICT).select_related("instance")
    return rows.order_by("path").first() or ""
