"""Reports: who reads which, by what name, and how one supports one."""

import re

import pytest
from django.urls import reverse

from consultation.domain import attachments, reports
from consultation.enums import MatterState
from consultation.models import Attachment, Matter, Report, Support
from consultation.visibility import may_read_report, readable_reports
from tests.consultation.builders_collect import clerk, filed, opened
from tests.consultation.views import builders
from tests.consultation.views.reading import EVIL, assert_same_queries, page, picture, reader, words
from tests.world import household, person, seat
from yishi.people.enums import PublicName, Role
from yishi.people.models import Person

pytestmark = pytest.mark.django_db
RESIDENT = Role.RESIDENT


def of(report, name="report"):
    return reverse(name, args=[report.code])


@pytest.fixture
def every_kind(world):
    """One report in each state, in the own community, by its resident and by somebody else."""
    made = {name: filed(world.own, title=name) for name in ("filed", "merged", "withdrawn", "rejected", "answered")}
    opened(world.own, made["merged"])
    reports.withdraw(made["withdrawn"], by=world.own.people[RESIDENT])
    Report.objects.filter(pk=made["rejected"].pk).update(moderation="rejected")
    reports.dispose(made["answered"], "declined", "不在社区。", by=clerk(world.own))
    Report.objects.update(reporter=person(world.own.community, "原报料人"))
    return made


def test_one_rule_says_who_reads_what_for_one_and_for_many(world, every_kind):
    owner = person(world.other.community, "房东")
    seat(owner, Role.OWNER, world.own.community)
    readers = [None, owner, *Person.objects.all()]
    for viewer in readers:
        listed = set(readable_reports(Report.objects.all(), viewer).values_list("title", flat=True))
        single = {r.title for r in Report.objects.select_related("community") if may_read_report(r, viewer)}
        assert listed == single, viewer
    assert {r.title for r in readable_reports(Report.objects.all(), None)} == {"merged"}
    assert {r.title for r in readable_reports(Report.objects.all(), owner)} == {"filed", "merged", "answered"}


def test_what_one_may_not_read_is_as_if_it_were_not_there(world, every_kind):
    for title, statuses in {
        "filed": (404, 200, 404, 200), "merged": (200, 200, 200, 200), "withdrawn": (404, 404, 404, 200),
        "rejected": (404, 404, 404, 200),
    }.items():
        people = (None, world.own.people[RESIDENT], world.other.people[RESIDENT], clerk(world.own))
        for who, status in zip(people, statuses, strict=True):
            assert reader(who).get(of(every_kind[title])).status_code == status, (title, who)


def test_it_shows_the_answer_and_hides_what_is_for_the_office(world):
    resident = world.own.people[RESIDENT]
    report = filed(world.own, place_words="1-101门口", public_name=PublicName.ANONYMOUS)
    reports.amend(report, by=resident, title="楼道灯", text="改过的话。")
    opened(world.own, report)
    reports.dispose(report, "merged", "并入照明议题。", by=clerk(world.own))
    found = page(None, of(report))
    assert "Merged into a matter: 并入照明议题。" in found
    assert f"The matter: {report.matter.title}" in found and "Part of the matter" not in found
    assert "a resident (name known to the community)" in found and "改过的话。" in found
    for hidden in ("1-101", resident.name, "三楼到五楼", "Earlier versions"):
        assert hidden not in found
    for who in (resident, clerk(world.own)):
        assert "1-101门口" in page(who, of(report)) and "三楼到五楼" in page(who, of(report))


def test_what_was_taken_back_waits_for_no_answer(world, every_kind):
    office, report = clerk(world.own), every_kind["withdrawn"]
    found = page(office, of(report))
    assert "Whoever brought it took it back." in found and "Not answered yet" not in found
    assert "taken back withdrawn" in page(office, f"/reports/?q={report.code}")
    waiting = reader(office).get("/reports/?answer=waiting").context["page"]
    assert {row.title for row in waiting} == {"filed", "merged", "rejected"}


