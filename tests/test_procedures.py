"""The other templates run through by the same acts: five steps, nine steps, and the open call for opinions."""

import datetime as dt

import pytest

from consultation.domain import agenda, answers, execution, filing, matters, outcomes, postings, research
from consultation.enums import HearingForm, MatterState, Rule, Stage
from consultation.models import Matter
from consultation.procedures import FIVE, NINE, OPEN_CALL, PROCEDURES, SIX
from consultation.transitions import TABLE
from tests.consultation import builders_agenda, builders_execution, builders_outcomes
from tests.consultation.builders_collect import at, clerk, filed, make_ready, opened
from tests.consultation.builders_deliberate import deliberated, sign
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.refusals import Refused

pytestmark = [pytest.mark.writes, pytest.mark.django_db]
CONSENT = {"rule": Rule.CONSENT, "needs_owner_vote": False, "form": HearingForm.TALK, "form_words": ""}


@pytest.fixture
def side(world):
    world.own.community.short = "槐"
    world.own.community.save()
    return world.own


def collect(side, procedure):
    """A report is filed, merged into a matter of ``procedure``, answered, and all is vouched for."""
    with at("2026-01-08"):
        return make_ready(side, opened(side, filed(side), procedure=procedure.code))


def set_agenda(side, matter):
    """Everything that stands before the admission, and the admission."""
    builders_agenda.prepare(matter, side, **CONSENT)
    with builders_agenda.on(builders_agenda.ADMITTED):
        agenda.admit(matter, by=side.people[Role.COMMUNITY_SECRETARY])


def inquire(side, matter):
    """The inquiry is held, closed and published."""
    builders_agenda.inquire(matter, side)
    with builders_agenda.on(builders_agenda.PUBLISHED):
        research.publish(matter, by=clerk(side), channels=builders_agenda.CHANNELS)


def deliberate(world, matter):
    """The matter is agreed upon at a meeting, whose minutes are signed."""
    sitting = deliberated(world, matter)
    sign(sitting.entry.meeting)
    matter.refresh_from_db()


def publish(side, matter):
    """The resolution is drafted, published, posted for 15 days, reported back and filed."""
    with builders_outcomes.at(builders_outcomes.DRAFTED):
        drafted = outcomes.draft(
            matter, by=clerk(side), title="决议", paragraphs=["同意。"], dated=builders_outcomes.DRAFTED
        )
    with builders_outcomes.at(builders_outcomes.POSTED):
        builders_outcomes.make_ready(side, drafted)
        outcomes.publish(drafted, by=side.people[Role.COMMUNITY_SECRETARY])
        postings.prove(
            matter.postings.get(purpose="resolution"), by=clerk(side), channel="小区公示栏",
            on=builders_outcomes.POSTED, caption="公示栏照片",
        )
        for audience in ("reporters", "stakeholders"):
            builders_outcomes.tell(side, drafted, audience)
        filing.file_with_street(drafted, by=clerk(side), received_words="街道社区办")
    with builders_outcomes.at(builders_outcomes.LAST_DAY + dt.timedelta(1)):
        matter.refresh_from_db()
        outcomes.end_posting(matter, by=clerk(side))


def carry_out(side, matter):
    """One promise is kept, accepted and rated, and the matter is closed."""
    secretary = side.people[Role.COMMUNITY_SECRETARY]
    with at("2026-05-06"):
        execution.start(matter, by=secretary, lead_words="溪畔物业", supervisor_words="居务监督委员会")
        promise = builders_execution.promise(matter, side, due="2026-05-12")
    builders_execution.done(promise, side, "2026-05-11")
    builders_execution.passed(matter, side, "2026-05-12")
    builders_execution.surveyed(matter, side, "2026-05-13", "2026-05-25")
    with at("2026-05-26"):
        execution.close(matter, by=secretary)


def walked(matter):
    """Return the stages that ``matter`` has been in, in the order in which the journal remembers them."""
    targets = {act.event: act.target for act in TABLE.values() if act.thing == matter._meta.label and act.target}
    kinds = Event.objects.filter(stream__name=matter.stream_name).order_by("seq").values_list("kind", flat=True)
    return tuple(dict.fromkeys(matter.template.stage_of(targets[kind]) for kind in kinds if kind in targets))


@pytest.mark.parametrize("procedure", [SIX, FIVE, NINE], ids=lambda procedure: procedure.code)
def test_a_matter_walks_all_its_stages(world, side, procedure):
    matter = collect(side, procedure)
    with at("2026-01-09"):
        matters.propose(matter, by=clerk(side))
    set_agenda(side, matter)
    inquire(side, matter)
    deliberate(world, matter)
    publish(side, matter)
    carry_out(side, matter)
    assert matter.state == MatterState.COMPLETED
    assert walked(matter) == procedure.stages == tuple(Stage)
    numbers = [procedure.phase_of(stage)[0] for stage in walked(matter)]
    assert numbers == sorted(numbers) and numbers[0] == 1, "phases are walked forward"


def test_an_open_call_is_collected_studied_and_ends(side):
    with at("2026-01-08"):
        call = opened(side, procedure=OPEN_CALL.code, code="call-1")
        filed(side, channel="open_call", matter=call, wish="suggestion")
        with pytest.raises(Refused):
            matters.begin_study(call, by=clerk(side))  # nobody has read it for what must not be published
    with at("2026-02-25"):
        matters.check_privacy(call, by=clerk(side))
        with pytest.raises(Refused):
            matters.propose(call, by=clerk(side))
        matters.begin_study(call, by=clerk(side))
    builders_agenda.inquire(call, side, without=("option",))
    with builders_agenda.on(builders_agenda.PUBLISHED):
        with pytest.raises(Refused):
            research.close_call(call, by=clerk(side))
        research.publish(call, by=clerk(side), channels=builders_agenda.CHANNELS)
        with pytest.raises(Refused, match="still owed: 1"):
            research.close_call(call, by=clerk(side))  # an opinion that nobody reviewed or answered
        answers.moderate(call.reports.get(), "accepted", by=side.people[Role.CONTENT_MODERATOR])
        research.close_call(call, by=clerk(side))
    assert call.state == MatterState.COMPLETED
    assert walked(call) == OPEN_CALL.stages == (Stage.COLLECT, Stage.RESEARCH)
    assert call.stage == Stage.RESEARCH and list(Matter.objects.in_stage(Stage.RESEARCH)) == [call]
    assert not Matter.objects.in_stage(Stage.SUPERVISE).exists()


@pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=list(PROCEDURES))
def test_a_template_names_every_phase_and_leaves_no_stage_out(procedure):
    assert {stage for phase in procedure.phases for stage in phase.stages} == set(procedure.stages)
    assert all(str(phase.label) and phase.stages for phase in procedure.phases)
    assert procedure.phase_of(Stage.AGENDA) == (0, None) or procedure is not OPEN_CALL
    firsts = [min(phase.stages) for phase in procedure.phases]
    assert firsts == sorted(firsts)
