from django.urls import path

from . import views

urlpatterns = [
    path("board/", views.Board.as_view(), name="board"),
    path("board/<code:code>/", views.Board.as_view(), name="board-of"),
    path("kiosk/", views.Kiosk.as_view(), name="kiosk"),
]
