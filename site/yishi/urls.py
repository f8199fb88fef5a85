"""Composition root of addresses: every floor plugs its own in here."""

from django.urls import include, path, reverse_lazy
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

# There is one door: Wagtail's own form for signing in counts no tries, and leads to ours.
DOOR = RedirectView.as_view(url=reverse_lazy("sign-in"), query_string=True)

urlpatterns = [
    path("admin/login/", DOOR),
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
]

handler400 = "yishi.web.errors.unread"
handler500 = "yishi.web.errors.broken"
