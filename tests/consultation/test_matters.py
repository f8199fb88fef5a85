"""Matters in their first step: opened, put in order, proposed behind their guards, or sent elsewhere."""

import datetime as dt

import pytest

from consultation.collecting import SUPPORTERS_NEEDED
from consultation.domain import ballots, matters, reports
from consultation.enums import MatterState
from consultation.models import Matter, Referral
from tests.consultation.builders_collect import READY, at, clerk, filed, make_ready, neighbours, opened
from tests.consultation.polls.builders import council, council_poll
from tests.world import person, seat
from yishi.journal.kinds import kind_of
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Refused, Stale

pytestmark = [pytest.mark.writes, pytest.mark.django_db]


@pytest.fixture
def side(world):
    return world.own


@pytest.fixture
def matter(side):
    with at("2026-03-01"):  # whatever the day is on which the tests run
        return opened(side, filed(side))


def missing(matter, code="matters.propose"):
    """Return the codes of the checks that are still missing for ``code``."""
    act = matters.TABLE[code]
    return {check.code for check in act.checklist(matter) if not check.done}


def test_codes_are_the_next_of_community_and_year_or_given(side, world):
    with at("2026-03-01"):
        codes = [opened(side).code, opened(side, code="HA-2026-07").code, opened(side).code, opened(world.other).code]
        older = opened(side, opened_on=dt.date(2025, 12, 30)).code
        with pytest.raises(Refused, match="HA-2026-07"):
            opened(side, code="HA-2026-07")
    assert [*codes, older] == ["HA-2026-01", "HA-2026-07", "HA-2026-08", "LX-2026-01", "HA-2025-01"]


@pytest.mark.parametrize(("fields", "field"), [
    ({"title": ""}, "title"), ({"topic": "T9"}, "topic"), ({"procedure": "one_step"}, "procedure"),
    ({"opened_on": dt.date(2999, 1, 1)}, "opened_on"), ({"summary": "长" * 2001}, "summary"), ({"code": "a b"}, "code"),
])
def test_a_matter_is_opened_with_sound_words_only(side, fields, field):
    with pytest.raises(Invalid) as refusal:
        opened(side, **fields)
    assert refusal.value.field == field
    assert not Matter.objects.exists()


def test_the_place_lies_in_the_community_and_the_office_opens(side, world):
    with pytest.raises(Invalid):
        opened(side, place=world.other.estate)
    for role in (Role.RESIDENT, Role.COUNCIL_MEMBER, Role.DISPATCHER):
        with pytest.raises(Forbidden):
            matters.open(side.community, "灯", "T6", side.estate, by=side.people[role])


def test_a_new_vote_is_a_new_matter_that_points_back_to_an_ended_one(side, matter):
    with pytest.raises(Refused, match=matter.code):
        opened(side, previous=matter)
    matters.convert(matter, "诉求", "因为", by=clerk(side))
    assert opened(side, previous=matter).previous == matter


def test_a_ready_matter_is_proposed(side, matter):
    with at("2026-12-01"):
        make_ready(side, matter)
        matters.propose(matter, by=clerk(side), seen="collecting")
    matter.refresh_from_db()
    assert (matter.state, matter.collected_until) == (MatterState.AGENDA_REVIEW, dt.date(2026, 12, 1))
    event = Event.objects.get(kind="matter.proposed")
    assert event.payload["reports"] == 1 and "1" in kind_of(event).read(event)
    assert side.people[Role.RESIDENT] in kind_of(event).told(event)
    with pytest.raises(Stale):
        matters.propose(matter, by=clerk(side), seen="collecting")


@pytest.mark.parametrize("code", READY)
def test_each_guard_blocks_the_step_by_itself(side, matter, code):
    make_ready(side, matter, without=[code])
    assert missing(matter) == {code}
    with pytest.raises(Refused) as refusal:
        matters.propose(matter, by=clerk(side))
    assert [check.code for check in refusal.value.missing] == [code]
    assert Matter.objects.get(pk=matter.pk).state == MatterState.COLLECTING


