from django.urls import path, register_converter

from . import views


class TrailConverter:
    """The way to a page from the root of the pages, its rooms and itself: "" at the root, notices/parking/ below."""

    regex = r"(?:[\w-]+/)*"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(TrailConverter, "trail")

urlpatterns = [
    path("pages/<trail:trail>", views.Shown.as_view(), name="wagtail_serve"),  # by this name Wagtail asks for addresses
    path("published/ten/", views.TenOfOneEach.as_view(), name="published-ten"),
    path("published/community/<code:code>/", views.CommunityAffairs.as_view(), name="published-community"),
    path("published/withheld/", views.Withheld.as_view(), name="pages-withheld"),
    path("published/pages/<int:pk>/qr.svg", views.QRCode.as_view(), name="page-qr"),
    path("published/pages/<int:pk>/versions/", views.Versions.as_view(), name="page-versions"),
    path("published/pages/<int:pk>/report.pdf", views.ReportPaper.as_view(), name="page-report"),
    path("published/pages/<int:pk>/card/", views.Card.as_view(), name="page-card"),
    path("media/images/<str:name>", views.Picture.as_view(), name="page-picture"),
]
