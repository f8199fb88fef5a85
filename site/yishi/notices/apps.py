from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "yishi.notices"
    label = "notices"
