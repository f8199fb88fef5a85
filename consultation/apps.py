from importlib import import_module
from pkgutil import iter_modules

from django.apps import AppConfig


class ConsultationConfig(AppConfig):
    name = "consultation"

    def ready(self):
        """Plug in what this floor has for the sockets: its event kinds, and the rows of its transition table."""
        for package in ("consultation.events", "consultation.transitions"):
            for module in iter_modules(import_module(package).__path__):
                import_module(f"{package}.{module.name}")
