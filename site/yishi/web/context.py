"""What every page of the shell knows."""

from django.conf import settings


def shell(request):
    """Return the actor behind the request, and whether this is a demonstration."""
    return {"actor": getattr(request, "actor", None), "demo": settings.YISHI_DEMO}
