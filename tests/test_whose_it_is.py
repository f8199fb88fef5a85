"""Who may act because the thing is theirs: every predicate of the tables lets in whose it is, and nobody else."""

from decimal import Decimal

import pytest

from consultation.enums import Rule
from consultation.models import Execution, Sitting, Stakeholder, Support
from consultation.polls.enums import Electorate
from consultation.transitions import TABLE
from meetings.enums import MeetingKind
from meetings.models import AgendaEntry, Attendance, Meeting, Registration
from meetings.transitions import TABLE as HALL
from tests.things import AT, DAY, things
from tests.world import owner, person, seat
from yishi.acts import may
from yishi.people.enums import BodyKind, Role
from yishi.people.models import Body

ACTS = {**TABLE, **HALL}


def name_of(act):
    return f"{act.own.__module__}.{act.own.__name__}"


PREDICATES = sorted({name_of(act) for act in ACTS.values() if act.own})


def reporter(world, made):
    return made["consultation.Report"].reporter


def supporter(world, made):
    """Somebody who has moved away since."""
    report, moved = made["consultation.Report"], person(world.other.community, "搬走的人")
    Support.objects.create(community=report.community, report=report, person=moved, at=AT)
    return moved


def backer(world, made):
    report = made["consultation.Report"]
    type(report).objects.filter(pk=report.pk).update(matter=made["consultation.Matter"], state="merged")
    return supporter(world, made)


def of_several_communities(world, made):
    made["consultation.Matter"].place = world.street
    return world.own.people[Role.STREET_PARTY_SECRETARY]


def partner(world, made):
    matter, grid_worker = made["consultation.Matter"], world.own.people[Role.GRID_WORKER]
    Stakeholder.objects.create(community=matter.community, matter=matter, words="网格", person=grid_worker)
    return grid_worker


def facilitator(world, made):
    return seated(made).facilitator


def recorder(world, made):
    return seated(made).recorder


def seated(made):
    """Put the matter on the agenda of the meeting."""
    matter, meeting = made["consultation.Matter"], made["meetings.Meeting"]
    own = {"community": matter.community}
    entry = AgendaEntry.objects.create(meeting=meeting, n=1, title="照明", **own)
    Sitting.objects.create(matter=matter, entry=entry, kind="deliberation", noticed_on=DAY, **own)
    return meeting


def owners_committee(world, made):
    made["consultation.Matter"].rule = Rule.OWNERS_SPECIAL
    made["polls.Poll"].electorate = Electorate.OWNERS
    made["meetings.Meeting"].kind = MeetingKind.OWNERS_ASSEMBLY
    return world.own.people[Role.OWNERS_COMMITTEE]


def secretary(world, made):
    assert made["polls.Poll"].state != "closed"
    return world.own.people[Role.COMMUNITY_SECRETARY]


def owner_elsewhere(world, made):
    landlord = person(world.other.community, "房东")
    owner(world.own.estate, Decimal("80"), landlord)
    return landlord


def of_the_body(world, made):
    """Let a body of elsewhere carry the matter out, and be called to it."""
    matter, response = made["consultation.Matter"], made["consultation.WhistleResponse"]
    body = Body.objects.create(community=world.street, kind=BodyKind.OTHER, name="施工队")
    Execution.objects.create(
        community=matter.community, matter=matter, lead=body, lead_words="施工队", supervisor_words="监督", started=DAY
    )
    response.body = body
    worker = person(world.other.community, "工人")
    seat(worker, Role.PROPERTY_MANAGER, world.other.community, body=body)
    return worker


def attending(world, made):
    meeting, present = made["meetings.Meeting"], world.own.people[Role.COUNCIL_MEMBER]
    Attendance.objects.create(
        community=meeting.community, meeting=meeting, person=present, capacity="member", present=True, at=AT
    )
    return present


def recorder_of_a_review(world, made):
    made["meetings.Meeting"].kind = MeetingKind.WELFARE_REVIEW
    return made["meetings.Meeting"].recorder


def giver(world, made):
    return made["consultation.CallOpinion"].person


def participant(world, made):
    return made["consultation.HearingParticipant"].person


def observer(world, made):
    gallery, guest = made["meetings.Gallery"], person(world.other.community, "来旁听的人")
    Registration.objects.create(
        community=gallery.community, gallery=gallery, person=guest, kind="other", code="K7", rank=1, at=AT, entered_by=guest
    )
    return guest


def chair(world, made):
    return made["meetings.Gallery"].meeting.facilitator


THEIRS = {
    "meetings.comments.transitions.records_its_meeting": recorder,
    "meetings.gallery.transitions.listed": observer,
    "meetings.gallery.transitions.watched": observer,
    "meetings.gallery.transitions.keeps": chair,
    "meetings.reviews.transitions.records_review": recorder_of_a_review,
    "consultation.transitions.calls.gave_it": giver,
    "consultation.transitions.calls.takes_part": participant,
    "consultation.transitions.collect.brought": reporter,
    "consultation.predicates.studies_for_several": of_several_communities,
    "consultation.predicates.invited": partner,
    "consultation.transitions.deliberate.presides_over": facilitator,
    "consultation.transitions.deliberate.records_for": recorder,
    "consultation.transitions.ballots.convenes_owners": owners_committee,
    "consultation.polls.transitions.annuls_before_the_close": secretary,
    "consultation.polls.transitions.convenes_owners": owners_committee,
    "meetings.transitions.convenes_owners": owners_committee,
    "consultation.predicates.owns_here": owner_elsewhere,
    "consultation.predicates.stands_behind": supporter,
    "consultation.predicates.brought_forward": backer,
    "consultation.transitions.supervise.leads": of_the_body,
    "consultation.transitions.supervise.was_called": of_the_body,
    "meetings.transitions.presides": facilitator,
    "meetings.transitions.records": recorder,
    "meetings.transitions.leads": facilitator,
    "meetings.transitions.records_or_convenes": recorder,
    "meetings.transitions.records_or_attends": attending,
    "meetings.console.transitions.leads_or_attends": attending,
}


@pytest.mark.django_db
@pytest.mark.parametrize("predicate", PREDICATES)
def test_whose_it_is_may(world, predicate):
    made = things(world.own)
    stranger, theirs = person(world.other.community, "路人"), THEIRS[predicate](world, made)
    for act in ACTS.values():
        if act.own and name_of(act) == predicate:
            thing = fresh(made, act)
            assert may(act, thing, theirs), f"{act.code}: it is theirs"
            assert not may(act, thing, stranger), f"{act.code}: it is not a stranger's"


def fresh(made, act):
    """Return the thing of ``act`` with the matter as it now stands hung on it."""
    thing = made[act.thing]
    if hasattr(type(thing), "matter_id"):
        thing.matter = made["consultation.Matter"]
    return thing


def test_every_predicate_is_tried():
    assert sorted(THEIRS) == PREDICATES
    assert Meeting._meta.label in {act.thing for act in ACTS.values() if act.own}
