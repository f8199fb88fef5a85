from django.urls import path

from . import views

urlpatterns = [
    path("my/notices/", views.Notices.as_view(), name="notices"),
    path("my/notices/<int:key>/", views.Open.as_view(), name="notice"),
]
