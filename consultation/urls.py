from django.urls import path, register_converter

from .views import acts, ballots, checking, desk, matters, open_data, papers, petitions, printed, reports, sharing


class CodeConverter:
    """The code of a matter or report: letters, digits and hyphens (see ``domain.codes``)."""

    regex = "[A-Za-z0-9][A-Za-z0-9-]{0,23}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(CodeConverter, "code")

urlpatterns = [
    path("matters/", matters.MatterList.as_view(), name="matters"),
    path("matters/<code:code>/", matters.MatterDetail.as_view(), name="matter"),
    path("matters/<code:code>/record/", matters.MatterRecord.as_view(), name="matter-record"),
    path("matters/<code:code>/archive.zip", matters.Archive.as_view(), name="matter-archive"),
    path("matters/<code:code>/outcome.pdf", printed.Outcome.as_view(), name="outcome-pdf"),
    path("matters/<code:code>/outcome-v<int:version>.pdf", printed.Outcome.as_view(), name="outcome-pdf-of"),
    path("matters/<code:code>/poster.pdf", printed.Poster.as_view(), name="poster-pdf"),
    path("matters/<code:code>/notice.pdf", printed.Notice.as_view(), name="notice-pdf"),
    path("ballot-papers/<int:pk>.pdf", printed.BallotPaper.as_view(), name="ballot-pdf"),
    path("check/", checking.CheckAsk.as_view(), name="check-ask"),
    path("check/<str:code>/", checking.Check.as_view(), name="check"),
    path("matters/<code:code>/qr.svg", sharing.QRCode.as_view(), name="matter-qr"),
    path("matters/<code:code>/card/", sharing.Card.as_view(), name="matter-card"),
    path("reports/", reports.ReportList.as_view(), name="reports"),
    path("reports/new/", reports.ReportNew.as_view(), name="report-new"),
    path("reports/similar/", reports.Similar.as_view(), name="report-similar"),
    path("reports/<code:code>/", reports.ReportDetail.as_view(), name="report"),
    path("reports/<code:code>/sent/", reports.ReportSent.as_view(), name="report-sent"),
    path("reports/<code:code>/support/", reports.Support.as_view(), name="report-support"),
    path("petitions/", petitions.PetitionList.as_view(), name="petitions"),
    path("petitions/<int:pk>/", petitions.PetitionDetail.as_view(), name="petition"),
    path("ballots/<int:pk>/", ballots.Ballot.as_view(), name="ballot"),
    path("papers/<int:pk>/", papers.Paper.as_view(), name="paper"),
    path("papers/<int:pk>/small/", papers.Small.as_view(), name="paper-small"),
    path("desk/", desk.Desk.as_view(), name="desk"),
    path("desk/calendar/", desk.Calendar.as_view(), name="desk-calendar"),
    path("desk/calendar.ics", desk.CalendarFile.as_view(), name="desk-ics"),
    path("desk/reports/", desk.Reports.as_view(), name="desk-reports"),
    path("desk/templates/", desk.Templates.as_view(), name="desk-templates"),
    path("acts/<str:code>/<int:pk>/", acts.ActView.as_view(), name="act"),
    path("acts/<str:code>/in/<code:community>/", acts.NewThingView.as_view(), name="act-new"),
    path("open-data/matters.json", open_data.MatterIndex.as_view(), name="open-data-matters"),
    path("open-data/matters/<code:code>.json", open_data.MatterData.as_view(), name="open-data-matter"),
]
