from django.urls import path

from .views import first_run, settings

urlpatterns = [
    path("setup/", first_run.Setup.as_view(), name="setup"),
    path("settings/", settings.Settings.as_view(), name="settings"),
    path("portal/crest.png", settings.Crest.as_view(), name="portal-crest"),
    path("terms/", settings.Text.as_view(kind="terms"), name="terms"),
    path("privacy/", settings.Text.as_view(kind="privacy"), name="privacy"),
    path("accessibility/", settings.Text.as_view(kind="accessibility"), name="accessibility"),
]
