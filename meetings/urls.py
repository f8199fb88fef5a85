from django.urls import path

from . import views

urlpatterns = [
    path("meetings/", views.MeetingList.as_view(), name="meetings"),
    path("meetings/<int:pk>/record/", views.MeetingRecord.as_view(), name="meeting-record"),
]
