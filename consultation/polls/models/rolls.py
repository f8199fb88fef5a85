"""The frozen roll: who is entitled, and who may act for which unit. Rows are written once, at the freezing."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from yishi.db.append_only import append_only

from .polls import Poll

FROZEN = "(SELECT roll_hash FROM polls_poll WHERE id = NEW.poll_id) <> ''"


@append_only(closed_when=FROZEN)
class RollEntry(models.Model):
    """One voting unit on the roll of a poll: a person (``p7``), a household (``h7``) or an owner (``o7``)."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+", db_index=False)
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="roll", db_index=False)
    unit = models.CharField(max_length=24)
    area_dm2 = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["poll", "unit"], name="roll_unit_once")]
        verbose_name = _("line of the roll")
        verbose_name_plural = _("lines of the roll")

    def __str__(self):
        return f"{self.unit} on the roll of poll {self.poll_id}"

    @property
    def area(self):
        """Return the area in square metres, a Decimal with two digits."""
        return Decimal(self.area_dm2) / 100


@append_only(closed_when=FROZEN)
class RollVoter(models.Model):
    """A person who may vote for a unit: oneself, a member of the household, one of the owners."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+", db_index=False)
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="+", db_index=False)
    entry = models.ForeignKey(RollEntry, models.PROTECT, related_name="voters")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "person", "entry"], name="roll_voter_once")]
        verbose_name = _("voter")
        verbose_name_plural = _("voters")

    def __str__(self):
        return f"person {self.person_id} votes for line {self.entry_id}"


@append_only()
class Recusal(models.Model):
    """A unit that stands aside (回避) for an interest in the matter: it does not vote and is not among those present."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="recusals")
    entry = models.OneToOneField(RollEntry, models.PROTECT, related_name="recusal")
    words = models.CharField(max_length=200)
    entered_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        verbose_name = _("recusal")
        verbose_name_plural = _("recusals")

    def __str__(self):
        return f"recusal of line {self.entry_id}"
