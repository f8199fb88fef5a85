"""Reads about the instance."""

from yishi.people.enums import PlaceKind
from yishi.people.models import Place

from .models import Instance


def street():
    """Return the sub-district that runs this site, its settings read along, or None before it is founded."""
    rows = Place.objects.filter(kind=PlaceKind.SUBDISTRICT).select_related("instance")
    return rows.order_by("path").first()


def founded():
    """Return whether the site has its sub-district."""
    return Place.objects.filter(kind=PlaceKind.SUBDISTRICT).exists()


def settings_of(place):
    """Return the Instance of ``place``; one that was never saved where nothing has been set."""
    return getattr(place, "instance", None) or Instance(community=place)
