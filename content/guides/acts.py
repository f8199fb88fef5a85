"""What may be done to a guide and to a rating, and by whom."""

from django.utils.translation import gettext_lazy as _

from yishi.acts import Act
from yishi.people.enums import Role

EDITORS = frozenset({Role.DISCLOSURE_OFFICER, Role.SERVICE_WINDOW_LEAD})
PUT = Act("guides.put", _("write a service guide"), "guides.Guide", (), "guides.put", roles=EDITORS)
ANSWER = Act(
    "ratings.answer", _("answer a rating"), "guides.Rating", (), "guides.answered", roles=EDITORS,
    owner=Role.SERVICE_WINDOW_LEAD,
)
