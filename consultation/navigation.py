"""Where this floor leads to, plugged into the navigation of the web shell."""

from django.utils.translation import gettext_lazy as _

from yishi.people.rules import is_staff
from yishi.web.navigation import Link, register

register(
    Link("matters", _("Matters"), rank=20),
    Link("reports", _("Reports"), rank=40, covers=("/petitions/",)),
    Link("petitions", _("Petitions"), rank=50, spot="foot"),
    Link("check-ask", _("Check a paper"), rank=60, spot="foot"),
    Link("desk", _("My desk"), rank=5, spot="tools", shows=lambda request: is_staff(request.actor), leads=True),
)
