"""What the journal says of a welfare review. The figures of few applications would say too much: they are the office's."""

from django.utils.translation import gettext_lazy as _

from yishi.journal.kinds import EventKind, register
from yishi.journal.models import Visibility

from ..events import page_of

register(
    EventKind("reviews.counted", _("figures of a welfare review entered"), visibility=Visibility.STAFF), at=page_of,
)
