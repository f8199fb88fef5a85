"""Ways round the guards that somebody might try: each is closed."""

import datetime as dt

import pytest

from consultation.desk.forms import form_of
from consultation.domain import (
    agenda,
    ballots,
    deliberation,
    execution,
    filing,
    inspections,
    numbers,
    outcomes,
    reports,
)
from consultation.enums import MatterState, Rule
from consultation.models import ConflictDeclaration, Matter
from consultation.polls.domain.casting import cast
from consultation.polls.enums import Electorate, Secrecy
from consultation.transitions import TABLE
from meetings.domain import attendance
from tests.consultation.builders_agenda import ADMITTED, prepare
from tests.consultation.builders_agenda import matter as item_in
from tests.consultation.builders_collect import filed
from tests.consultation.builders_deliberate import published, put, sign_in
from tests.consultation.builders_execution import at as on_day
from tests.consultation.builders_execution import in_execution, started
from tests.consultation.builders_outcomes import drafted
from tests.consultation.views.reading import shows
from tests.meetings.builders import DAY, on
from yishi.checks import unmet
from yishi.journal.kinds import kind_of
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.writes]


def missing(code, thing):
    return {check.code for check in unmet(TABLE[code].checklist(thing))}


@pytest.mark.parametrize(("state", "code"), [
    (MatterState.AGENDA_REVIEW, "agenda.admit"), (MatterState.SURVEYING, "deliberation.enter"),
    (MatterState.DELIBERATING, "outcomes.draft"),
])
def test_a_report_that_came_late_is_answered_before_the_next_step(world, state, code):
    made = item_in(world, state)
    report = filed(world.own)
    assert "dispositions" not in missing(code, made)
    reports.merge(report, made, by=world.own.people[Role.RECORDER])
    assert "dispositions" in missing(code, made)
    reports.dispose(report, "merged", "并入本议题办理。", by=world.own.people[Role.RECORDER])
    assert "dispositions" not in missing(code, made)


def test_skipped_numbers_are_explained_before_the_item_is_admitted(world):
    made = item_in(world)
    people = world.own.people
    prepare(made, world.own, without=("number", "notice", "schedule"))
    with on(dt.date(2026, 2, 13)):
        agenda.number(made, by=people[Role.RECORDER], number=3)
        agenda.post_notice(made, by=people[Role.RECORDER], until=ADMITTED, channels=["公示栏"])
        agenda.schedule(made, by=people[Role.RECORDER], day=ADMITTED)
    with on(ADMITTED):
        assert missing("agenda.admit", made) == {"gaps"}
        for number in (1, 2):
            numbers.explain("槐议", 2026, number, community=world.own.community, by=people[Role.RECORDER],
                            explanation="本系统启用前编发")
        agenda.admit(made, by=people[Role.COMMUNITY_SECRETARY])


def test_skipped_numbers_are_explained_before_a_resolution_is_published(world):
    resolution = drafted(world.own)
    outcomes.take_number(resolution, by=world.own.people[Role.RECORDER], number=2)
    assert "gaps" in missing("outcomes.publish", resolution)


@pytest.fixture
def in_the_hall(world):
    """A deliberation of the council that sits: 15 entitled, 12 present, one of whom stood aside."""
    made = published(world)
    sitting = put(world, made)
    members = sign_in(world, sitting.entry.meeting, present=12)
    with on(DAY, 19):
        deliberation.open_sitting(sitting, by=sitting.entry.meeting.facilitator)
        attendance.recuse(sitting.entry.meeting, members[0], sitting.entry, by=sitting.entry.meeting.recorder,
                          reason="商户亲属")
    Matter.objects.filter(pk=made.pk).update(rule=Rule.COUNCIL)
    made.refresh_from_db()
    return made, members


def council_ballot(world, made, secrecy=Secrecy.NAMED):
    return ballots.prepare(
        made, by=world.own.people[Role.RECORDER], question="是否同意", secrecy=secrecy, roles=[Role.COUNCIL_MEMBER],
        electorate=Electorate.MEMBERS, place=world.own.community,
    )


def open_ballot(world, made, member, secrecy=Secrecy.NAMED):
    """Open a ballot of the council from which ``member``, who stood aside in the hall, stands aside."""
    poll, recorder = council_ballot(world, made, secrecy), world.own.people[Role.RECORDER]
    ballots.freeze(poll, by=recorder)
    ballots.recuse(poll, by=recorder, unit=member, words="商户亲属")
    return ballots.open(poll, by=recorder)


