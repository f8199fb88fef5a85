from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "content.catalogue"
    label = "catalogue"

    def ready(self):
        """Plug the event kinds in."""
        from . import events  # noqa: F401
