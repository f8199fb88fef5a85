"""Where information on request is found: from the foot for everybody, from the tools for those who work with it."""

from django.utils.translation import gettext_lazy as _

from yishi.web.navigation import Link, register

from .rules import at_the_desk

register(
    Link("requests", _("Ask for information"), rank=30, spot="foot"),
    Link("requests-desk", _("Requests for information"), rank=15, spot="tools",
         shows=lambda request: request.actor is not None and at_the_desk(request.actor)),
)
