"""What the office makes of reports: merges that keep every original and can be undone, answers, hand-overs."""

import pytest
from django.db import IntegrityError, transaction

from consultation.domain import agenda, matters, reports
from consultation.enums import MatterState
from consultation.models import Matter, Merge, Report
from consultation.queries.reports import backers_of, support_count, supporters_of, with_support
from tests.consultation.builders_agenda import ADMITTED, REVIEWED, bare, on, prepare
from tests.consultation.builders_collect import clerk, filed, make_ready, neighbours, opened
from yishi.clock.story import now
from yishi.journal.kinds import kind_of
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Refused, Stale

pytestmark = pytest.mark.django_db


@pytest.fixture
def side(world):
    return world.own


@pytest.fixture
def three(side):
    """Three reports of three neighbours, and a fourth neighbour who supports all of them."""
    *reporters, supporter = neighbours(side, 4)
    made = [filed(side, by=reporter) for reporter in reporters]
    for report in made:
        reports.support(report, by=supporter)
    reports.support(made[0], by=reporters[1])
    return made


def last(kind):
    return Event.objects.filter(kind=kind).latest("pk")


def told(event):
    return sorted(person.pk for person in kind_of(event).told(event))


def test_one_that_joined_after_the_admission_may_leave_and_the_others_stay(side):
    item, first, late = bare(side), filed(side), filed(side)
    with on(REVIEWED):
        reports.merge(first, item, by=clerk(side))
        reports.dispose(first, "adopted", "列入议题。", by=clerk(side))
    prepare(item, side)
    with on(ADMITTED):
        agenda.admit(item, by=side.people[Role.COMMUNITY_SECRETARY])
        reports.merge(late, item, by=clerk(side))
        with pytest.raises(Refused, match=item.code):
            reports.unmerge(first, by=clerk(side))
        reports.unmerge(late, by=clerk(side))
    assert (late.state, late.matter) == ("filed", None)


def test_a_merge_keeps_every_original_and_counts_and_tells_each_person_once(side, three, django_assert_num_queries):
    texts = [report.text for report in three]
    matter = opened(side)
    reports.merge(three, matter, by=clerk(side))
    assert [report.text for report in matter.reports.order_by("pk")] == texts
    with django_assert_num_queries(1):
        assert support_count(matter) == 2
    supporter = three[2].supports.get().person
    assert set(supporters_of(matter)) == {supporter, three[1].reporter}
    assert backers_of(matter).count() == 4
    event = last("matter.reports_merged")
    assert event.stream.name == matter.stream_name and event.payload["supporters"] == 2
    assert told(event) == sorted({supporter.pk, *(report.reporter_id for report in three)})
    assert kind_of(event).read(event) == "3 reports were merged into this matter; supporters now: 2."
    assert Event.objects.filter(kind="report.merged").count() == 3


def test_a_merge_that_nobody_supports_yet_speaks_of_no_supporters(side):
    reports.merge([filed(side)], opened(side), by=clerk(side))
    event = last("matter.reports_merged")
    event.payload = {**event.payload, "count": 1, "supporters": 0}
    assert kind_of(event).read(event) == "1 report was merged into this matter."


def test_counts_of_a_list_come_with_it(side, three, django_assert_num_queries):
    first, second = opened(side, *three[:2]), opened(side, three[2])
    with django_assert_num_queries(1):
        rows = {matter.pk: matter for matter in with_support(Matter.objects.all())}
    assert [(rows[m.pk].report_count, rows[m.pk].supporter_count) for m in (first, second)] == [(2, 2), (1, 1)]


def test_a_merge_can_be_undone(side, three):
    matter = opened(side, *three)
    reports.dispose(three[0], "merged", "并入。", by=clerk(side))
    reports.unmerge(three[0], by=clerk(side))
    report = Report.objects.get(pk=three[0].pk)
    assert (report.state, report.matter, report.disposition, report.disposed_at) == ("filed", None, "", None)
    assert report.supports.count() == 2 and support_count(matter) == 1
    row = Merge.objects.get(report=report)
    assert row.undone_by == clerk(side)
    reports.merge(report, matter, by=clerk(side))
    assert Merge.objects.filter(report=report).count() == 2


