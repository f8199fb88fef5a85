from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "yishi.people"
    label = "people"

    def ready(self):
        from yishi.web.access import SIGNED_IN
        from yishi.web.navigation import Link, register

        from . import holdings, kinds  # noqa: F401  plug event kinds and personal data in
        from .views import roll

        register(
            Link("my", _("My page"), rank=30, spot="tools", shows=SIGNED_IN.allows),
            Link("roll", _("People"), spot="tools", shows=roll.KEEPER.allows),
        )
