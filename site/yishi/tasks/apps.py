from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "yishi.tasks"
    label = "tasks"
