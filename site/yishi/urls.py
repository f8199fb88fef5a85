"""Composition root of addresses: every floor plugs its own in here."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("", include("yishi.web.urls")),
    path("", include("yishi.instance.urls")),
    path("", include("yishi.people.urls")),
    path("", include("yishi.journal.urls")),
    path("", include("yishi.notices.urls")),
    path("", include("meetings.urls")),
    path("", include("consultation.urls")),
    path("", include("content.urls")),
    path("", include("yishi.demo.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("pages/", include(wagtail_urls)),
]

handler400 = "yishi.web.errors.unread"
handler500 = "yishi.web.errors.broken"
