from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "yishi.people"
    label = "people"
