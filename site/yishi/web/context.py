"""What every page of the shell knows. Nothing is read from the database before a template asks for it."""

from functools import cache

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from yishi.clock.story import now
from yishi.people.enums import PlaceKind
from yishi.people.models import Place
from yishi.people.names import display_name

from .navigation import links


def shell(request):
    """Return the actor and their name, the sub-district, the links of the navigation, and whether this is a demo."""
    actor = getattr(request, "actor", None)
    return {
        "actor": actor,
        "actor_name": lambda: display_name(actor, actor) if actor else request.user.get_username(),
        "street": SimpleLazyObject(_street),
        "links": cache(lambda: links(request, "main")),
        "tool_links": cache(lambda: links(request, "tools")),
        "foot_links": cache(lambda: links(request, "foot")),
        "demo": settings.YISHI_DEMO,
        "story_now": now,
    }


def _street():
    """Return the sub-district that runs this site, or an empty string before it is founded."""
    return Place.objects.filter(kind=PlaceKind.SUBDISTRICT).order_by("path").first() or ""
