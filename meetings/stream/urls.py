from django.urls import path

from . import views

urlpatterns = [
    path("meetings/<int:pk>/events", views.Events.as_view(), name="meeting-events"),
    path("meetings/<int:pk>/live/", views.Live.as_view(), name="meeting-live"),
    path("meetings/<int:pk>/screen/<str:token>/", views.Screen.as_view(), name="meeting-screen"),
]
