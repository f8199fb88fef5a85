"""Several reports merged into one matter by one form: the ordinary domain function does it, all of them or none."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..collecting import ReportState
from ..domain.answers import TAKES_REPORTS
from ..models import Matter, Report
from ..pages.workbench import places_of
from ..transitions import TABLE
from .inputs import ManyRows, OneRow

MOST = 100


def said(report):
    """Return how a report is called in a list: its code and title."""
    return f"{report.code} {report.title}"


class TakeUp(forms.Form):
    """The reports that are taken up together, and the matter they become part of."""

    reports = ManyRows(_("Which reports?"), says=said, error_messages={
        "required": _("Choose at least one report."),
        "invalid_choice": _("One of these was taken up by somebody else meanwhile. Look at the list, and send it again."),
    })
    matter = OneRow(_("Part of which matter?"), help_text=_(
        "All of them become part of it, or none: what stands against one is said. Each keeps its words and is answered."
    ))

    opens_only = False  # there is no matter to merge into: one is opened with those that are ticked

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        here = places_of(actor, TABLE["reports.merge"].roles)
        rows = Report.objects.filter(here, state=ReportState.FILED).select_related("community").order_by("filed_at", "pk")
        self.rows = list(rows[:MOST])
        self.fields["reports"].queryset = rows.filter(pk__in=[row.pk for row in self.rows]) if self.rows else rows.none()
        self.fields["matter"].queryset = Matter.objects.filter(here, state__in=TAKES_REPORTS).order_by("-pk")
        if self.rows and not self.fields["matter"].queryset.exists():
            self.opens_only, self.fields["matter"].required = True, False

    def ticked(self):
        """Return the reports of the list that are ticked, those of the first one's community alone."""
        keys = {str(key) for key in self["reports"].value() or ()}
        found = [row for row in self.rows if str(row.pk) in keys]
        return [row for row in found if row.community_id == found[0].community_id]

    def refuse(self, refusal, reports):
        """Say why nothing was merged, and of each report that stands in the way which one it is."""
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))
        states = dict(Report.objects.filter(pk__in=[row.pk for row in reports]).values_list("pk", "state"))
        for row in reports:
            row.state = states.get(row.pk, row.state)
            if row.state != ReportState.FILED:
                self.add_error("reports", _("%(report)s: %(state)s") % {
                    "report": said(row), "state": row.get_state_display(),
                })
