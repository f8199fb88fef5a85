from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "yishi.demo"
    label = "demo"
