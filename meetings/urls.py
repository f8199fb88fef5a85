from django.urls import include, path

from . import views
from .console.views import Console
from .gallery import views as gallery
from .minutes import views as minutes

urlpatterns = [
    path("", include("meetings.stream.urls")),
    path("meetings/", views.MeetingList.as_view(), name="meetings"),
    path("meetings/month/", views.Month.as_view(), name="meetings-month"),
    path("meetings/calendar.ics", views.CalendarFile.as_view(), name="meetings-ics"),
    path("meetings/<int:pk>/", views.MeetingPage.as_view(), name="meeting"),
    path("meetings/<int:pk>/meeting.ics", views.CalendarFile.as_view(), name="meeting-ics"),
    path("meetings/<int:pk>/poster.pdf", views.Poster.as_view(), name="meeting-poster"),
    path("meetings/<int:pk>/lottery/", gallery.Lottery.as_view(), name="meeting-lottery"),
    path("meetings/<int:pk>/lottery/codes.txt", gallery.Codes.as_view(), name="meeting-lottery-codes"),
    path("meetings/<int:pk>/record/", views.MeetingRecord.as_view(), name="meeting-record"),
    path("meetings/<int:pk>/minutes/", minutes.MinutesPage.as_view(), name="meeting-minutes"),
    path("meetings/<int:pk>/minutes.pdf", minutes.MinutesPdf.as_view(), name="meeting-minutes-pdf"),
    path("meetings/<int:pk>/replay/", minutes.Replay.as_view(), name="meeting-replay"),
    path("meetings/<int:pk>/archive.zip", minutes.Archive.as_view(), name="meeting-archive"),
    path("meetings/<int:pk>/console/", Console.as_view(), name="meeting-console"),
]
