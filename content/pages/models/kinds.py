"""The types of page that editors choose from."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField

from yishi.clock import spoken

from ..blocks import PointBlock, PowerBlock
from ..enums import Accent, Affairs, ArticleKind, CommunityKind
from .base import TITLE, OpenPage

POSTED_DAYS = 15  # at least (Organic Law, art. 34)
LEAVES = ["pages.ArticlePage", "pages.DisclosurePage", "pages.PowersPage", "pages.ReadingPointsPage", "pages.GuidePage",
          "pages.ReportPage", "pages.CommunityPage"]


def words_in(stream):
    """Return a line of words for each row of ``stream``."""
    return [" ".join(str(part) for part in row.value.values() if isinstance(part, str)) for row in stream]


class Room(OpenPage):
    """What holds other pages and is no item of the catalogue itself."""

    disclosed = False
    content_panels = [TITLE, FieldPanel("community"), FieldPanel("summary"), FieldPanel("body"), FieldPanel("slug")]

    class Meta:
        abstract = True

    def rooms_and_leaves(self):
        """Return what is public in this room: its ``rooms`` (list) and its ``leaves`` (queryset, to be paged)."""
        rows = OpenPage.objects.child_of(self).live()
        return {"rooms": list(rows.filter(made_on=None).order_by("path")), "leaves": rows.exclude(made_on=None)}


class HomePage(Room):
    """The root of the editors' tree. The site's front page is another one: it is computed."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["pages.SectionPage"]
    part = "pages/parts/children.html"

    class Meta:
        verbose_name = _("home of the pages")


class SectionPage(Room):
    """A section: a street's, or the place of one community with its own texts and colour."""

    accent = models.CharField(
        _("colour"), max_length=5, choices=Accent.choices, blank=True,
        help_text=_("The colour of the line above its pages. Without one the communities have theirs by turns."),
    )

    parent_page_types = ["pages.HomePage", "pages.SectionPage"]
    subpage_types = ["pages.SectionPage", *LEAVES]
    part = "pages/parts/children.html"
    content_panels = [*Room.content_panels, FieldPanel("accent")]

    page_description = _("A room that holds other pages.")

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")


class Leaf(OpenPage):
    """What holds no other pages."""

    parent_page_types = ["pages.SectionPage"]
    subpage_types = []

    class Meta:
        abstract = True


class ArticlePage(Leaf):
    """A notice, an article, or news of what is being done."""

    kind = models.CharField(_("sort"), max_length=8, choices=ArticleKind.choices, default=ArticleKind.ARTICLE)

    content_panels = [*OpenPage.content_panels[:1], FieldPanel("kind"), *OpenPage.content_panels[1:]]

    page_description = _("A notice, an article, or what is being done.")

    class Meta:
        verbose_name = _("article or notice")
        verbose_name_plural = _("articles and notices")

    def facts(self):
        return [(_("Sort"), self.get_kind_display())]


class DisclosurePage(Leaf):
    """An item of disclosure: a paper of the office, with its number and whether it is in force."""

    number = models.CharField(_("number of the paper"), max_length=60, blank=True)
    in_force = models.BooleanField(_("in force"), default=True)

    form = "paper"
    content_panels = [
        *OpenPage.content_panels, MultiFieldPanel([FieldPanel("number"), FieldPanel("in_force")], _("The paper")),
    ]

    page_description = _("A rule or another paper of the office, with its number and whether it is in force.")

    class Meta:
        verbose_name = _("item of disclosure")
        verbose_name_plural = _("items of disclosure")

    def facts(self):
        return [(_("Number"), self.number)] if self.number else []


class PowersPage(Leaf):
    """A list of powers and duties, with the record of its approval."""

    rows = StreamField([("row", PowerBlock())], blank=True, max_num=300, verbose_name=_("lines"))
    approver = models.CharField(_("approved by"), max_length=80, blank=True)
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    approval_number = models.CharField(_("number of the approval"), max_length=60, blank=True)

    form = "table"
    part = "pages/parts/powers.html"
    versioned = True
    content_panels = [
        *OpenPage.content_panels, FieldPanel("rows"),
        MultiFieldPanel([FieldPanel("approver"), FieldPanel("approved_on"), FieldPanel("approval_number")], _("Approval")),
    ]

    page_description = _("Who leads and who helps in what, and by whom the list was approved.")

    class Meta:
        verbose_name = _("list of powers")
        verbose_name_plural = _("lists of powers")

    def found_by(self):
        return [*super().found_by(), *words_in(self.rows)]

    def facts(self):
        return [(_("Approved by"), self.approver), (_("Approved on"), self.approved_on),
                (_("Number"), self.approval_number or "–")]

    def missing(self):
        unapproved = not (self.approver and self.approved_on)
        return super().missing() + ([_("Enter who approved the list, and when.")] if unapproved else [])


