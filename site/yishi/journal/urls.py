from django.urls import path

from . import views

urlpatterns = [
    path("log/", views.Log.as_view(), name="log"),
    path("log/check/", views.Check.as_view(), name="log-check"),
    path("log/table/", views.Table.as_view(), name="log-table"),
]
