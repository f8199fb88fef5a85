from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "yishi.notices"
    label = "notices"

    def ready(self):
        """Listen to the journal, and stand among the reader's tools with the number of unread notices."""
        from yishi.journal.domain.events import appended
        from yishi.web import navigation

        from . import personal_data  # noqa: F401  plug in what notices hold
        from .domain.notices import hear
        from .queries import unread_count

        appended.connect(hear, dispatch_uid="notices")
        navigation.register(
            navigation.Link(
                "notices", _("My notices"), rank=10, spot="tools", shows=lambda request: request.actor is not None,
                count=lambda request: unread_count(request.actor),
            )
        )
