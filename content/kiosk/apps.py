from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KioskConfig(AppConfig):
    name = "content.kiosk"
    label = "kiosk"

    def ready(self):
        """Plug the notice board's view into the foot."""
        from yishi.web.navigation import Link, register

        register(
            Link("board", _("Notice board on a screen"), rank=70, spot="foot"), Link("kiosk", _("Kiosk"), rank=71, spot="foot"),
        )
