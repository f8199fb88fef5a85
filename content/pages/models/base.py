"""What every page is: its place, its body, and the wall that nothing goes out past a release review."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PagePermissionTester

from yishi.people.rules import holds
from yishi.refusals import Refused
from yishi.release import REVIEWERS

from .. import serving
from ..blocks import Body
from ..entries import entry_is_one, not_in_force
from ..enums import PROVED_BY_PAGES, WRITERS
from ..forms import PageForm
from .reviews import ReleaseReview

NOT_REVIEWED = _(
    "“%(title)s” is not published: this version has no release review yet. Submit it; somebody else looks at it first."
)

NOT_WITHOUT_WORDS = _(
    "“%(title)s” stays public: it is taken back with a reason, by whoever reviews, or when the hour comes that was set for it."
)
ON_RECORD = _("“%(title)s” or a page in it was reviewed and stays on record. Take it back instead.")

TITLE = FieldPanel("title", classname="title")  # Wagtail's own makes the address of what is Latin in a title: of most, nothing


def _is_whole(field, value):
    """Return whether every block in ``value`` has what it needs: drafts are saved without."""
    try:
        field.stream_block.clean(value)
    except ValidationError:
        return False
    return True


class PlaceTester(PagePermissionTester):
    """What an account may do with a page: nothing, where its holder has no office of publishing at the page's place."""

    def __init__(self, user, page):
        super().__init__(user, page)
        if user.is_active and not user.is_superuser and not holds(user.person, WRITERS | REVIEWERS, page.community):
            self.permissions = set()


class OpenPage(Page):
    """A page of the site. ``entry`` is the one entry of the catalogue (second level) under which it is disclosed.

    ``made_on`` is the day the information was made; ``released_at`` when this version went out, by the product clock.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+", verbose_name=_("place"))
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    body = StreamField(Body(), blank=True, verbose_name=pgettext_lazy("what a page says", "body"))
    entry = models.CharField(
        _("entry of the catalogue"), max_length=8, blank=True, validators=[entry_is_one],
        help_text=_("The number of one entry of the second level, as in 14."),
    )
    made_on = models.DateField(_("made on"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=80, blank=True, help_text=_("Who made the information public."))
    ten = models.CharField(
        _("which of the ten it proves"), max_length=12, blank=True, choices=[(ten.value, ten.label) for ten in PROVED_BY_PAGES],
    )
    released_at = models.DateTimeField(null=True, blank=True, editable=False)

    is_creatable = False
    base_form_class = PageForm
    disclosed = True  # it names an entry of the catalogue, and becomes an item there
    counts = False  # it counts much from the records, and is put together before a visitor asks
    versioned = False  # its earlier public versions can be read, with what changed
    form = ""  # what it is by its type: "table", or "paper" where one lies in it
    part = ""  # the template of what this type adds to the body
    taken_back = None  # while it is taken back: ``by``, ``reason`` and ``words``
    private_page_options = []  # what is public is so for everybody: to shut it is to take it back

    content_panels = [
        TITLE,
        MultiFieldPanel([FieldPanel("community"), FieldPanel("made_on"), FieldPanel("source")], _("Where it comes from")),
        FieldPanel("summary"), FieldPanel("body"),
        MultiFieldPanel([FieldPanel("entry"), FieldPanel("ten"), FieldPanel("slug")], _("Where it belongs")),
    ]
    promote_panels = []
    settings_panels = [PublishingPanel()]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def permissions_for_user(self, user):
        return PlaceTester(user, self)

    def facts(self):
        """Return what the type says of itself above the body: pairs of a label and words."""
        return []

    def found_by(self):
        """Return the words beside summary and body by which the page is found: what stands above the body."""
        return [str(words) for _label, words in self.facts() if isinstance(words, str)]

    def missing(self):
        """Return what is missing before it may be released, as sentences."""
        unfinished = [_("A block of “%(what)s” is not complete.") % {"what": field.verbose_name} for field in self._meta.fields
                      if isinstance(field, StreamField) and not _is_whole(field, getattr(self, field.name))]
        if not self.disclosed:
            return unfinished
        asked = ((self.entry, _("Name the one entry of the catalogue it belongs to.")),
                 (self.summary, _("Say in a summary what it is.")),
                 (self.made_on, _("Say on which day the information was made.")))
        unnamed = not_in_force(self.entry, self.community) if self.entry else ""
        return unfinished + [sentence for given, sentence in asked if not given] + [unnamed] * bool(unnamed)

    def require_review(self, revision):
        """Refuse unless ``revision`` is reviewed and let out, and its content is what was looked at."""
        review = revision and ReleaseReview.objects.releasing().filter(revision=revision, page=self.pk).first()
        if not review or review.digest != serving.digest_of(revision):
            raise Refused(NOT_REVIEWED % {"title": self.get_admin_display_title()})

    def publish(self, revision, *args, **kwargs):
        """Publish ``revision``, or set it for its hour. Refused without its release review, whoever asks.

        The review is the permission: of Wagtail's own none is asked.
        """
        self.require_review(revision)
        with transaction.atomic():
            return super().publish(revision, *args, **{**kwargs, "skip_permission_checks": True})

    def require_way(self):
        """Refuse a change from or to the public past its verb: in by the release of a reviewed version, out with a reason."""
        before = list(OpenPage.objects.filter(pk=self.pk, live=True).values_list("live_revision", flat=True)[:1])
        if self.live and before != [self.live_revision_id]:
            self.require_review(self.live_revision)
        if before and not self.live and not self.taken_back:
            raise Refused(NOT_WITHOUT_WORDS % {"title": self.get_admin_display_title()})

    def save(self, *args, built_in=False, **kwargs):
        """Save. A row that goes public, or is public no more, by any way but its verb is refused (``require_way``).

        The empty rooms that the site itself makes are ``built_in``.
        """
        if not built_in and not getattr(self, "built_in", False):
            self.require_way()
        super().save(*args, **kwargs)

    def require_off_record(self):
        """Refuse where it, or a page in it, was reviewed: what is on record is not deleted."""
        if ReleaseReview.objects.filter(page__path__startswith=self.path).exists():
            raise Refused(ON_RECORD % {"title": self.get_admin_display_title()})

    def delete(self, *args, **kwargs):
        """Delete a draft. Refused where it, or a page in it, was reviewed."""
        self.require_off_record()
        return super().delete(*args, **kwargs)

    def copy(self, *args, **kwargs):
        """Copy as a draft: what was reviewed is the page it was copied from."""
        return super().copy(*args, **{**kwargs, "keep_live": False})

    def get_template(self, request, *args, **kwargs):
        return "pages/page.html"  # Wagtail names one for each class

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"whole": serving.whole(self, request)}

    def serve(self, request, *args, **kwargs):
        answer = super().serve(request, *args, **kwargs)
        answer.headers[serving.OPENED] = f"{self.pk} {self.community_id}"
        return answer


def no_way_round(sender, instance, raw=False, **signal):
    """Listen to Django: what is saved as a bare ``Page`` meets the wall too."""
    page = None if raw or not instance.pk else OpenPage.objects.filter(pk=instance.pk).first()
    if page:
        page.live, page.live_revision_id = instance.live, instance.live_revision_id
        page.require_way()
