from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class TasksConfig(AppConfig):
    name = "yishi.tasks"
    label = "tasks"

    def ready(self):
        """Find the scheduled work of every floor: the ``tasks.py`` of each app."""
        autodiscover_modules("tasks")
