from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    name = "yishi.web"
    label = "web"

    def ready(self):
        from .access import every_view_declares
        from .navigation import Link
        from .navigation import register as plug_in

        register(every_view_declares)
        plug_in(Link("rights", _("Your rights"), spot="foot"))
