"""Who one is: persons, their households, and the owners of units. A person may have no account."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..enums import Honorific, PublicName


class Household(models.Model):
    """The people of one door. ``room`` never appears in public."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="households")
    place = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    room = models.CharField(max_length=20)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["place", "room"], name="household_one_a_door")]
        verbose_name = _("household")
        verbose_name_plural = _("households")

    def __str__(self):
        return f"household {self.pk}"


class Person(models.Model):
    """Who one is. ``born`` decides who is 18; ``community`` is where the person lives or serves."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="persons")
    name = models.CharField(max_length=60)
    honorific = models.CharField(max_length=6, choices=Honorific.choices, blank=True)
    public_name = models.CharField(max_length=10, choices=PublicName.choices, default=PublicName.MASKED)
    born = models.DateField(null=True, blank=True)
    household = models.ForeignKey(Household, models.SET_NULL, null=True, blank=True, related_name="members")
    registered = models.BooleanField(default=True)  # has local household registration (户籍)
    synthetic = models.BooleanField(default=False)  # made for a demonstration; never a real person
    key = models.CharField(max_length=40, null=True, blank=True, unique=True)  # the register's own number

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["community", "born"])]
        verbose_name = _("person")
        verbose_name_plural = _("persons")

    def __str__(self):
        return f"person {self.pk}"

    def age_on(self, day):
        """Return the full years lived on ``day``, or None where the date of birth is not known."""
        if self.born is None:
            return None
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))


class Owner(models.Model):
    """One voting head (Civil Code 278): everybody who owns the same units together.

    Whoever owns two flats alone is one head; the co-owners of a flat are one head.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="owners")
    estate = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    persons = models.ManyToManyField(Person, through="Ownership", related_name="owner_heads")
    key = models.CharField(max_length=40, null=True, blank=True, unique=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("owner")
        verbose_name_plural = _("owners")

    def __str__(self):
        return f"owner {self.pk}"


class Ownership(models.Model):
    """A person is one of an owner's persons."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    owner = models.ForeignKey(Owner, models.CASCADE, related_name="ownerships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="ownerships")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "person"], name="ownership_once")]
        verbose_name = _("ownership")
        verbose_name_plural = _("ownerships")


class OwnedUnit(models.Model):
    """A flat or shop with its exclusive floor area in square metres. ``room`` never appears in public."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    place = models.ForeignKey("people.Place", models.PROTECT, related_name="units")
    room = models.CharField(max_length=20)
    area = models.DecimalField(max_digits=9, decimal_places=2)
    owner = models.ForeignKey(Owner, models.PROTECT, related_name="units")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["place", "room"], name="unit_one_a_door"),
            models.CheckConstraint(condition=Q(area__gt=0), name="unit_has_area"),
        ]
        verbose_name = _("owned unit")
        verbose_name_plural = _("owned units")
