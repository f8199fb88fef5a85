"""The tree of places: district, sub-district, community, grid, estate, building, stairwell."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import PlaceKind


class PlaceQuerySet(models.QuerySet):
    def within(self, place):
        """Return the places in ``place``, itself among them."""
        return self.filter(path__startswith=place.path)

    def communities(self):
        """Return the communities, by code."""
        return self.filter(kind=PlaceKind.COMMUNITY).order_by("code")


class Place(models.Model):
    """A node of the tree. ``path`` holds the codes from the root, each followed by a stroke: ``WTL/LX/LX-1/``."""

    kind = models.CharField(max_length=12, choices=PlaceKind.choices)
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=80)
    short = models.CharField(max_length=2, blank=True)  # the character that begins its document numbers: 槐, 临
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=200, unique=True)
    profile = models.TextField(blank=True)
    address = models.CharField(max_length=200, blank=True)
    tel = models.CharField(max_length=40, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        verbose_name = _("place")
        verbose_name_plural = _("places")

    def __str__(self):
        return self.name

    def contains(self, other):
        """Return whether ``other`` is this place or lies in it."""
        return other.path.startswith(self.path)
