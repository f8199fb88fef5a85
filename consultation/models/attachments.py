"""Papers and pictures that belong to a matter or a report."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yishi.journal.models import Visibility


class Attachment(models.Model):
    """A paper or picture. Without a file it is a caption: what was handed in lies in the office's folder.

    ``sha256`` is of the bytes as stored, ``size`` their number; ``kind`` is the word of whoever asked for it
    ("paper", "photo", "proof", "evidence").
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey(
        "consultation.Matter", models.PROTECT, null=True, blank=True, related_name="attachments"
    )
    report = models.ForeignKey(
        "consultation.Report", models.PROTECT, null=True, blank=True, related_name="attachments"
    )
    kind = models.CharField(max_length=16, default="paper")
    title = models.CharField(max_length=120)
    file = models.FileField(upload_to="papers", max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    content_type = models.CharField(max_length=100, blank=True)
    visibility = models.CharField(max_length=8, choices=Visibility.choices, default=Visibility.PUBLIC)
    added_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(matter__isnull=False) | Q(report__isnull=False), name="attachment_belongs_to_something"
            ),
            models.CheckConstraint(
                condition=Q(file="", sha256="", size=0)
                | (~Q(file="") & ~Q(sha256="") & Q(size__gt=0) & ~Q(content_type="")), name="attachment_file_is_hashed",
            ),
        ]
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self):
        return self.title

    @property
    def is_picture(self):
        """Return whether it can be shown as a picture."""
        return self.content_type.startswith("image/")

    @property
    def small_name(self):
        """Return under which name the storage keeps the picture at the size of a list."""
        return f"{self.file.name.rpartition('.')[0]}.small.jpg"

    @property
    def shown_to_all(self):
        """Return whether it is a picture that everybody may see."""
        return self.is_picture and self.visibility == Visibility.PUBLIC
