"""The public call for opinions and the hearing (征求意见、听证): acts that a matter in research may need."""

from django.utils.translation import gettext_lazy as _

from yishi.acts import Act
from yishi.people.enums import Role
from yishi.people.rules import STREET

from ..enums import MatterState
from ..guards import bars, research
from ..guards import calls as guards
from ..models import HearingState, OpinionState, ParticipantState, PublicCallState
from ..speaking import CLERKS, SPEAKERS, owns_here
from . import add

MATTER, CALL, OPINION = "consultation.Matter", "consultation.PublicCall", "consultation.CallOpinion"
HEARING, PARTICIPANT = "consultation.Hearing", "consultation.HearingParticipant"
SECRETARY, RECORDER = Role.COMMUNITY_SECRETARY, Role.RECORDER
CALLERS = frozenset({SECRETARY, RECORDER}) | STREET
ANSWERERS = CALLERS | {Role.COMMUNITY_COMMITTEE}
OPEN, HEARD = (PublicCallState.OPEN,), (MatterState.SURVEYING, MatterState.DELIBERATING)


def gave_it(person, opinion):
    """Return whether the opinion is the person's own."""
    return opinion.person_id is not None and opinion.person_id == person.pk


def takes_part(person, participant):
    """Return whether ``participant`` is the person."""
    return participant.person_id is not None and participant.person_id == person.pk


add(
    Act(code="calls.open", label=_("Call for opinions"), thing=MATTER,
        sources=(MatterState.COLLECTING, MatterState.SURVEYING), event="call.opened", roles=CALLERS,
        guards=(guards.in_its_place, guards.no_call_yet, research.not_published)),
    Act(code="calls.extend", label=_("Let the call run longer"), thing=CALL, sources=OPEN, event="call.extended",
        roles=CALLERS),
    Act(code="calls.say", label=_("Give your opinion"), thing=CALL, sources=OPEN, event="call.opinion_given",
        roles=SPEAKERS | CLERKS, own=owns_here, bars=(bars.call_over,)),
    Act(code="calls.take_back", label=_("Take the opinion back"), thing=OPINION, sources=(OpinionState.OPEN,),
        target=OpinionState.TAKEN_BACK, event="call.opinion_taken_back", own=gave_it,
        becomes=_("Your opinion leaves the table, and is not answered.")),
    Act(code="calls.answer", label=_("Answer the opinion"), thing=OPINION, sources=(OpinionState.OPEN,),
        target=OpinionState.ANSWERED, event="call.opinion_answered", roles=ANSWERERS, owner=SECRETARY),
    Act(code="calls.correct_answer", label=_("Change the answer"), thing=OPINION, sources=(OpinionState.ANSWERED,),
        event="call.answer_corrected", roles=ANSWERERS, guards=(guards.call_open,), bars=(bars.answers_stand,)),
    Act(code="calls.close", label=_("Close the call and publish the answers"), thing=CALL, sources=OPEN,
        target=PublicCallState.CLOSED, event="call.closed", roles=CALLERS, owner=SECRETARY,
        guards=(guards.call_over, guards.opinions_answered),
        becomes=_("The table of opinions, with what became of each and why, is published and changes no more.")),
    Act(code="hearings.prepare", label=_("Prepare a hearing"), thing=MATTER, sources=HEARD, event="hearing.prepared",
        roles=CALLERS),
    Act(code="hearings.name_participant", label=_("Name who takes part"), thing=HEARING,
        sources=(HearingState.DRAFT, HearingState.PUBLISHED), event="hearing.participant_named", roles=CALLERS,
        owner=RECORDER, bars=(bars.hearing_over, bars.hearing_off)),
    Act(code="hearings.strike_participant", label=_("Take off the list"), thing=PARTICIPANT,
        sources=(ParticipantState.NAMED,), target=ParticipantState.STRUCK, event="hearing.participant_struck",
        roles=CALLERS),
    Act(code="hearings.publish", label=_("Publish papers and participants"), thing=HEARING,
        sources=(HearingState.DRAFT,), target=HearingState.PUBLISHED, event="hearing.published", roles=CALLERS,
        owner=RECORDER, guards=(guards.papers_ready, guards.participants_named, guards.papers_in_time),
        bars=(bars.hearing_off,)),
    Act(code="hearings.drop", label=_("Drop the hearing"), thing=HEARING, sources=(HearingState.DRAFT,),
        target=HearingState.DROPPED, event="hearing.dropped", roles=CALLERS),
    Act(code="hearings.sign", label=_("Sign the record"), thing=PARTICIPANT, sources=(ParticipantState.NAMED,),
        target=ParticipantState.SIGNED, event="hearing.record_signed", roles=CALLERS, own=takes_part, owner=RECORDER,
        guards=(guards.hearing_day_come,), bars=(bars.hearing_off,)),
    Act(code="hearings.excuse", label=_("Record why it is not signed"), thing=PARTICIPANT,
        sources=(ParticipantState.NAMED,), target=ParticipantState.EXCUSED, event="hearing.participant_excused",
        roles=CALLERS, guards=(guards.hearing_day_come,), bars=(bars.hearing_off,)),
)
