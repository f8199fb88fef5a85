from django.urls import path, re_path
from wagtail.urls import serve_pattern

from . import views

urlpatterns = [
    path("published/ten/", views.TenOfOneEach.as_view(), name="published-ten"),
    path("published/community/<code:code>/", views.CommunityAffairs.as_view(), name="published-community"),
    path("published/withheld/", views.Withheld.as_view(), name="pages-withheld"),
    path("published/pages/<int:pk>/qr.svg", views.QRCode.as_view(), name="page-qr"),
    path("published/pages/<int:pk>/versions/", views.Versions.as_view(), name="page-versions"),
    path("published/pages/<int:pk>/report.pdf", views.ReportPaper.as_view(), name="page-report"),
    path("published/pages/<int:pk>/card/", views.Card.as_view(), name="page-card"),
    re_path("pages/" + serve_pattern.removeprefix("^"), views.page, name="page"),
    path("media/images/<str:name>", views.Picture.as_view(), name="page-picture"),
]
