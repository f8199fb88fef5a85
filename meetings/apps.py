from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self):
        """Plug in what the hall has for the sockets: kinds of event, transition table, duties, link, and the doorbell."""
        from yishi.journal.domain.events import appended
        from yishi.web.navigation import Link, register

        for plug in ("events", "transitions", "console.transitions", "console.events", "duties", "stream.hall", "stream.floor"):
            import_module(f"meetings.{plug}")
        appended.connect(import_module("meetings.stream.doorbell").ring, dispatch_uid="hall-doorbell")
        register(Link("meetings", _("Meetings"), rank=30))
