from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self):
        """Plug in what the hall has for the sockets: its kinds of event, the rows of its transition table, its link."""
        from yishi.web.navigation import Link, register

        import_module("meetings.events")
        import_module("meetings.transitions")
        register(Link("meetings", _("Meetings"), rank=30))
