from django.apps import AppConfig


class PollsConfig(AppConfig):
    name = "consultation.polls"
    label = "polls"
