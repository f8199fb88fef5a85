from django.urls import path

from . import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("language/", views.set_language, name="set-language"),
    path("reading/", views.ReadingSettings.as_view(), name="reading"),
    path("rights/", views.rights, name="rights"),
    path("styleguide/", views.styleguide, name="styleguide"),
]
