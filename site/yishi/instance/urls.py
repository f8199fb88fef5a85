from django.urls import path

from .views import settings

urlpatterns = [
    path("settings/", settings.Settings.as_view(), name="settings"),
    path("terms/", settings.Text.as_view(kind="terms"), name="terms"),
    path("privacy/", settings.Text.as_view(kind="privacy"), name="privacy"),
    path("accessibility/", settings.Text.as_view(kind="accessibility"), name="accessibility"),
]
