from importlib import import_module
from pkgutil import iter_modules

from django.apps import AppConfig

PLUGS = ("navigation", "slots", "console", "duties", "following", "personal_data", "domain.standing_aside", "pages.whole")


class ConsultationConfig(AppConfig):
    name = "consultation"

    def ready(self):
        """Plug in what this floor has for the sockets: event kinds, rows of the table, forms of acts, links, duties."""
        from yishi.journal.streams import called, own

        own("matter", "report", "petition", "poll")
        for package in ("consultation.events", "consultation.transitions", "consultation.desk"):
            for module in iter_modules(import_module(package).__path__):
                import_module(f"{package}.{module.name}")
        called(**import_module("consultation.queries.addresses").NAMES)
        for plug in PLUGS:
            import_module(f"consultation.{plug}")
