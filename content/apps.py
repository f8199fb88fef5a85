from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ContentConfig(AppConfig):
    name = "content"

    def ready(self):
        """Plug the front page and what is published into the navigation."""
        from yishi.journal.streams import own
        from yishi.web.navigation import Link, register

        from . import whole  # noqa: F401  the front page is made ready

        own("request", "item", "guide", "page")
        register(
            Link("home", _("Home"), rank=0),
            Link("published", pgettext_lazy("what is made public", "Published"), rank=30,
                 covers=("/catalogue/", "/requests/", "/pages/")),
        )
