from django.apps import AppConfig
from django.core.checks import register


class WebConfig(AppConfig):
    name = "yishi.web"
    label = "web"

    def ready(self):
        from .access import every_view_declares

        register(every_view_declares)
