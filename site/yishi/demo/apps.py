from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "yishi.demo"
    label = "demo"

    def ready(self):
        from . import margin  # noqa: F401  plugs in