def test_what_may_not_be_merged_or_undone(side, three, world):
    matter, other = opened(side, three[0]), opened(world.other)
    with pytest.raises(Refused):
        reports.merge(three[0], matter, by=clerk(side))
    with pytest.raises(Invalid):
        reports.merge(three[1], other, by=clerk(side))
    with pytest.raises(Invalid):
        reports.merge([], matter, by=clerk(side))
    with pytest.raises(Forbidden):
        reports.merge(three[1], matter, by=side.people[Role.RESIDENT])
    with pytest.raises(Forbidden):
        reports.merge(three[1], matter, by=world.other.people[Role.RECORDER])
    with pytest.raises(Stale):
        reports.merge(three[1], matter, by=clerk(side), seen="merged")
    Matter.objects.filter(pk=matter.pk).update(state=MatterState.EXECUTING)
    matter.refresh_from_db()
    with pytest.raises(Refused, match=matter.code):
        reports.merge(three[1], matter, by=clerk(side))
    three[0].refresh_from_db()
    with pytest.raises(Refused, match=matter.code):
        reports.unmerge(three[0], by=clerk(side))


def test_all_or_none_are_merged(side, three):
    matter = opened(side)
    stale = Report.objects.get(pk=three[2].pk)
    reports.withdraw(three[2], by=three[2].reporter)
    with pytest.raises(Refused):
        reports.merge([three[0], three[1], stale], matter, by=clerk(side))
    assert not matter.reports.exists() and not Merge.objects.exists()


def test_an_answer_stands_beside_the_report_with_its_reason(side, three):
    report = three[0]
    reports.dispose(report, "partly", "灯先换，线路明年改。", by=clerk(side))
    report.refresh_from_db()
    assert (report.disposition, report.reason, report.disposed_by) == ("partly", "灯先换，线路明年改。", clerk(side))
    event = last("report.disposed")
    assert len(told(event)) == 3 and "灯先换" not in str(event.payload)
    reports.dispose(report, "adopted", "线路也改了。", by=clerk(side))
    assert Event.objects.filter(kind="report.disposed").count() == 2


@pytest.mark.parametrize(("disposition", "reason", "field"), [
    ("adopted", "  ", "reason"), ("gossip", "因为", "disposition"), ("appeal", "因为", "disposition"),
    ("handed_over", "因为", "disposition"), ("merged", "因为", "disposition"), ("declined", "长" * 2001, "reason"),
])
def test_an_answer_needs_a_sound_disposition_and_a_reason(side, three, disposition, reason, field):
    with pytest.raises(Invalid) as refusal:
        reports.dispose(three[0], disposition, reason, by=clerk(side))
    assert refusal.value.field == field


def test_only_the_office_answers(side, three):
    for role in (Role.RESIDENT, Role.COUNCIL_MEMBER, Role.DISPATCHER):
        with pytest.raises(Forbidden):
            reports.dispose(three[0], "adopted", "因为", by=side.people[role])


def test_a_report_becomes_an_appeal_or_goes_to_the_body_in_charge(side, three, world):
    dispatcher = side.people[Role.DISPATCHER]
    reports.convert(three[0], "街道诉求 A-01", "属执法事项。", by=dispatcher)
    reports.hand_over(three[1], world.office, "属街道职责。", by=dispatcher)
    for report in three[:2]:
        report.refresh_from_db()
        assert told(last(f"report.{report.state}"))
    assert (three[0].state, three[0].disposition, three[0].converted_to) == ("converted", "appeal", "街道诉求 A-01")
    assert (three[1].state, three[1].disposition, three[1].handed_to) == ("handed_over", "handed_over", world.office)
    for act in (
        lambda: reports.convert(three[0], "又一处", "因为", by=dispatcher),
        lambda: reports.dispose(three[0], "declined", "因为", by=clerk(side)),
        lambda: reports.convert(three[2], "", "因为", by=dispatcher),
        lambda: reports.support(three[1], by=side.people[Role.OWNER]),
    ):
        with pytest.raises(Refused):
            act()


def test_late_reports_join_a_matter_under_deliberation_and_stay(side, three):
    matter = opened(side, three[0])
    matters.propose(make_ready(side, matter), by=clerk(side))
    Matter.objects.filter(pk=matter.pk).update(state=MatterState.DELIBERATING)
    matter.refresh_from_db()
    reports.merge(three[1], matter, by=clerk(side))
    assert matter.reports.count() == 2


@pytest.mark.writes
def test_the_database_lets_one_merge_stand_a_report(side, three):
    matter = opened(side, three[0])
    row = {"community": side.community, "matter": matter, "report": three[0], "merged_by": clerk(side),
           "merged_at": now()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Merge.objects.create(**row)
    Merge.objects.create(**row, undone_at=now(), undone_by=clerk(side))
    with pytest.raises(IntegrityError), transaction.atomic():
        Merge.objects.create(**row, undone_at=now())
