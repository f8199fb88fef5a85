from django.urls import include, path

from . import views

urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("published/", views.Published.as_view(), name="published"),
    path("guides/", include("content.guides.urls")),
    path("search/", include("content.search.urls")),
    path("", include("content.kiosk.urls")),
    path("", include("content.catalogue.urls")),
    path("", include("content.requests.urls")),
    path("", include("content.pages.urls")),
]
