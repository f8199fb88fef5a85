"""After the answer: a report, the archive, what is published; and reminders and the figures of the year."""

import datetime as dt

import pytest
from django.template.loader import render_to_string

from consultation.domain import reports
from content.catalogue.models import Item
from content.requests.domain import complaints, decisions, published, timing
from content.requests.letters import read, words_of
from content.requests.models import Request
from content.requests.pages import followed
from content.requests.queries import published_answers, year_figures
from content.requests.tasks import remind
from tests.consultation.views.reading import page
from tests.content.catalogue.builders import smallest
from tests.content.requests.builders import SAID, answered, at, director, officer, running, submitted
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.writes]
D = dt.date.fromisoformat


def fresh(row):
    return Request.objects.whole().get(pk=row.pk)


def test_what_is_no_request_becomes_a_report_once(world):
    with at("2026-10-23"):
        row = answered(world, running(world), "redirected")
        report = decisions.convert(row, by=director(world), place=world.own.community, text="家里为什么不装电梯？")
        assert report.reporter is None and SAID["name"] not in report.reporter_words and fresh(row).report == report
        with pytest.raises(Refused, match="It was taken up as a report"):
            decisions.convert(row, by=director(world), place=world.own.community, text="再来")
        with pytest.raises(Refused, match="It was taken up as a report"):
            decisions.forward(row, by=officer(world), body="区信访局", agreed=True)
        said = words_of(read(fresh(row).letters.get(kind="conversion").pk))
        assert said["to"] == SAID["name"] and report.code in render_to_string("requests/letters/text.html", said)
        assert report.contact == SAID["contact"]
        decisions.deliver(row, by=officer(world))
        with pytest.raises(Refused, match="report that it became is answered"):
            decisions.archive(row, by=officer(world))
        reports.dispose(report, by=world.own.people[Role.COMMUNITY_SECRETARY], disposition="declined", reason="正在改造计划里。")
        assert "正在改造计划里。" in render_to_string("requests/report.html", followed(fresh(row)) | {"report": fresh(row).report})
        decisions.archive(fresh(row), by=officer(world))
    report.refresh_from_db()
    assert report.contact == "", "it goes with the archive"


def test_what_is_for_another_body_is_forwarded_there_once_if_the_applicant_agrees(world):
    with at("2026-10-23"):
        row = answered(world, running(world), "not_ours")
        with pytest.raises(Invalid, match="Ask the applicant first"):
            decisions.forward(row, by=officer(world), body="区住建局")
        letter = decisions.forward(row, by=officer(world), body="区住建局", agreed=True)
        said = words_of(read(letter.pk))
        assert (str(letter), said["to"], letter.to_applicant) == ("梧依申转〔2026〕1号", "区住建局", False)
        assert SAID["wanted"] in render_to_string("requests/letters/text.html", said)
        assert "forwarded to: 区住建局" in " ".join(str(line["title"]) for line in followed(fresh(row))["story"])
        with pytest.raises(Refused, match="It was forwarded to another body"):
            decisions.forward(row, by=officer(world), body="区城管局", agreed=True)
        with pytest.raises(Refused, match="Only what is answered as for another body"):
            decisions.forward(answered(world, running(world)), by=officer(world), body="区城管局", agreed=True)


def test_the_archive_erases_what_is_personal_and_keeps_the_file(world):
    with at("2026-10-23"):
        row = answered(world, running(world))
        with pytest.raises(Refused, match="letter was delivered"):
            decisions.archive(row, by=officer(world))
        complaint = complaints.file(row, text="太慢了。")
        decisions.deliver(row, by=officer(world))
        with pytest.raises(Refused, match="every complaint is answered"):
            decisions.archive(row, by=officer(world))
        complaints.reply(complaint, by=director(world), reply="已改进。")
        decisions.archive(row, by=officer(world))
    row = fresh(row)
    assert (row.applicant.id_last, row.applicant.contact, row.applicant.erased_on) == ("", "", D("2026-10-23"))
    assert row.applicant.name == SAID["name"] and row.state == "archived" and not row.papers.filter(use="proof")


def test_only_what_another_has_reviewed_is_published(world):
    with at("2026-10-23"):
        row = answered(world, running(world))
        with pytest.raises(Invalid) as refusal:
            published.propose(row, by=officer(world), kind="proactive", title="决算", question="问", text="答", entry="8")
        assert refusal.value.field == "why"
        smallest(world, "8")
        with pytest.raises(Invalid, match="no entry “99”"):
            published.propose(row, by=officer(world), title="决算表", question="问", text="答", entry="99")
        text = published.propose(row, by=officer(world), title="决算表", question="郝有为问", text="电话0000-7788", entry="8")
        with pytest.raises(Forbidden):
            published.publish(text, by=officer(world), review="可以")
        with pytest.raises(Invalid, match=r"telephone number.*name of the applicant"):
            published.publish(text, by=director(world), review="可以")
        assert not published_answers().exists()
        published.publish(text, by=director(world), review="可以", question="有人问", text="见附件")
        assert published_answers().get().question == "有人问"
        item = Item.objects.standing().get(source="request", key=str(text.pk))
        assert item.title == "决算表" and item.url == text.get_absolute_url()
        published.withdraw(text, by=director(world), review="有误")
        assert not published_answers().exists() and not Item.objects.standing().exists()


@pytest.mark.parametrize(("verb", "asked"), [
    ("published.decline", "Why is it not published?"), ("published.withdraw", "Why is it taken down?"),
])
def test_whoever_decides_on_a_text_reads_it_and_is_asked_what_is_decided(world, verb, asked):
    with at("2026-10-23"):
        row = answered(world, running(world))
        smallest(world, "8")
        text = published.propose(row, by=officer(world), title="决算表", question="花了多少", text="见附件", entry="8")
        if verb == "published.withdraw":
            published.publish(text, by=director(world), review="可以")
        found = page(director(world), f"{text.get_absolute_url()}{verb}/")
    assert "The text as it stands 决算表 花了多少 见附件" in found and asked in found
    assert "Opinion of the review" not in found


def test_reminders_come_once_and_again_when_the_last_day_moves(world):
    with at("2026-11-02"):
        submitted(world)
        row = running(world)
    with at("2026-11-03"):
        assert remind(None) == 1 and remind(None) == 0, "to be confirmed by the next working day"
    with at("2026-11-25"):
        assert remind(None) == 1 and remind(None) == 0
        timing.extend(row, by=director(world), days=1, reason="核对")
        assert remind(None) == 0
    with at("2026-11-26"):
        assert remind(None) == 1
    kinds = list(Event.objects.filter(kind="request.pressing").order_by("pk").values_list("payload__kind", flat=True))
    assert kinds == ["confirm", "soon", "soon"]


def test_the_figures_of_the_year_add_up(world):
    with at("2025-12-30"):
        running(world, applicant_kind="business")
        answered(world, running(world))
    with at("2026-11-02"):
        answered(world, running(world), "refused")
        running(world)
        assert Request.objects.count() == 4
    found = year_figures(2026)
    total, person, business = found["total"], found["person"], found["business"]
    assert (total["new"], total["carried_over"], total["answered"], total["carried_on"]) == (2, 1, 1, 2)
    assert total["decisions"]["refused"] == person["decisions"]["refused"] == 1 and business["carried_over"] == 1
    assert all(column["new"] + column["carried_over"] == column["answered"] + column["carried_on"] for column in found.values())
    assert year_figures(2025)["total"]["answered"] == 1 and year_figures(2024)["total"]["new"] == 0
