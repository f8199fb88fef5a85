"""What stands before the acts of a public call and of a hearing (Interim Regulations 713, arts 14 to 18)."""

from django.utils.translation import gettext_lazy as _

from meetings.enums import MeetingState
from yishi.checks import Check
from yishi.clock import spoken
from yishi.clock.story import today
from yishi.people.enums import Role
from yishi.workdays.periods import days_since

from ..enums import MatterState
from ..models import (
    CallOpinion,
    Hearing,
    HearingParticipant,
    HearingState,
    OpinionState,
    ParticipantState,
    PublicCall,
    PublicCallState,
)
from ..models.hearings import HEARING_PAPER_DAYS
from ..procedures import OPEN_CALL

SECRETARY, RECORDER = Role.COMMUNITY_SECRETARY.label, Role.RECORDER.label
ART_15 = _("Interim Regulations on Major Administrative Decisions, art. 15")
ART_16 = _("Interim Regulations on Major Administrative Decisions, art. 16")
ART_17 = _("Interim Regulations on Major Administrative Decisions, art. 17")
ART_18 = _("Interim Regulations on Major Administrative Decisions, art. 18")


def no_call_yet(matter):
    """A matter has one call; what was published is not asked anew behind the back of who answered."""
    done = not PublicCall.objects.filter(matter=matter).exists()
    label = _("this matter has no call for opinions yet; the one it has may run longer")
    over = _("This matter has its call for opinions. While it runs, it may be let run longer.")
    return [Check("no_call_yet", label, done, SECRETARY, "calls.extend", over=over)]


def in_its_place(matter):
    """Opinions are called for in the research of a matter; where its procedure is a call, from the beginning."""
    done = matter.state == MatterState.SURVEYING or matter.procedure == OPEN_CALL.code
    return [Check("call_in_its_place", _("the matter stands in its research, or its procedure is a call for opinions"),
                  done, SECRETARY)]


def call_open(thing):
    """Answers are changed until the call is closed; then they stand."""
    key = thing.call_id if isinstance(thing, CallOpinion) else thing.pk
    done = PublicCall.objects.filter(pk=key, state=PublicCallState.OPEN).exists()
    over = _("The call is closed. The answers stand as they were published.")
    return [Check("call_open", _("the call is not closed yet"), done, SECRETARY, over=over)]


def call_over(call):
    """The last day of the call is over."""
    label = _("the last day of the call, %(day)s, is over") % {"day": spoken.day(call.until)}
    return [Check("call_over", label, today() > call.until, RECORDER, "calls.extend" if today() <= call.until else "",
                  ART_15)]


def opinions_answered(call):
    """Every opinion has its answer: whether it is taken up, and why (art. 18)."""
    rows = CallOpinion.objects.filter(call=call, state=OpinionState.OPEN).count()
    label = _("every opinion is answered") if not rows else _("every opinion is answered (%(n)s still wait)") % {"n": rows}
    return [Check("opinions_answered", label, not rows, SECRETARY, "calls.answer", ART_18)]


def call_closed(matter):
    """Where opinions were called for, the call is closed and its table published before the inquiry's report."""
    call = PublicCall.objects.filter(matter=matter).first()
    if call is None:
        return []
    label = _("the call for opinions is closed, with every opinion answered")
    return [Check("call_closed", label, call.state == PublicCallState.CLOSED, SECRETARY, "calls.close", ART_18)]


def papers_ready(hearing):
    """There is something to read before the hearing: a paper of the matter, or the draft of its call."""
    matter = hearing.matter
    done = matter.attachments.filter(visibility="public").exists() or PublicCall.objects.filter(matter=matter).exists()
    label = _("the papers of the hearing are filed with the matter, open to everybody")
    return [Check("hearing_papers", label, done, RECORDER, "attachments.attach", ART_16)]


def participants_named(hearing):
    """Those who take part are named, each with how they were chosen; stakeholders among them."""
    rows = HearingParticipant.objects.filter(hearing=hearing).exclude(state=ParticipantState.STRUCK)
    label = _("those who take part are named, with how each was chosen")
    return [Check("participants", label, rows.exists(), RECORDER, "hearings.name_participant", ART_16)]


def papers_in_time(hearing):
    """The papers are out seven days before the hearing, counted from the day after."""
    day = hearing.sitting.date
    label = _("from today to the hearing of %(day)s there are at least %(n)s days") % {
        "day": spoken.day(day), "n": HEARING_PAPER_DAYS,
    }
    return [Check("hearing_in_time", label, days_since(today(), day) >= HEARING_PAPER_DAYS, SECRETARY,
                  "meetings.reschedule", ART_17)]


def hearings_published(matter):
    """The papers of every hearing that is to be held were out seven days before; as it stands now, after any move."""
    checks = []
    for hearing in _standing(matter).exclude(state=HearingState.DROPPED).select_related("sitting__entry__meeting"):
        out, day = hearing.published_on, hearing.sitting.date
        done = bool(out) and days_since(out, day) >= HEARING_PAPER_DAYS
        label = _("the papers and participants of the hearing of %(day)s were published %(n)s days before") % {
            "day": spoken.day(day), "n": HEARING_PAPER_DAYS,
        }
        owes, cure, on = (SECRETARY, "meetings.reschedule", None) if out else (RECORDER, "hearings.publish", hearing.pk)
        checks.append(Check(f"hearing_published_{hearing.pk}", label, done, owes, cure, ART_17, on=on))
    return checks


def hearing_records_signed(matter):
    """The record of each hearing is signed by those who took part, or it says why one did not."""
    hearings = _standing(matter).filter(state=HearingState.PUBLISHED)
    if not hearings.exists():
        return []
    waiting = HearingParticipant.objects.filter(hearing__in=hearings, state=ParticipantState.NAMED).exists()
    label = _("every participant has signed the record of the hearing, or it says why not")
    return [Check("hearing_signed", label, not waiting, RECORDER, "hearings.sign", ART_17)]


def hearing_day_come(participant):
    """The record is signed when the hearing has been held."""
    day = participant.hearing.sitting.date
    label = _("the day of the hearing, %(day)s, has come, and its papers were published") % {"day": spoken.day(day)}
    done = today() >= day and participant.hearing.state == HearingState.PUBLISHED
    return [Check("hearing_day", label, done, RECORDER)]


def _standing(matter):
    """Return the hearings of ``matter`` that were not taken off, of meetings that were not called off."""
    rows = Hearing.objects.filter(matter=matter, sitting__taken_off_on=None)
    return rows.exclude(sitting__entry__meeting__state=MeetingState.CANCELLED)
