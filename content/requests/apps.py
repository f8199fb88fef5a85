from importlib import import_module

from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "content.requests"
    label = "information"

    def ready(self):
        """Plug in event kinds, links, duties and what is held about a person."""
        for plug in ("events", "navigation", "duties", "personal_data", "searching"):
            import_module(f"content.requests.{plug}")
