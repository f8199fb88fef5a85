from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    name = "yishi.web"
    label = "web"

    def __init__(self, *args):
        """Give fields our own sentences before the first form is made: some are made with the models of another app."""
        from .sentences import speak

        super().__init__(*args)
        speak()

    def ready(self):
        from .access import every_view_declares
        from .navigation import Link
        from .navigation import register as plug_in

        register(every_view_declares)
        plug_in(Link("rights", _("Your rights"), spot="foot"))
