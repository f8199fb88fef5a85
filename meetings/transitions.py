"""The transition table of the hall: act → states, who may, event, guards. Data, not ifs."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yishi.acts import Act
from yishi.people.enums import Role
from yishi.people.rules import holds
from yishi.refusals import Refused

from . import guards, withdrawing
from .enums import MeetingKind, MeetingState

TABLE = {}
SIGNED_ALREADY = _("You have signed these minutes already; the second signature is the other one’s (four eyes).")
THING = "meetings.Meeting"
PLANNED, OPEN, CLOSED = MeetingState.PLANNED, MeetingState.OPEN, MeetingState.CLOSED
ADJOURNED = MeetingState.ADJOURNED
ON_RECORD = (OPEN, ADJOURNED, CLOSED)  # what was said may be entered in a pause, and after the close
CONVENERS = frozenset({
    Role.COMMUNITY_SECRETARY, Role.COMMUNITY_COMMITTEE, Role.STREET_DIRECTOR, Role.STREET_PARTY_SECRETARY,
})
CHAIR = frozenset({Role.FACILITATOR})
DESK = frozenset({Role.RECORDER})


def add(*acts):
    """Enter acts in the table; a code is taken once."""
    for act in acts:
        if act.code in TABLE:
            raise ValueError(f"{act.code} stands in the table twice")
        TABLE[act.code] = act


def convenes_owners(person, meeting):
    """The owners' committee convenes the owners' assembly, and no other meeting."""
    return meeting.kind == MeetingKind.OWNERS_ASSEMBLY and holds(person, {Role.OWNERS_COMMITTEE}, meeting.community)


def presides(person, meeting):
    """``person`` is the facilitator of this meeting."""
    return meeting.facilitator_id == person.pk


def records(person, meeting):
    """``person`` is the recorder of this meeting."""
    return meeting.recorder_id == person.pk


def leads(person, meeting):
    """``person`` is the facilitator or the recorder of this meeting."""
    return presides(person, meeting) or records(person, meeting)


def runs(person, meeting):
    """``person`` runs this meeting: leads it, or holds or deputises for the office of either in its community."""
    return person is not None and (leads(person, meeting) or holds(person, CHAIR | DESK, meeting.community))


def records_or_convenes(person, meeting):
    """``person`` records this meeting, or convenes it as the owners' committee."""
    return records(person, meeting) or convenes_owners(person, meeting)


def records_or_attends(person, meeting):
    """``person`` records this meeting or is present at it."""
    return records(person, meeting) or meeting.attendances.filter(person=person, present=True).exists()


def _convening(code, label, sources, event, **more):
    return Act(
        code, label, THING, sources, event, roles=CONVENERS, own=convenes_owners, owner=Role.COMMUNITY_SECRETARY, **more
    )


def _preparing(code, label, sources, event, **more):
    return Act(
        code, label, THING, sources, event, roles=CONVENERS | DESK, own=records_or_convenes, owner=Role.RECORDER, **more
    )


def _chairing(code, label, sources, event, **more):
    return Act(code, label, THING, sources, event, roles=CHAIR, own=presides, owner=Role.FACILITATOR, **more)


def _recording(code, label, sources, event, **more):
    more.setdefault("own", records)
    return Act(code, label, THING, sources, event, roles=DESK, owner=Role.RECORDER, **more)


def _signing(code, label, event, **more):
    return Act(code, label, THING, (CLOSED,), event, own=leads, owner=Role.FACILITATOR, **more)


UNSIGNED = (guards.record_unsigned,)


def signed_by_oneself(meeting, person):
    """The second signature is the other one's."""
    if meeting.signatures.filter(person=person).exists():
        raise Refused(SIGNED_ALREADY)


def not_signed_by_oneself(meeting, person):
    """One takes back one's own signature."""
    if not meeting.signatures.filter(person=person).exists():
        raise Refused(_("You have not signed these minutes."))


