"""Reads about the instance."""

from yishi.people.enums import PlaceKind
from yishi.people.models import Place

from .models import Instance


def street():
    """Return the sub-district that runs this site, its settings read along, or None before it is founded."""
    rows = Place.objects.filter(kind=PlaceKind.SUBDISTRICT).select_related("instance")
    return rows.order_by("path").first()


def answer_workdays():
    """Return within how many working days a report that comes in now is answered. One query."""
    return settings_of(street()).answer_workdays


_known = set()


def founded():
    """Return whether the site has its sub-district. It never loses it again, so a process asks until it has."""
    if not _known and Place.objects.filter(kind=PlaceKind.SUBDISTRICT).exists():
        _known.add(True)
    return bool(_known)


def forget():
    """Forget that the site was founded: for tests, whose founding is rolled back."""
    _known.clear()


def settings_of(place):
    """Return the Instance of ``place``; one that was never saved where nothing has been set."""
    return getattr(place, "instance", None) or Instance(community=place)
