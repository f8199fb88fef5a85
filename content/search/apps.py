from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "content.search"
    label = "search"

    def ready(self):
        """Plug in the sources of the floors below, the index behind their list, the link to the page, and the report of what
        is looked for in vain."""
        from yishi.web.navigation import Link, register

        from .access import asks_for_it

        import_module("content.search.providers")
        import_module("content.search.listing")
        register(
            Link("search", _("Search"), rank=1, spot="search"),
            Link("search-demand", _("What people look for"), rank=45, spot="tools", shows=asks_for_it),
        )