def test_the_office_is_led_to_the_answer_it_owes_and_to_a_matter_with_the_report(world):
    report = filed(world.own)
    found = reader(clerk(world.own)).get(of(report)).content.decode()
    assert re.findall(r'class="btn main"[^>]*href="([^"]*)"', found) == [f"/acts/reports.dispose/{report.pk}/"]
    assert f'href="/acts/matters.open/in/{world.own.community.code}/?reports={report.pk}"' in found
    reports.dispose(report, "declined", "不在社区。", by=clerk(world.own))
    assert b'class="btn main"' not in reader(clerk(world.own)).get(of(report)).content
    assert b"/acts/matters.open/" not in reader(world.own.people[RESIDENT]).get(of(report)).content
    opened(world.own, report)
    assert b"/acts/matters.open/" not in reader(clerk(world.own)).get(of(report)).content


def test_a_neighbour_supports_and_takes_it_back(world):
    report, neighbour = filed(world.own), person(world.own.community, "邻居")
    household(world.own.estate, "2-2", neighbour)
    client = reader(neighbour)
    assert "I support this" in words(client.get(of(report)))
    found = words(client.post(of(report, "report-support"), follow=True))
    assert "You stand behind this report." in found and "1 person supports this." in found
    assert "One person supports a report once." in words(client.post(of(report, "report-support"), follow=True))
    client.post(of(report, "report-support"), {"back": "1"})
    assert not Support.objects.exists()
    assert "You do not support this report." in words(
        client.post(of(report, "report-support"), {"back": "1"}, follow=True)
    )


def test_whose_collection_has_ended_is_supported_no_more(world):
    report = filed(world.own, title="灯")
    made = opened(world.own, report)
    neighbour = person(world.own.community, "邻居")
    seat(neighbour, RESIDENT, world.own.community)
    assert "I support this" in page(None, of(report)) and "I support this" in page(neighbour, of(report))
    reports.support(report, by=neighbour)
    Matter.objects.filter(pk=made.pk).update(state=MatterState.SURVEYING)
    assert "I support this" not in page(None, of(report))
    assert "Take my support back" not in page(neighbour, of(report)) and "1 person supports this." in page(neighbour, of(report))


def test_support_of_those_it_does_not_come_from(world):
    report = filed(world.own)
    opened(world.own, report)
    assert "I support this" not in page(world.own.people[RESIDENT], of(report))  # it is his own
    assert "I support this" not in page(world.other.people[RESIDENT], of(report))
    found = words(reader(world.other.people[RESIDENT]).post(of(report, "report-support"), follow=True))
    assert "is up to" in found
    answer = reader().post(of(report, "report-support"))
    assert answer.headers["Location"].startswith("/sign-in/?next=")
    assert reader(world.own.people[RESIDENT]).get(of(report, "report-support")).headers["Location"] == of(report)


def test_the_list_of_a_matter_and_of_one_that_is_not_there(world):
    report = filed(world.own)
    made = opened(world.own, report)
    assert report.title in page(None, f"/reports/?matter={made.code}")
    for bad in ("NONE", "%00", "x" * 500):
        assert "There is no such matter; all reports are shown." in page(None, f"/reports/?matter={bad}")


def test_a_visitor_is_told_why_the_list_is_short(world):
    filed(world.own)
    assert "There is no report here that you may read." in page(None, "/reports/")
    assert "三楼到五楼" in page(world.own.people[RESIDENT], "/reports/")


