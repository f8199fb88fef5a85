"""The yearly report on open information."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from content.requests import yearly
from yishi.clock.story import today

from .base import OpenPage
from .kinds import Leaf


def _number(label):
    return models.PositiveIntegerField(label, default=0)


class ReportPage(Leaf):
    """The yearly report on open information (art. 50): what is told in words. Its tables are counted from the records.

    Typed are the numbers of the first table alone, which no record here holds. ``handed_in_on`` is the day on which the
    office in charge at the district got the report (art. 49).
    """

    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    handed_in_on = models.DateField(
        _("handed in to the district on"), null=True, blank=True,
        help_text=_("The day on which the office in charge of open information at the district got it: by 31 January."),
    )
    rules_made, rules_ended, rules_valid = _number(_("rules made")), _number(_("rules ended")), _number(_("rules in force"))
    norms_made, norms_ended = _number(_("normative papers made")), _number(_("normative papers ended"))
    norms_valid = _number(_("normative papers in force"))
    licences, punishments = _number(_("administrative licences")), _number(_("administrative punishments"))
    measures = _number(_("administrative compulsory measures"))
    fees = models.DecimalField(_("administrative fees, in 10,000 yuan"), max_digits=12, decimal_places=2, default=0)

    counts = True
    part = "pages/parts/report.html"
    TEXTS = ("rules_made", "rules_ended", "rules_valid"), ("norms_made", "norms_ended", "norms_valid")
    DECIDED = ("licences", "punishments", "measures", "fees")
    content_panels = [
        *OpenPage.content_panels[:1], FieldRowPanel([FieldPanel("year"), FieldPanel("handed_in_on")]),
        *OpenPage.content_panels[1:],
        MultiFieldPanel([
            *(FieldRowPanel([FieldPanel(name) for name in row]) for row in TEXTS), *(FieldPanel(name) for name in DECIDED),
        ], _("First table of the national form (art. 20): numbers of the year")),
    ]

    page_description = _("The year’s report; its tables are computed from the records.")

    class Meta:
        verbose_name = _("annual report")
        verbose_name_plural = _("annual reports")

    def facts(self):
        return [(_("Year"), str(self.year)), (_("Handed in to the district"), self.handed_in_on)]

    def yearly(self):
        """Return the tables of the year, None where the records of this site know nothing of it."""
        found = yearly.of(self.year) if self._is_a_year() else None
        return found if found and found.there else None

    def texts(self):
        """Return the rows of the first table on what holds for everybody: (what, made, ended, in force)."""
        return [(what, *(getattr(self, name) for name in names))
                for what, names in zip((_("rules"), _("normative papers")), self.TEXTS, strict=True)]

    def decided(self):
        """Return the rows of the first table on what was decided or raised in the year: (what, number)."""
        return [(self._meta.get_field(name).verbose_name, getattr(self, name)) for name in self.DECIDED]

    def _is_a_year(self):
        return self.year is not None and yearly.FIRST_YEAR <= self.year <= today().year

    def missing(self):
        return super().missing() + ([] if self._is_a_year() else [_("Say of which year it reports.")])
