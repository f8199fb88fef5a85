from django.apps import AppConfig


class WorkdaysConfig(AppConfig):
    name = "yishi.workdays"
    label = "workdays"

    def ready(self):
        from . import kinds  # noqa: F401  plugs them in
