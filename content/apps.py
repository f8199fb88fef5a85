from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    name = "content"

    def ready(self):
        """Plug the front page into the navigation."""
        from yishi.web.navigation import Link, register

        register(Link("home", _("Home"), rank=0))