def test_one_unanswered_report_blocks_and_a_withdrawn_one_does_not(side, matter):
    make_ready(side, matter)
    late = filed(side, by=neighbours(side, 1)[0])
    reports.merge(late, matter, by=clerk(side))
    matters.check_privacy(matter, by=clerk(side))
    assert missing(matter) == {"dispositions"}
    reports.withdraw(late, by=late.reporter)
    assert missing(matter) == set()


def test_topic_is_set_before_proposing(side):
    matter = make_ready(side, opened(side, filed(side), topic=""))
    assert missing(matter) == {"classified"}
    matters.classify(matter, by=clerk(side), topic="T3", place=side.estate)
    assert missing(matter) == set()
    with pytest.raises(Invalid):
        matters.classify(matter, by=clerk(side), topic="", place=side.estate)
    with pytest.raises(Invalid, match="Nothing was changed"):
        matters.classify(matter, by=clerk(side), topic="T3", place=side.estate)


def test_privacy_is_checked_anew_after_a_merge_or_an_amendment(side, matter):
    with at("2026-12-01", 9):
        matters.check_privacy(matter, by=clerk(side))
    assert "privacy" not in missing(matter)
    with at("2026-12-01", 10):
        reports.amend(matter.reports.get(), by=side.people[Role.RESIDENT], text="我住3号楼602")
    assert "privacy" in missing(matter)
    with at("2026-12-01", 11):
        matters.check_privacy(matter, by=clerk(side))
    assert "privacy" not in missing(matter)
    with at("2026-12-01", 12):
        reports.merge(filed(side), matter, by=clerk(side))
    assert "privacy" in missing(matter)


def test_ten_persons_who_file_or_support_are_enough_and_nine_are_not(side, matter):
    report, ten = matter.reports.get(), neighbours(side, 9)
    for neighbour in ten[:8]:
        reports.support(report, by=neighbour)
    assert "support" in missing(matter)
    reports.support(report, by=ten[8])
    assert "support" not in missing(matter)


def test_a_grid_workers_report_puts_a_matter_forward(side):
    report = filed(side, by=side.people[Role.GRID_WORKER], channel="grid")
    assert "support" not in missing(opened(side, report))


def test_five_council_members_together_propose(side, matter):
    member = side.people[Role.COUNCIL_MEMBER]
    make_ready(side, matter, without=["support"])
    members = [member, *(person(side.community, f"委员{n}") for n in range(4))]
    for each in members[1:]:
        seat(each, Role.COUNCIL_MEMBER, side.community)
    for each in members[:4]:
        reports.support(matter.reports.get(), by=each)
    with pytest.raises(Refused, match="5"):
        matters.propose(matter, by=member)
    reports.support(matter.reports.get(), by=members[4])
    matters.propose(matter, by=member)
    assert matter.state == MatterState.AGENDA_REVIEW


def test_who_may_propose(side, matter, world):
    make_ready(side, matter)
    for by in (side.people[Role.BUILDING_HEAD], side.people[Role.GRID_WORKER], world.other.people[Role.RECORDER]):
        with pytest.raises(Forbidden):
            matters.propose(matter, by=by)


def test_ten_who_filed_or_support_it_propose_jointly(side, matter):
    make_ready(side, matter)
    report = matter.reports.get()
    with pytest.raises(Refused, match="10 persons"):
        matters.propose(matter, by=report.reporter)
    for neighbour in neighbours(side, SUPPORTERS_NEEDED - 1):
        reports.support(report, by=neighbour)
    matters.propose(matter, by=report.reporter)
    assert matter.state == MatterState.AGENDA_REVIEW


def test_a_bodys_decision_is_recorded_once(side, matter):
    matters.record_initiative(matter, "owners", "业主委员会", by=clerk(side), decided_on=dt.date(2026, 1, 5))
    assert "support" not in missing(matter)
    with pytest.raises(Refused):
        matters.record_initiative(matter, "owners", "业主委员会", by=clerk(side))
    for fields in ({"kind": "crowd", "words": "众人"}, {"kind": "street", "words": ""}):
        with pytest.raises(Invalid):
            matters.record_initiative(matter, **fields, by=clerk(side))


