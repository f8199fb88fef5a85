from importlib import import_module

from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "content.requests"
    label = "information"

    def ready(self):
        """Plug in event kinds, links, duties, what is held about a person, and the forms of what follows an answer."""
        from yishi.journal.streams import called

        for plug in ("events", "navigation", "duties", "personal_data", "searching", "desk_after"):
            import_module(f"content.requests.{plug}")
        called(request=import_module("content.requests.queries").codes_of)