def test_the_list_is_narrowed_by_words_community_wish_and_answer_among_what_one_may_read(world):
    lamp = filed(world.own, text="楼道灯不亮，三楼到五楼。", wish="complaint")
    bin_ = filed(world.own, text="垃圾桶满了。", wish="suggestion")
    there = filed(world.other, text="别处的灯。", wish="complaint")
    reports.dispose(bin_, "declined", "不在社区。", by=clerk(world.own))
    every = [there, bin_, lamp]
    lists = {
        "": every[1:], "?q=灯": [lamp], "?q=%C2%A0": every[1:], f"?q={bin_.code.lower()}": [bin_], "?wish=complaint": [lamp],
        "?answer=waiting": [lamp], "?answer=declined": [bin_], "?community=LX": [], "?q=灯&answer=declined": [],
    }
    for query, expected in lists.items():
        found = reader(world.own.people[RESIDENT]).get(f"/reports/{query}")
        assert [row.pk for row in found.context["page"]] == [row.pk for row in expected], query
    nothing = page(world.own.people[RESIDENT], "/reports/?q=nowhere")
    assert "No report that you may read fits these filters." in nothing and nothing.count("Show all") == 1
    answer = words(reader(world.own.people[RESIDENT]).get("/reports/?wish=<b>&community=XX&answer=0"))
    assert "This filter makes no sense and was left out: Community, Kind of report, Answer." in answer
    made = opened(world.own, lamp)
    narrowed = reader(world.own.people[RESIDENT]).get(f"/reports/?matter={made.code}&q=桶")
    assert not narrowed.context["page"].rows and made.code in narrowed.content.decode(), "the matter stays chosen"


def test_html_is_shown_and_never_run(world):
    report = filed(world.own, text=EVIL, title=EVIL[:60], place_words=EVIL)
    reports.dispose(report, "declined", EVIL, by=clerk(world.own))
    for address in (of(report), "/reports/"):
        answer = reader(clerk(world.own)).get(address)
        assert "<script>alert" not in answer.content.decode() and "<b>粗" not in answer.content.decode()


def test_the_list_costs_the_same_at_3_rows_and_at_300(world):
    def grow(n):
        builders.reports(world.own, n // 2)
        builders.matters(world.own, n - n // 2)

    assert_same_queries((None, world.own.people[RESIDENT], clerk(world.own)), "/reports/", grow)


def test_notices_cost_the_same_at_3_rows_and_at_300(world):
    resident = world.own.people[RESIDENT]

    def grow(n):
        for report in builders.reports(world.own, n):
            Report.objects.filter(pk=report.pk).update(reporter=resident)
            report.refresh_from_db()
            reports.dispose(report, "declined", "不在社区。", by=clerk(world.own))

    assert_same_queries([resident], "/my/notices/", grow)


def test_papers_are_opened_by_whom_they_are_for(world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    resident, report = world.own.people[RESIDENT], filed(world.own)
    made = opened(world.own, report)
    photo = attachments.attach(by=resident, title="照片", upload=picture(), report=report)
    record = attachments.attach(made, by=clerk(world.own), title="公示照片", upload=picture())
    inner = attachments.attach(made, by=clerk(world.own), title="底稿", upload=picture(), visibility="staff")
    neighbour, office, elsewhere = person(world.own.community, "邻居"), clerk(world.own), clerk(world.other)
    for paper, opens in (
        (photo, {resident, office}), (record, {None, resident, neighbour, office, elsewhere}), (inner, {office}),
    ):
        for who in (None, resident, neighbour, office, elsewhere):
            answer = reader(who).get(f"/papers/{paper.pk}/")
            assert answer.status_code == (200 if who in opens else 404), (paper.title, who)
    answer = reader().get(f"/papers/{record.pk}/")
    assert answer.headers["Content-Type"] == "image/png" and "sandbox" in answer.headers["Content-Security-Policy"]
    assert "照片" in page(resident, of(report)) and "照片" not in page(neighbour, of(report))
    assert "公示照片" in page(None, reverse("matter", args=[made.code]))
    Attachment.objects.get(pk=record.pk).file.storage.delete(record.file.name)
    assert reader().get(f"/papers/{record.pk}/").status_code == 404
    assert reader().get(f"/papers/{2**63}/").status_code == 404
