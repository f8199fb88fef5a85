from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuidesConfig(AppConfig):
    name = "content.guides"
    label = "guides"

    def ready(self):
        """Plug in the kinds of event, what the service centre owes, and the links."""
        from yishi.journal.domain.events import appended
        from yishi.web.navigation import Link, register

        import_module("content.guides.events")
        import_module("content.guides.duties")
        appended.connect(import_module("content.guides.disclosing").hear, dispatch_uid="guides")
        keeps = import_module("content.guides.access").keeps_guides
        register(
            Link("guides", _("Services"), rank=35),
            Link("guide-ratings", _("Ratings of services"), rank=30, spot="tools", shows=keeps),
        )
