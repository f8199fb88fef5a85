"""What the workbench keeps: drafts of forms that somebody left, and texts that a community writes again and again."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import of_real, real_now


class ActDraft(models.Model):
    """What a person typed into the form of an act on a thing, and has not sent. Swept after thirty days of real time."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    act = models.CharField(max_length=60)
    key = models.CharField(max_length=40)
    data = models.JSONField(default=dict)
    kept_at = models.DateTimeField(default=real_now)

    class Meta:
        ordering = ["-kept_at"]
        constraints = [models.UniqueConstraint(fields=["person", "act", "key"], name="act_draft_one_a_form")]
        indexes = [models.Index(fields=["kept_at"])]
        verbose_name = _("draft of a form")
        verbose_name_plural = _("drafts of forms")

    def __str__(self):
        return f"{self.act} {self.key}"

    @property
    def told_at(self):
        """Return when it was kept by the product's clock, as its reader is told."""
        return of_real(self.kept_at)


class TextTemplateState(models.TextChoices):
    """Whether a template is offered."""

    USED = "used", _("in use")
    RETIRED = "retired", _("retired")


class TextTemplate(models.Model):
    """A recurring text of a community, offered above the ``field`` of the form of ``act``."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="text_templates")
    name = models.CharField(max_length=60)
    act = models.CharField(max_length=60)
    field = models.CharField(max_length=40)
    text = models.TextField(max_length=2000)
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=TextTemplateState.choices, default=TextTemplateState.USED)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "act", "field", "name"], condition=Q(state="used"), name="text_template_named_once"
            ),
        ]
        verbose_name = _("text template")
        verbose_name_plural = _("text templates")

    def __str__(self):
        return self.name

    @property
    def stream_name(self):
        """Return the name of the stream of the community's templates."""
        return f"templates:{self.community_id}"
