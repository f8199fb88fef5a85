"""The kinds of event of the hall. Sentences are made of the figures in the payload alone: a timeline costs no query."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yishi.clock import spoken
from yishi.journal.kinds import EventKind, register
from yishi.people.models import Person

from .models import Invitation, Meeting, MinutesObjection
from .queries import told_of


def with_figures(sentences):
    """Return what says an event in the words of ``sentences`` (kind → words), with its own figures in them."""
    return lambda event: str(sentences[event.kind]) % event.payload


FIGURES = {
    "attendance.entered": _("%(n)d signed in; %(present)d members were present then."),
    "attendance.left": _("A participant left; %(present)d members were present then."),
    "attendance.struck": _("A participant signed in by mistake was struck out; %(present)d members were present then."),
    "attendance.recused": _("A member stood aside from entry %(n)d and is not counted for it."),
    "attendance.recusal_withdrawn": _("That a member stood aside from entry %(n)d was entered by mistake: it was withdrawn."),
    "attendance.stakeholders_counted": _("%(stakeholders)d stakeholders were present."),
    "attendance.observers_counted": _("Observers: %(on_site)d in the room, %(online)d online."),
    "meetings.entry_added": _("Entry %(n)d was added to the agenda."),
    "meetings.entry_struck": _("Entry %(n)d was taken off the agenda."),
    "meetings.entry_restored": _("Entry %(n)d, taken off by mistake, was put back on the agenda."),
    "meetings.entry_called": _("Entry %(n)d was called."),
    "meetings.closed": _("The meeting was closed, with %(statements)d statements on record."),
    "minutes.drafted": _("The minutes were drafted from the record: version %(n)d."),
    "minutes.edited": _("The minutes were edited: version %(n)d; the earlier text is kept."),
    "statements.stated": _("Statement %(n)d was recorded."),
}
figures = with_figures(FIGURES)


def rewritten(event):
    """Return the sentence of a statement in whose place other words were put."""
    if event.payload.get("withdrawn"):
        return gettext("Statement %(n)d was withdrawn; the earlier text is kept.") % event.payload
    return gettext("Statement %(n)d was corrected; the earlier text is kept.") % event.payload


def opened(event):
    """Return the sentence of an opened meeting: the quorum as it was shown."""
    if not event.payload["needed"]:
        return gettext("The meeting was opened; %(present)d members were present.") % event.payload
    return gettext(
        "The meeting was opened: %(present)d of %(entitled)d members were present, %(needed)d were needed."
    ) % event.payload


def shortened(event, words):
    """Return ``words``, and that a special case shortened the notice where ``event`` names one."""
    if "special_case" not in event.payload:
        return words
    return gettext("%(what)s. Notice is shorter than its kind asks for; the special case is named on its page.") % {
        "what": words.rstrip(".。")
    }


def convened(event):
    """Return the sentence of a meeting that was convened."""
    return shortened(event, gettext("meeting convened"))


def moved(event):
    """Return the sentence of a moved meeting: from which day to which hour, or that it is held in another hall."""
    to = dt.datetime.fromisoformat(event.payload["to"])
    if event.payload.get("same_hour"):
        return gettext("The meeting of %(when)s is held in another hall, at the same hour; its page says where.") % {
            "when": spoken.moment(to),
        }
    return shortened(event, gettext("The meeting was moved from %(old)s to %(new)s.") % {
        "old": spoken.day_of(event.payload["from"]), "new": spoken.moment(to),
    })


def agreed(event):
    """Return the sentence of a recorded consensus: whether it is a draft."""
    return gettext("A draft of what is agreed was recorded, before the vote.") if event.payload["draft"] else gettext(
        "What was agreed was recorded."
    )


def participants(event):
    """Return those to whom a change of the meeting is said."""
    return told_of(Meeting.objects.select_related("community").get(pk=int(event.stream.name.partition(":")[2])))


def page_of(event):
    """Return the address of the page of the meeting, or "" where the event is of none."""
    prefix, _colon, key = event.stream.name.partition(":")
    return reverse("meeting", args=[key]) if prefix == "meeting" else ""


def leaders(event):
    """Return the two who sign: the first signature is said to the other one."""
    meeting = Meeting.objects.select_related("facilitator", "recorder").get(pk=int(event.stream.name.partition(":")[2]))
    return [meeting.facilitator, meeting.recorder]


def invited(event):
    """Return the person invited, where it is a person of the register."""
    invitation = Invitation.everything.select_related("person").get(pk=event.payload["invitation"])
    return [invitation.person] if invitation.person else []


def aside(event):
    """Return the member whose standing aside was withdrawn."""
    return Person.objects.filter(attendances__recusals=event.payload["recusal"])


def objector(event):
    """Return whose objection was withdrawn, where it is a person of the register."""
    return Person.objects.filter(pk__in=MinutesObjection.objects.filter(pk=event.payload["objection"]).values("person"))


register(
    EventKind("meetings.scheduled", _("meeting convened"), sentence=convened, told=participants),
    EventKind("meetings.rescheduled", _("meeting moved"), sentence=moved, told=participants),
    EventKind("meetings.cancelled", _("meeting called off"), told=participants),
    EventKind("meetings.appointed", _("facilitator or recorder named")),
    EventKind("meetings.invited", _("guest invited"), told=invited),
    EventKind("meetings.entry_added", _("agenda entry added"), sentence=figures),
    EventKind("meetings.entry_struck", _("agenda entry taken off"), sentence=figures),
    EventKind("meetings.uninvited", _("invitation withdrawn: entered by mistake"), told=invited),
    EventKind("meetings.entry_restored", _("agenda entry put back"), sentence=figures),
    EventKind("meetings.opened", _("meeting opened"), sentence=opened),
    EventKind("meetings.entry_called", _("agenda entry called"), sentence=figures),
    EventKind("meetings.closed", _("meeting closed"), sentence=figures),
    EventKind("attendance.entered", _("presence entered"), sentence=figures),
    EventKind("attendance.left", _("participant left"), sentence=figures),
    EventKind("attendance.struck", _("struck out: signed in by mistake"), sentence=figures),
    EventKind("attendance.recused", _("member stood aside"), sentence=figures),
    EventKind("attendance.recusal_withdrawn", _("standing aside withdrawn: entered by mistake"), sentence=figures, told=aside),
    EventKind("attendance.stakeholders_counted", _("stakeholders counted"), sentence=figures),
    EventKind("attendance.observers_counted", _("observers counted"), sentence=figures),
    EventKind("statements.stated", _("statement recorded"), sentence=figures),
    EventKind("statements.corrected", _("statement corrected"), sentence=rewritten),
    EventKind("minutes.consensus_recorded", _("consensus recorded"), sentence=agreed),
    EventKind("minutes.consensus_withdrawn", _("consensus withdrawn: entered by mistake")),
    EventKind("minutes.objection_recorded", _("objection taken into the minutes")),
    EventKind("minutes.objection_withdrawn", _("objection withdrawn: entered by mistake"), told=objector),
    EventKind("minutes.drafted", _("minutes drafted"), sentence=figures),
    EventKind("minutes.edited", _("minutes edited"), sentence=figures),
    EventKind("minutes.signed", _("minutes signed by the first of two"), told=leaders),
    EventKind("minutes.countersigned", _("minutes signed by both")),
    EventKind("minutes.signature_withdrawn", _("signature under the minutes withdrawn"), told=leaders),
    EventKind("debate_rules.adopted", _("rules of debate adopted")),
    at=page_of,
)