def test_present_is_who_is_signed_in_and_did_not_stand_aside(world, in_the_hall):
    made, members = in_the_hall
    recorder = world.own.people[Role.RECORDER]
    with on(DAY, 20):
        poll = open_ballot(world, made, members[0])
        for member in members[1:7]:  # six of eleven present: more than half of the present, all of the cast
            cast(poll, by=member, choices="in_favor")
        for wrong in (10, 12):
            with pytest.raises(Invalid) as refusal:
                ballots.close(poll, by=recorder, present=wrong)
            assert refusal.value.field == "present"
        ballots.close(poll, by=recorder)
    assert (poll.state, poll.present) == ("closed", 11)


def test_hands_are_counted_of_who_is_signed_in(world, in_the_hall):
    recorder = world.own.people[Role.RECORDER]
    with on(DAY, 20):
        poll = open_ballot(world, in_the_hall[0], in_the_hall[1][0], Secrecy.SHOW_OF_HANDS)
        with pytest.raises(Invalid):
            ballots.enter_hands(poll, by=recorder, present=9, counts={"in_favor": 5})
        assert form_of("ballots.enter_hands")(thing=poll, actor=recorder).initial["present"] == 11, "it is not asked anew"
        assert ballots.enter_hands(poll, by=recorder, present=11, counts={"in_favor": 6}).present == 11


def test_whoever_declared_an_interest_stands_back_before_the_table_votes(world, in_the_hall):
    made, members = in_the_hall
    recorder = world.own.people[Role.RECORDER]
    ConflictDeclaration.objects.create(
        community=made.community, matter=made, declared=True, person=members[3], words="经营涉事商铺",
        entered_by=recorder, entered_on=DAY,
    )
    with on(DAY, 20):
        poll = council_ballot(world, made)
        with pytest.raises(Refused) as refusal:
            ballots.open(poll, by=recorder)
        assert [check.code for check in refusal.value.missing] == ["interests"]
        ballots.freeze(poll, by=recorder)
        assert missing("ballots.open", poll) == {"interests"}
        ballots.recuse(poll, by=recorder, unit=members[3], words="经营涉事商铺")
        assert missing("ballots.open", poll) == {"interests"}, "one more stood aside in the hall"
        ballots.recuse(poll, by=recorder, unit=members[0], words="商户亲属")
        ballots.open(poll, by=recorder)
        with pytest.raises(Refused):
            cast(poll, by=members[3], choices="in_favor")


def test_nobody_who_lost_has_the_vote_annulled_and_held_again(world, in_the_hall):
    made, members = in_the_hall
    people = world.own.people
    with on(DAY, 20):
        poll = open_ballot(world, made, members[0])
        for member in members[1:]:
            cast(poll, by=member, choices="against")
        ballots.close(poll, by=people[Role.RECORDER])
        with pytest.raises(Forbidden):
            ballots.annul(poll, by=people[Role.COMMUNITY_SECRETARY], because="结果不理想")
        ballots.annul(poll, by=people[Role.STREET_DIRECTOR], because="名册有误")
    assert poll.state == "annulled"


def test_a_matter_ends_with_its_resolution_corrected(world):
    with on_day("2026-03-02"):
        made = in_execution(world.own)
        assert "published" not in missing("execution.close", made)
        filing.order_correction(made.resolutions.get(), by=world.own.people[Role.STREET_DIRECTOR], reason="与物业条例不符")
        assert "published" in missing("execution.close", made)
        assert "published" in missing("execution.close_not_passed", made)


def test_a_timeline_tells_no_door_of_an_inspector(world):
    supervisor = world.own.people[Role.SUPERVISORY_MEMBER]
    with on_day("2026-03-02"):
        made = started(world.own)
        execution.add_milestone(made, by=world.own.people[Role.COMMUNITY_SECRETARY], name="施工", due=dt.date(2026, 4, 1))
        inspections.inspect(made, by=supervisor, result="pass", comment="合格。", members=[supervisor, "马先生（3-2-601）"])
    event = Event.objects.get(kind="inspection.made")
    assert "马先生" in kind_of(event).read(event) and not shows(kind_of(event).read(event), "601")
