from django.apps import AppConfig


class WorkdaysConfig(AppConfig):
    name = "yishi.workdays"
    label = "workdays"
