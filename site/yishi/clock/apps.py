from django.apps import AppConfig


class ClockConfig(AppConfig):
    name = "yishi.clock"
    label = "clock"
