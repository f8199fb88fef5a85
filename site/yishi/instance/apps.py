from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InstanceConfig(AppConfig):
    name = "yishi.instance"
    label = "instance"

    def ready(self):
        from yishi.web.navigation import Link, register

        from . import kinds  # noqa: F401  plug event kinds in
        from .access import KEEPER

        register(
            Link("settings", _("Settings of the site"), rank=90, spot="tools", shows=KEEPER.allows),
            Link("terms", _("Terms of use"), rank=60, spot="foot"),
            Link("privacy", _("Your data and privacy"), rank=70, spot="foot"),
            Link("accessibility", _("Accessibility"), rank=80, spot="foot"),
        )
