from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

PLUGS = (
    "events", "transitions", "duties", "personal_data", "recurring.transitions", "recurring.events",
    "reviews.transitions", "reviews.events",
    "corrections.transitions", "corrections.events", "corrections.duties",
    "console.transitions", "console.events",
    "gallery.transitions", "gallery.events", "gallery.duties", "gallery.personal_data",
    "comments.transitions", "comments.events", "comments.duties", "comments.personal_data",
    "stream.hall", "stream.page", "console.stream", "comments.stream", "gallery.stream", "corrections.stream", "whole",
)


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self):
        """Plug in what the hall has for the sockets, and listen for the doorbell."""
        from yishi.journal.domain.events import appended
        from yishi.journal.streams import called, own
        from yishi.web.navigation import Link, register

        own("meeting")
        for plug in PLUGS:
            import_module(f"meetings.{plug}")
        called(meeting=import_module("meetings.queries").names_of)
        appended.connect(import_module("meetings.stream.doorbell").ring, dispatch_uid="hall-doorbell")
        register(Link("meetings", _("Meetings"), rank=30))
