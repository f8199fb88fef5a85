"""What stands before an act on a meeting: done, missing, and who owes it."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from yishi.checks import Check
from yishi.clock import spoken
from yishi.clock.story import now, today
from yishi.people.enums import Role
from yishi.refusals import Refused

from .notice import excused, notice_of
from .queries import quorum
from .rules import rule_of

REOPENS = dt.timedelta(minutes=30)  # after the close: docs/decisions/0011

def its_day(meeting):
    """The day of the meeting has come. A record may be entered later, never before."""
    return [
        Check(
            "its_day", _("the announced day of the meeting (%(day)s) has come") % {"day": spoken.day(meeting.date)},
            today() >= meeting.date, owes=Role.FACILITATOR.label, act="meetings.reschedule",
        )
    ]


def made_known(meeting):
    """The meeting was made known as long before as its kind asks, or a special case is named where the rule knows one."""
    notice, rule = notice_of(meeting), rule_of(meeting.kind)
    if notice is None:
        return []
    return [
        Check(
            "made_known", _("it was made known at least %(notice)s before, or a special case is named")
            % {"notice": rule.notice}, notice.kept or excused(meeting), owes=Role.COMMUNITY_SECRETARY.label,
            act="meetings.reschedule", why=rule.why,
        )
    ]


def quorum_present(meeting):
    """Where this kind of meeting may not open without a quorum: enough members are present."""
    rule = rule_of(meeting.kind)
    if not rule.to_open:
        return []
    shown = quorum(meeting)
    return [
        Check(
            "quorum", _("enough members are present: %(present)d of %(needed)d needed, of %(entitled)d entitled")
            % {"present": shown.present, "needed": shown.needed, "entitled": shown.entitled},
            shown.reached, owes=Role.RECORDER.label, act="attendance.enter_attendance", why=rule.why,
        )
    ]


def record_unsigned(meeting):
    """Nobody has signed the record yet: what is signed is not changed any more."""
    return [
        Check(
            "record_unsigned", _("the record is not signed yet; a signature must be withdrawn before it is changed"),
            not meeting.signatures.exists(), owes=_("whoever signed first"), act="minutes.withdraw_signature",
        )
    ]


def just_closed(meeting, person):
    """A bar: what was closed by mistake is opened again while those who were there are still at hand; later a new meeting is
    convened, with notice."""
    if meeting.closed_at is None or now() > meeting.closed_at + REOPENS:
        raise Refused(_("A meeting is reopened within %(n)d minutes after it was closed. What is still to be dealt with comes on "
                        "the agenda of another meeting.") % {"n": REOPENS.seconds // 60})


def nobody_signed(meeting):
    """Nobody has signed the record yet: whoever comes second signs by an act of their own."""
    return [
        Check(
            "nobody_signed", _("nobody has signed the record yet; after the first signature, sign as the second"),
            not meeting.signatures.exists(), owes=_("the facilitator or the recorder"), act="minutes.countersign",
        )
    ]


def signed_first(meeting):
    """One of the two has signed; the second signature closes the record."""
    return [
        Check(
            "signed_first", _("the facilitator or the recorder has signed first"), meeting.signatures.exists(),
            owes=_("the facilitator or the recorder"), act="minutes.sign",
        )
    ]
