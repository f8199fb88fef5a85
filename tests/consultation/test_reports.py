"""Reports: who files, amends, withdraws and supports, and what the database refuses."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from consultation.collecting import Moderation, ReportState
from consultation.domain import categories, matters, reports
from consultation.models import Report, ReportVersion, Support
from consultation.queries.reports import reporter_name, similar_matters, similar_reports
from tests.consultation.builders_collect import LAMPS, at, clerk, filed, make_ready, neighbours, opened
from yishi.clock.story import now
from yishi.journal.domain.texts import matches
from yishi.journal.kinds import kind_of
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Refused, Stale

pytestmark = [pytest.mark.writes, pytest.mark.django_db]


@pytest.fixture
def side(world):
    return world.own


def test_a_report_without_a_title_is_called_by_its_words_and_shows_where_they_go_on(side):
    with at("2026-01-04"):
        short, long = filed(side, text="楼道灯坏了"), filed(side, text="楼道灯坏了，" * 20)
    assert short.title == "楼道灯坏了"
    assert long.title.startswith("楼道灯坏了，楼道灯坏了") and long.title.endswith("…") and len(long.title) == 60


def test_a_resident_files_and_the_journal_proves_the_text_without_holding_it(side):
    with at("2026-01-04"):
        report = filed(side)
    assert (report.code, report.state, report.channel) == ("R-HA-26-0001", "filed", "snapshot")
    assert report.title == LAMPS[:60] and report.place == side.community
    event = Event.objects.get(stream__name=report.stream_name)
    assert event.kind == "report.filed" and LAMPS not in str(event.payload)
    assert matches(event.payload["text"], f"{report.title}\n{report.text}")


def test_codes_follow_each_other_and_an_office_may_give_one(side, world):
    with at("2026-01-04"):
        codes = [filed(side).code, filed(side, code="R-HA-0112").code, filed(side).code, filed(world.other).code]
        assert codes == ["R-HA-26-0001", "R-HA-0112", "R-HA-26-0002", "R-LX-26-0001"]
        with pytest.raises(Refused, match="R-HA-0112") as refusal:
            filed(side, code="R-HA-0112")
    assert refusal.value.field == "code"


def test_staff_enter_what_came_on_paper_or_by_telephone(side):
    resident, recorder = side.people[Role.RESIDENT], clerk(side)
    paper = filed(side, by=recorder, channel="box", reporter=resident, filed_at=now() - dt.timedelta(days=2))
    assert (paper.reporter, paper.entered_by) == (resident, recorder)
    assert Event.objects.get(stream__name=paper.stream_name).on_behalf_of == resident
    call = filed(side, by=recorder, channel="hotline", reporter_words="热线工单")
    assert call.reporter is None and reporter_name(call) == "热线工单"


@pytest.mark.parametrize("fields", [
    {"channel": "hotline"}, {"channel": "grid"}, {"reporter_words": "别人"}, {"channel": "letter"},
    {"channel": "merchant"},
])
def test_a_resident_does_not_file_for_the_office_or_for_others(side, fields):
    with pytest.raises(Forbidden):
        filed(side, **fields)


def test_letters_come_from_the_property_company(side):
    assert filed(side, by=side.people[Role.PROPERTY_MANAGER], channel="letter").channel == "letter"


@pytest.mark.parametrize("role", [Role.CONTENT_MODERATOR, Role.SYSTEM_ADMIN, Role.DISCLOSURE_OFFICER])
def test_who_may_not_file_is_refused(side, role):
    with pytest.raises(Forbidden):
        filed(side, by=side.people[role])


@pytest.mark.parametrize(("fields", "field"), [
    ({"text": " "}, "text"), ({"text": "长" * 20_001}, "text"), ({"title": "长" * 61}, "title"),
    ({"wish": "gossip"}, "wish"), ({"channel": "pigeon"}, "channel"), ({"public_name": "x"}, "public_name"),
    ({"code": "R HA/1"}, "code"), ({"place_words": "长" * 121}, "place_words"), ({"text": "坏\ud800字"}, "text"),
])
def test_input_that_cannot_stand_names_its_field(side, fields, field):
    with pytest.raises(Invalid) as refusal:
        filed(side, **fields)
    assert refusal.value.field == field
    assert not Report.objects.exists()


def test_place_category_and_time_must_fit(side, world):
    director = side.people[Role.STREET_DIRECTOR]
    category = categories.add(world.street, "HJ", "环境卫生", by=director)
    assert filed(side, category=category, place=side.estate).category == category
    for fields in ({"place": world.other.estate}, {"filed_at": now() + dt.timedelta(hours=2)}):
        with pytest.raises(Invalid):
            filed(side, by=clerk(side), reporter_words="来访", **fields)
    with pytest.raises(Invalid) as refusal:
        filed(side, filed_at=now() - dt.timedelta(days=1))
    assert refusal.value.field == "filed_at"


def test_markup_and_the_longest_text_are_kept_as_they_are(side):
    text = "<script>alert(1)</script>" + "字" * 19_975
    assert Report.objects.get(pk=filed(side, text=text).pk).text == text
    assert filed(side, text="a\x00b\r\nc").text == "ab\nc"


def test_the_sixth_report_within_an_hour_is_too_many(side):
    resident = side.people[Role.RESIDENT]
    with at("2026-01-04", 9):
        for _ in range(5):
            assert reports.too_many(resident) is False
            filed(side)
        with pytest.raises(Refused, match="5"):
            reports.too_many(resident)
    with at("2026-01-04", 10):
        assert reports.too_many(resident) is False


def test_an_amended_report_keeps_its_original(side):
    report = filed(side)
    reports.amend(report, by=side.people[Role.RESIDENT], text="灯修好了一半。", wish="complaint")
    version = ReportVersion.objects.get(report=report)
    assert (version.n, version.text, version.wish) == (1, LAMPS, "help")
    report.refresh_from_db()
    assert (report.text, report.wish, report.revision) == ("灯修好了一半。", "complaint", 2)


def test_amending_is_refused_to_others_when_answered_stale_or_empty(side):
    report, resident = filed(side), side.people[Role.RESIDENT]
    with pytest.raises(Forbidden):
        reports.amend(report, by=side.people[Role.OWNER], text="改")
    with pytest.raises(Invalid):
        reports.amend(report, by=resident, text=LAMPS)
    mirror = Report.objects.get(pk=report.pk)
    reports.amend(report, by=resident, text="改一次")
    with pytest.raises(Stale):
        reports.amend(mirror, by=resident, text="改两次")
    with pytest.raises(Stale):
        reports.amend(report, by=resident, text="改三次", seen_revision="1")
    reports.dispose(report, "declined", "已由物业修好。", by=clerk(side))
    with pytest.raises(Refused):
        reports.amend(report, by=resident, text="改四次")


def test_the_database_keeps_the_originals(side):
    report = filed(side)
    version = reports.amend(report, by=side.people[Role.RESIDENT], text="改")
    with pytest.raises(DatabaseError), transaction.atomic():
        ReportVersion.objects.filter(pk=version.pk).update(text="x")


def test_a_withdrawn_report_leaves_its_matter(side):
    report = filed(side)
    matter = opened(side, report)
    reports.withdraw(report, by=side.people[Role.RESIDENT])
    report.refresh_from_db()
    assert (report.state, report.matter) == (ReportState.WITHDRAWN, None)
    assert not matter.reports.exists() and report.merges.get().undone_at
    with pytest.raises(Refused):
        reports.withdraw(report, by=side.people[Role.RESIDENT])
    with pytest.raises(Forbidden):
        reports.withdraw(filed(side), by=side.people[Role.OWNER])


def test_after_the_collection_nothing_is_withdrawn_amended_or_supported(side):
    report, resident = filed(side), side.people[Role.RESIDENT]
    matter = opened(side, report)
    reports.support(report, by=side.people[Role.OWNER])
    matters.propose(make_ready(side, matter), by=clerk(side))
    report.refresh_from_db()
    for act in (
        lambda: reports.withdraw(report, by=resident), lambda: reports.amend(report, by=resident, text="改"),
        lambda: reports.support(report, by=side.people[Role.RESIDENT_REP]),
        lambda: reports.unsupport(report, by=side.people[Role.OWNER]),
    ):
        with pytest.raises(Refused, match=r"HA-|answered|答"):
            act()


def test_one_person_supports_a_report_once_and_may_take_it_back(side):
    report, owner = filed(side), side.people[Role.OWNER]
    reports.support(report, by=owner)
    with pytest.raises(Refused):
        reports.support(report, by=owner)
    assert report.supports.count() == 1
    reports.unsupport(report, by=owner)
    assert not report.supports.exists()
    with pytest.raises(Refused):
        reports.unsupport(report, by=owner)
    assert [e.kind for e in Event.objects.filter(stream__name=report.stream_name)] == [
        "report.filed", "report.supported", "report.unsupported"]


def test_who_may_support(side, world):
    report = filed(side)
    for outsider in (side.people[Role.GRID_WORKER], world.other.people[Role.RESIDENT]):
        with pytest.raises(Forbidden):
            reports.support(report, by=outsider)
    with pytest.raises(Refused):
        reports.support(report, by=side.people[Role.RESIDENT])
    neighbour, = neighbours(side, 1)
    entered = reports.enter_support(report, neighbour, by=side.people[Role.GRID_WORKER])
    assert entered.person == neighbour
    with pytest.raises(Refused):
        reports.enter_support(report, side.people[Role.MEDIA], by=clerk(side))


def test_statements_of_an_open_call_go_straight_into_it_and_are_reviewed(side):
    call = opened(side, procedure="open_call", code="uber-x")
    statement = filed(side, channel="open_call", matter=call, text="规则应当一致。", wish="suggestion")
    assert (statement.state, statement.matter, statement.moderation) == ("merged", call, Moderation.UNMODERATED)
    reports.moderate(statement, "rejected", by=side.people[Role.CONTENT_MODERATOR])
    assert Report.objects.get(pk=statement.pk).moderation == "rejected"
    with pytest.raises(Refused):
        reports.moderate(filed(side), "accepted", by=clerk(side))
    with pytest.raises(Invalid):
        filed(side, matter=call)


def test_the_reporter_is_called_as_chosen_for_the_report(side):
    resident = side.people[Role.RESIDENT]
    report = filed(side, public_name="anonymous")
    assert resident.name[:1] not in reporter_name(report)
    assert reporter_name(report, clerk(side)) == resident.name == reporter_name(report, resident)
    assert reporter_name(filed(side)) == f"{resident.name[0]}*"


def test_similar_reports_and_matters_are_found_in_one_query(side, django_assert_num_queries):
    alike = filed(side, text="纺织厂家属院楼道没有灯，楼道里一片漆黑")
    filed(side, text="停车位太少，晚上绕三圈没有位置")
    matter = opened(side)
    for _ in range(3):
        filed(side, text="食堂的饭菜太贵了，老人吃不起")
    with django_assert_num_queries(1):
        found = similar_reports("家属院楼道灯不亮，漆黑", side.community)
    assert found[0] == alike and 0 < found[0].likeness <= 1
    with django_assert_num_queries(1):
        assert similar_matters("家属院的楼道照明坏了", side.community) == [matter]
    assert similar_reports("灯", side.community) == []


@pytest.mark.parametrize("said", ["楼道的灯不亮", "晚上楼道太黑", "老人摔跤，楼道没有灯"])
def test_a_short_sentence_finds_the_long_text_about_it(side, said):
    lamps = filed(side, text="纺织厂家属院三楼到五楼的楼道灯全黑了，晚上没有灯，太黑，老人摔了一跤，已经三个月没人管，希望尽快来修")
    filed(side, text="停车位太少，晚上绕三圈没有位置，物业说没有办法，大家都停在消防通道上，出了事怎么办")
    assert similar_reports(said, side.community)[0] == lamps


def test_every_event_of_a_report_reads_as_a_sentence(side):
    report = filed(side)
    reports.amend(report, by=side.people[Role.RESIDENT], text="改")
    reports.support(report, by=side.people[Role.OWNER])
    for event in Event.objects.all():
        assert kind_of(event).read(event)


@pytest.mark.parametrize("broken", [
    {"disposition": "adopted"}, {"reason": "只有理由"}, {"state": "merged"}, {"state": "converted"},
    {"state": "handed_over"}, {"reporter": None}, {"text": "字" * 20_001}, {"converted_to": "诉求"},
])
def test_the_database_refuses_half_a_truth(side, broken):
    report = filed(side)
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(**broken)


def test_the_database_refuses_a_second_support_and_a_second_code(side):
    report, owner = filed(side), side.people[Role.OWNER]
    row = {"community": side.community, "report": report, "person": owner, "at": now()}
    Support.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Support.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=filed(side).pk).update(code=report.code)
