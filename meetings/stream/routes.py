"""The sockets of this floor."""

from django.urls import path

from .consumer import hall

routes = [path("ws/meetings/<int:pk>/", hall)]