class ReadingPointsPage(Leaf):
    """Where one may read what is published (Regulations, art. 25)."""

    points = StreamField([("point", PointBlock())], blank=True, max_num=100, verbose_name=_("reading points"))

    part = "pages/parts/points.html"
    content_panels = [*OpenPage.content_panels, FieldPanel("points")]

    def found_by(self):
        return words_in(self.points)

    page_description = _("Where one may read on paper what is published.")

    class Meta:
        verbose_name = _("reading points")
        verbose_name_plural = _("lists of reading points")


class GuidePage(Leaf):
    """The guide to open government information, with the contents of art. 12 of the Regulations."""

    sorts = models.TextField(_("how the information is sorted and arranged"), blank=True, max_length=2000)
    ways = models.TextField(_("how to get it"), blank=True, max_length=2000)
    office = models.CharField(_("office"), max_length=80, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    hours = models.CharField(_("hours"), max_length=120, blank=True)
    tel = models.CharField(_("telephone"), max_length=40, blank=True)
    fax = models.CharField(_("fax"), max_length=40, blank=True)
    contact = models.CharField(_("on the internet"), max_length=120, blank=True)

    part = "pages/parts/guide.html"
    versioned = True
    ASKED = ("sorts", "ways", "office", "address", "hours", "tel", "fax", "contact")
    content_panels = [*OpenPage.content_panels, MultiFieldPanel([FieldPanel(name) for name in ASKED], _("Contents of art. 12"))]

    page_description = _("How open information works here: the contents of art. 12.")

    class Meta:
        verbose_name = _("guide to open information")
        verbose_name_plural = _("guides to open information")

    def facts(self):
        return [(self._meta.get_field(name).verbose_name, getattr(self, name)) for name in self.ASKED[2:]]

    def found_by(self):
        return [getattr(self, name) for name in self.ASKED]

    def missing(self):
        sentence = _("Article 12 asks for: %(what)s.")
        lacking = [self._meta.get_field(name).verbose_name for name in self.ASKED if not getattr(self, name)]
        return super().missing() + [sentence % {"what": words} for words in lacking]


class CommunityPage(Leaf):
    """What a community makes known to its residents (Organic Law, art. 34), and where and how long it hung."""

    kind = models.CharField(_("kind (art. 34)"), max_length=12, choices=CommunityKind.choices, default=CommunityKind.DECISIONS)
    affairs = models.CharField(_("affairs"), max_length=10, choices=Affairs.choices, default=Affairs.COMMUNITY)
    posted_from = models.DateField(_("posted from"), null=True, blank=True)
    posted_until = models.DateField(_("posted until"), null=True, blank=True)
    board = models.CharField(_("notice board"), max_length=120, blank=True)
    photo = models.ForeignKey(
        "wagtailimages.Image", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("photo of the board"),
    )
    photo_alt = models.CharField(_("what the photo shows"), max_length=200, blank=True)

    part = "pages/parts/posting.html"
    content_panels = [
        *OpenPage.content_panels[:1], FieldRowPanel([FieldPanel("kind"), FieldPanel("affairs")]), *OpenPage.content_panels[1:],
        MultiFieldPanel([FieldRowPanel([FieldPanel("posted_from"), FieldPanel("posted_until")]), FieldPanel("board"),
                         FieldPanel("photo"), FieldPanel("photo_alt")], _("On the notice board")),
    ]

    page_description = _("What a community makes known, with the board it hangs on and for how long.")

    class Meta:
        verbose_name = _("community affairs")
        verbose_name_plural = _("community affairs made known")

    def clean(self):
        super().clean()
        if self.posted_from and self.posted_until and self.days < POSTED_DAYS:
            raise ValidationError({"posted_until": _("It hangs %(is)s days; at least %(n)s are asked for (art. 34).") % {
                "is": self.days, "n": POSTED_DAYS}})
        if self.expire_at and self.posted_until and localtime(self.expire_at).date() <= self.posted_until:
            raise ValidationError({"expire_at": _("It hangs until %(day)s: set its end on a later day.") % {
                "day": spoken.day(self.posted_until)}})
        if self.photo_id and not self.photo_alt.strip():
            raise ValidationError({"photo_alt": _("Say what the photo shows, for whoever cannot see it.")})

    @property
    def stays_until(self):
        """Return the last of the days that the law asks for, None where it does not hang."""
        return self.posted_from and self.posted_from + dt.timedelta(POSTED_DAYS - 1)

    @property
    def days(self):
        """Return how many days it hangs, the first and the last counted."""
        return (self.posted_until - self.posted_from).days + 1

    def found_by(self):
        return [*super().found_by(), self.board]

    def facts(self):
        return [(_("Affairs"), self.get_affairs_display()), (_("Kind (art. 34)"), self.get_kind_display())]

    def missing(self):
        hangs = self.posted_from and self.posted_until and self.board
        return super().missing() + ([] if hangs else [_("Enter on which board it hangs, from when until when.")])
