from django.urls import path

from . import views

urlpatterns = [
    path("meetings/<int:pk>/events", views.Events.as_view(), name="meeting-events"),
]