add(
    # Convening. ``schedule`` makes the meeting, so it starts from no state.
    _convening("meetings.schedule", _("Convene a meeting"), (), "meetings.scheduled"),
    _convening("meetings.reschedule", _("Move the meeting"), (PLANNED,), "meetings.rescheduled"),
    _convening(
        "meetings.cancel", _("Call the meeting off"), (PLANNED,), "meetings.cancelled", target=MeetingState.CANCELLED
    ),
    _convening("meetings.appoint", _("Name who presides and who records"), (PLANNED, OPEN, ADJOURNED), "meetings.appointed"),
    _preparing("meetings.invite", _("Invite"), (PLANNED, OPEN), "meetings.invited"),
    _preparing("meetings.add_entry", _("Add to the agenda"), (PLANNED, OPEN), "meetings.entry_added"),
    _preparing("meetings.strike_entry", _("Take off the agenda"), (PLANNED, OPEN), "meetings.entry_struck"),
    _preparing("meetings.uninvite", _("Withdraw an invitation entered by mistake"), (PLANNED, OPEN), "meetings.uninvited",
               bars=(withdrawing.no_guest,)),
    _preparing("meetings.restore_entry", _("Put back on the agenda, taken off by mistake"), (PLANNED, OPEN),
               "meetings.entry_restored", bars=(withdrawing.none_struck,)),
    # Presence.
    _recording("attendance.check_in", pgettext_lazy("at a meeting", "Sign in"), (PLANNED, OPEN, ADJOURNED), "attendance.entered"),
    _recording("attendance.enter_attendance", _("Enter who is present"), (PLANNED, OPEN, ADJOURNED), "attendance.entered"),
    _recording(
        "attendance.leave", pgettext_lazy("at a meeting", "Sign out"), (PLANNED, OPEN, ADJOURNED), "attendance.left",
        own=records_or_attends, bars=(withdrawing.nobody_there,),
    ),
    _recording("attendance.strike", _("Strike out somebody signed in by mistake"), (PLANNED, OPEN, ADJOURNED), "attendance.struck",
               bars=(withdrawing.nobody_there,)),
    _recording("attendance.recuse", _("Stand aside"), (PLANNED, OPEN), "attendance.recused", own=records_or_attends,
               bars=(withdrawing.no_member_there,)),
    _recording("attendance.withdraw_recusal", _("Withdraw a standing aside entered by mistake"), (PLANNED, *ON_RECORD),
               "attendance.recusal_withdrawn", guards=UNSIGNED, bars=(withdrawing.no_recusal,)),
    _recording("attendance.count_stakeholders", _("Count the stakeholders"), (PLANNED, *ON_RECORD),
               "attendance.stakeholders_counted", guards=UNSIGNED),
    _recording("attendance.count_observers", _("Count the observers"), (PLANNED, *ON_RECORD),
               "attendance.observers_counted", guards=UNSIGNED),
    # The sitting itself.
    _chairing("meetings.open", _("Open the meeting"), (PLANNED,), "meetings.opened", target=OPEN,
              guards=(guards.its_day, guards.made_known, guards.quorum_present),
              becomes=_("The meeting begins; who is present and whether they are enough stands in the minutes.")),
    _chairing("meetings.move_to_entry", _("Call the entry"), (OPEN,), "meetings.entry_called"),
    _chairing("meetings.close", _("Close the meeting"), (OPEN, ADJOURNED), "meetings.closed", target=CLOSED,
              becomes=_("The meeting is over; what was not reached is recorded so, and the minutes can be drafted.")),
    # The record.
    _recording("statements.state", _("Record a statement"), ON_RECORD, "statements.stated", guards=UNSIGNED),
    _recording("statements.correct", _("Correct a statement"), ON_RECORD, "statements.corrected", guards=UNSIGNED),
    _recording("statements.withdraw", _("Withdraw a statement"), ON_RECORD, "statements.corrected", guards=UNSIGNED),
    _recording("minutes.record_consensus", _("Record what was agreed"), ON_RECORD, "minutes.consensus_recorded",
               guards=UNSIGNED),
    _recording("minutes.withdraw_consensus", _("Withdraw a consensus recorded by mistake"), ON_RECORD,
               "minutes.consensus_withdrawn", guards=UNSIGNED, bars=(withdrawing.no_consensus,)),
    _recording("minutes.record_objection", _("Take an objection into the minutes"), ON_RECORD,
               "minutes.objection_recorded", guards=UNSIGNED),
    _recording("minutes.withdraw_objection", _("Withdraw an objection entered by mistake"), ON_RECORD,
               "minutes.objection_withdrawn", guards=UNSIGNED, bars=(withdrawing.no_objection,)),
    _recording("minutes.draft", _("Draft the minutes from the record"), (CLOSED,), "minutes.drafted", guards=UNSIGNED,
               becomes=_("The minutes are written anew from the record; earlier versions are kept.")),
    _recording("minutes.edit", _("Edit the minutes"), (CLOSED,), "minutes.edited", guards=UNSIGNED),
    _signing("minutes.sign", _("Sign the minutes, first"), "minutes.signed", guards=(guards.nobody_signed,)),
    _signing("minutes.countersign", _("Sign the minutes, second"), "minutes.countersigned",
             target=MeetingState.SIGNED, guards=(guards.signed_first,), bars=(signed_by_oneself,)),
    _signing("minutes.withdraw_signature", _("Withdraw the signature"), "minutes.signature_withdrawn",
             bars=(not_signed_by_oneself,),
             becomes=_("Your signature no longer stands, and the record can be corrected again.")),
)
add(
    Act("debate_rules.adopt", _("Adopt rules of debate"), "meetings.DebateRules", (), "debate_rules.adopted",
        roles=CONVENERS, owner=Role.COMMUNITY_SECRETARY),
)
