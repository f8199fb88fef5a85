from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    name = "content.catalogue"
    label = "catalogue"

    def ready(self):
        """Plug the event kinds and the links in."""
        from yishi.web.navigation import Link, register

        from . import events  # noqa: F401

        register(Link("catalogue", _("Catalogue"), rank=32))
