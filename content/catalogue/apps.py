from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    name = "content.catalogue"
    label = "catalogue"

    def ready(self):
        """Plug event kinds, the link and the margin of matters in, and listen to the journal."""
        from yishi.journal.domain.events import appended
        from yishi.web.navigation import Link, register

        from . import duties, events, margin, personal_data, rules  # noqa: F401
        from .keeping import hear

        appended.connect(hear, dispatch_uid="catalogue")

        register(
            Link("catalogue", _("Disclosure catalogue"), rank=30, spot="foot"),
            Link("catalogue-fault", _("Something here is wrong? Tell us"), spot="fault"),
            Link("catalogue-desk", _("Disclosure"), rank=6, spot="tools", shows=rules.DESK.allows),
        )
