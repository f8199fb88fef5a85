"""What the site says of itself, one row a sub-district; and the code that opens its first run."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import today
from yishi.text.side_by_side import aside, clauses

from . import portal

ANSWER_WORKDAYS = 5  # the usual local rule for a report that is neither urgent nor complex; no law names the days
LEAST_WORKDAYS, MOST_WORKDAYS = 1, 15  # fifteen is what local rules give for what is complex


class Instance(models.Model):
    """The settings of the site of one sub-district. What is empty is not shown."""

    community = models.OneToOneField("people.Place", models.PROTECT, related_name="instance")
    organiser = models.CharField(max_length=120, blank=True)  # 主办单位
    undertaker = models.CharField(max_length=120, blank=True)  # 承办单位
    tel = models.CharField(max_length=40, blank=True)
    hours = models.CharField(max_length=80, blank=True)
    icp = models.CharField(max_length=40, blank=True)  # ICP 备案号
    police_filing = models.CharField(max_length=40, blank=True)  # 公安联网备案号
    site_code = models.CharField(max_length=20, blank=True)  # 网站标识码
    fault_address = models.CharField(max_length=200, blank=True)  # 找错: a web address or an e-mail address
    competent_name = models.CharField(max_length=120, blank=True)  # 政府信息公开工作主管部门, which watches over this office
    competent_address = models.CharField(max_length=200, blank=True)
    competent_tel = models.CharField(max_length=40, blank=True)
    terms = models.TextField(blank=True)
    privacy = models.TextField(blank=True)
    accessibility = models.TextField(blank=True)
    mourning_since = models.DateField(null=True, blank=True)
    mourning_until = models.DateField(null=True, blank=True)
    answer_workdays = models.PositiveSmallIntegerField(default=ANSWER_WORKDAYS)  # within which a report is answered
    portal_name = models.CharField(max_length=40, blank=True)  # of the portal whose head stands above ours; "" for none
    portal_name_en = models.CharField(max_length=80, blank=True)
    portal_url = models.CharField(max_length=200, blank=True)
    portal_links = models.TextField(max_length=2000, blank=True)  # a line each: words | address | words in English
    portal_crest = models.CharField(max_length=120, blank=True)  # path of the picture in the storage
    portal_narrow = models.BooleanField(default=False)  # our own head in one line below the portal's
    version = models.PositiveIntegerField(default=0)  # how often it was changed: whoever saves an older one is told

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(mourning_since=None, mourning_until=None)
                | Q(mourning_since__isnull=False, mourning_until__gte=F("mourning_since")),
                name="instance_mourning_has_both_days",
            ),
            models.CheckConstraint(
                condition=Q(answer_workdays__range=(LEAST_WORKDAYS, MOST_WORKDAYS)), name="instance_answers_within_days"
            ),
        ]
        verbose_name = _("settings of the site")
        verbose_name_plural = _("settings of the site")

    def __str__(self):
        return f"instance of {self.community_id}"

    @property
    def portal(self):
        """Return the head of the portal in the reader's language, or None."""
        return portal.head_of(self)

    @property
    def competent(self):
        """Return the office in charge of disclosure above this one with where it is reached, or "" where none was named."""
        tel = _("telephone %(tel)s") % {"tel": self.competent_tel} if self.competent_tel else ""
        reached = clauses(part for part in (self.competent_address, tel) if part)
        return aside(self.competent_name, reached) if self.competent_name else ""

    @property
    def in_mourning(self):
        """Return whether the site stands in grey today."""
        return bool(self.mourning_since) and self.mourning_since <= today() <= self.mourning_until

    @property
    def police_digits(self):
        """Return the number inside the public-security filing, by which it is looked up."""
        return "".join(sign for sign in self.police_filing if sign.isascii() and sign.isdigit())

    @property
    def fault_link(self):
        """Return where a fault of the site is reported: a link, or "" where none was set."""
        return f"mailto:{self.fault_address}" if "@" in self.fault_address else self.fault_address


class FirstRun(models.Model):
    """The one-time code that opens the first run: its hash alone. The row is gone once the site is founded."""

    digest = models.CharField(max_length=128)

    class Meta:
        verbose_name = _("first run")
        verbose_name_plural = _("first runs")

    def __str__(self):
        return "first run"
