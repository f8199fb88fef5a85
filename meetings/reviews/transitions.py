"""The row of the welfare review in the hall's table."""

from django.utils.translation import gettext_lazy as _

from yishi.acts import Act
from yishi.people.enums import Role
from yishi.people.rules import holds

from ..transitions import DESK, ON_RECORD, THING, UNSIGNED, add, records


def records_review(person, meeting):
    """``person`` records this welfare review, or is the recorder of its community; of no other kind of meeting."""
    return meeting.rule.private and (records(person, meeting) or holds(person, DESK, meeting.community))


add(
    Act("reviews.count", _("Enter the figures of the review"), THING, ON_RECORD, "reviews.counted", own=records_review,
        owner=Role.RECORDER, guards=UNSIGNED),
)
