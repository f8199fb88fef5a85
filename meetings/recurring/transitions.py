"""The rows of standing dates in the hall's table."""

from django.utils.translation import gettext_lazy as _

from yishi.acts import Act
from yishi.people.enums import Role

from ..enums import RecurrenceState
from ..transitions import CONVENERS, add

THING = "meetings.Recurrence"

add(
    Act("recurrences.settle", _("Set a standing date"), THING, (), "recurrences.settled", roles=CONVENERS,
        owner=Role.COMMUNITY_SECRETARY),
    Act("recurrences.end", _("Give up the standing date"), THING, (RecurrenceState.IN_FORCE,), "recurrences.ended",
        target=RecurrenceState.ENDED, roles=CONVENERS, owner=Role.COMMUNITY_SECRETARY),
)
