"""Papers that the site prints: asked for once, rendered once, kept by the hash of their bytes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import now


class State(models.TextChoices):
    """Where a document stands."""

    WAITING = "waiting", _("being made")
    READY = "ready", _("ready")
    FAILED = "failed", _("could not be made")


class Problem(models.TextChoices):
    """Why a document could not be made, in a sentence. The codes are those of the child and its pool."""

    TOO_LONG = "too_long", _("Making it took longer than is allowed. Shorten what goes into it.")
    MEMORY = "memory", _("Making it took more memory than is allowed. Shorten what goes into it.")
    TOO_BIG = "too_big", _("It is larger than a document may be. Shorten what goes into it.")
    TOO_MANY = "too_many", _("It has more parts than a document may have. Shorten what goes into it.")
    TOO_DEEP = "too_deep", _("Its parts are nested more deeply than is allowed.")
    TOO_WIDE = "too_wide", _("One of its cells spans more columns or rows than is allowed.")
    OUTSIDE = "outside", _("It asks for something outside itself; a document must carry all that it shows.")
    NO_FONT = "no_font", _("There is no Chinese font on this machine. Have “make setup” run there.")
    NO_CHILD = "no_child", _("The program that makes documents does not start on this machine. Its log says why.")
    GONE = "gone", _("What it is made of is not there any more.")
    BROKEN = "broken", _("It could not be made, by a fault of the program. The log of the server says more.")


class DocumentQuerySet(models.QuerySet):
    def of(self, kind, subject, version=1):
        """Return the document of ``kind`` on ``subject`` in ``version``, or none."""
        return self.filter(kind=kind, subject=str(subject), version=version)


class Document(models.Model):
    """One paper: its ``kind``, the key of its ``subject``, the ``version`` of it.

    ``input_sha256`` is over all that went into it, ``sha256`` over its bytes, which lie under ``path`` in the storage.
    Once ready it is never made again: a correction is another version.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24)
    subject = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    problem = models.CharField(max_length=10, choices=Problem.choices, blank=True)
    asked_at = models.DateTimeField(default=now)
    made_at = models.DateTimeField(null=True, blank=True)
    input_sha256 = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    path = models.CharField(max_length=120, blank=True)
    size = models.PositiveIntegerField(default=0)
    pages = models.PositiveSmallIntegerField(default=0)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject", "version"], name="document_asked_once"),
            models.UniqueConstraint(
                fields=["input_sha256"], condition=~Q(input_sha256=""), name="document_rendered_once"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", problem="", sha256="", path="", made_at=None)
                | Q(state="failed", sha256="", path="") & ~Q(problem="")
                | Q(state="ready", problem="", made_at__isnull=False) & ~Q(sha256="") & ~Q(path=""),
                name="document_ready_with_its_file",
            ),
        ]
        indexes = [models.Index(fields=["state", "id"])]
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self):
        return f"{self.kind} {self.subject} v{self.version}: {self.state}"