def test_an_open_call_goes_to_its_study_and_nothing_else_does(side, matter):
    call = opened(side, procedure="open_call")
    assert missing(call, "matters.begin_study") == {"collected", "privacy"}
    filed(side, channel="open_call", matter=call)
    matters.check_privacy(call, by=clerk(side))
    with pytest.raises(Refused):
        matters.propose(make_ready(side, call, without=["privacy"]), by=clerk(side))
    matters.begin_study(call, by=clerk(side))
    assert call.state == MatterState.SURVEYING
    make_ready(side, matter)
    with pytest.raises(Refused) as refusal:
        matters.begin_study(matter, by=clerk(side))
    assert [check.code for check in refusal.value.missing] == ["open_call"]


@pytest.mark.parametrize("procedure", ["five_steps", "nine_steps"])
def test_other_templates_go_to_the_agenda(side, procedure):
    matter = make_ready(side, opened(side, filed(side), procedure=procedure))
    matters.propose(matter, by=clerk(side))
    assert matter.state == MatterState.AGENDA_REVIEW


def test_a_matter_that_is_converted_answers_its_reports(side, matter):
    answered = filed(side, by=neighbours(side, 1)[0])
    reports.merge(answered, matter, by=clerk(side))
    reports.dispose(answered, "declined", "不属本议题。", by=clerk(side))
    referral = matters.convert(matter, "街道诉求 A-02", "属执法事项。", by=side.people[Role.DISPATCHER])
    assert (matter.state, referral.to) == (MatterState.CONVERTED, "街道诉求 A-02")
    assert sorted(matter.reports.values_list("disposition", flat=True)) == ["appeal", "declined"]
    event = Event.objects.get(kind="matter.converted")
    assert kind_of(event).told(event).count() == 2
    assert Event.objects.filter(kind="report.followed").count() == 1


def test_a_matter_is_handed_over_to_a_body_or_to_whom_words_name(side, matter, world):
    with pytest.raises(Invalid):
        matters.hand_over(matter, "不属社区。", by=clerk(side))
    referral = matters.hand_over(matter, "属街道职责。", by=clerk(side), to=world.office)
    assert (matter.state, referral.body, referral.to) == ("handed_over", world.office, world.office.name)
    assert matter.reports.get().disposition == "handed_over"
    other = opened(side)
    assert matters.hand_over(other, "由业主决定。", by=clerk(side), words="业主大会").body is None
    with pytest.raises(Refused):
        matters.convert(other, "诉求", "因为", by=clerk(side))
    assert Referral.objects.count() == 2


@pytest.mark.parametrize("state", [MatterState.SURVEYING, MatterState.DELIBERATING])
@pytest.mark.parametrize("send", [
    lambda matter, by: matters.convert(matter, "街道诉求 A-03", "属执法事项。", by=by),
    lambda matter, by: matters.hand_over(matter, "由业主决定。", by=by, words="业主大会"),
])
def test_what_is_studied_or_deliberated_is_sent_elsewhere_until_a_deciding_ballot_has_opened(side, matter, state, send):
    Matter.objects.filter(pk=matter.pk).update(state=state)
    matter.refresh_from_db()
    council(side, 3)
    poll = council_poll(side, matter=matter, decisive=True)
    with pytest.raises(Refused) as refusal:
        send(matter, clerk(side))
    assert [check.code for check in refusal.value.missing] == ["no_vote_begun"]
    ballots.annul(poll, by=side.people[Role.STREET_DIRECTOR], because="名册有误")
    send(matter, clerk(side))
    assert matter.reports.get().disposed_by == clerk(side)


def test_the_summary_is_revised(side, matter):
    matters.revise_summary(matter, "14个单元楼道灯长期不亮。", by=clerk(side))
    assert Matter.objects.get(pk=matter.pk).summary == "14个单元楼道灯长期不亮。"
    with pytest.raises(Invalid):
        matters.revise_summary(matter, "", by=clerk(side))
    with pytest.raises(Invalid, match="Nothing was changed"):
        matters.revise_summary(matter, " 14个单元楼道灯长期不亮。", by=clerk(side))


def test_every_event_of_a_matter_reads_as_a_sentence(side, matter):
    make_ready(side, matter)
    matters.propose(matter, by=clerk(side))
    for event in Event.objects.filter(stream__name=matter.stream_name):
        assert kind_of(event).read(event)
