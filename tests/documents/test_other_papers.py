"""The notice of an item, the ballot paper and the yearly report, as they are really made."""

import pytest
from django.core.files.storage import default_storage

from consultation.documents.kinds import WRITERS
from consultation.domain import printing
from consultation.enums import MatterState
from consultation.polls.models import Poll
from content.pages.models import ReportPage
from content.pages.printing import REPORT, ask_for_papers, write
from content.requests.domain import contests
from tests.consultation.builders_agenda import TEXT, matter
from tests.consultation.polls.builders import council, council_poll
from tests.content.pages import builders as desk
from tests.content.requests.builders import answered, at, officer, running
from tests.documents import reading
from yishi.documents.domain.documents import ask, make
from yishi.documents.models import Document, State
from yishi.documents.templatetags.papers import lettered

pytestmark = pytest.mark.django_db


def made(document, children, write=None):
    make(document, write=write or WRITERS[document.kind], pool=children)
    assert document.state == State.READY, document.problem
    with default_storage.open(document.path) as file:
        return reading.text(file.read())


def test_the_notice_of_an_item_says_what_is_dealt_with_and_until_when(world, children, client):
    row = matter(world, MatterState.SURVEYING)
    said = made(Document.objects.get(kind="notice"), children)
    for words in (TEXT, row.title, "槐议〔2026〕1号", "本单元12户业主", row.get_absolute_url()):
        assert words.replace(" ", "") in said, words
    assert client.get(f"/matters/{row.code}/notice.pdf").status_code == 200
    assert f"/matters/{row.code}/notice.pdf" in client.get(row.get_absolute_url()).content.decode()


def test_the_ballot_paper_has_the_question_and_every_choice(world, children, client):
    row = matter(world, MatterState.DELIBERATING)
    council(world.own, 3)
    poll = council_poll(world.own, matter=row)
    document = ask("ballot", poll.pk, community=poll.community)
    said = made(document, children)
    for words in (poll.question, "infavour", "against", "abstain"):
        assert words.replace(" ", "") in said, words
    assert client.get(f"/ballot-papers/{poll.pk}.pdf").status_code == 200


def test_on_a_ballot_paper_a_choice_stands_beside_its_letter():
    assert lettered("P1 儿童友好广场") == '<span class="letter">P1</span><span>儿童友好广场</span>'
    assert lettered("C 挖潜+共享") == '<span class="letter">C</span><span>挖潜+共享</span>'
    assert lettered("22时停止外摆") == "<span>22时停止外摆</span>"


def test_a_show_of_hands_has_no_paper_and_of_a_draft_nothing_is_printed(world, client):
    council(world.own, 3)
    hands = council_poll(world.own, matter=matter(world, MatterState.DELIBERATING), secrecy="show_of_hands")
    printing.ask_for_ballot(hands)
    assert not Document.objects.filter(kind="ballot").exists()
    assert client.get(f"/ballot-papers/{hands.pk}.pdf").status_code == 404
    Poll.objects.filter(pk=hands.pk).update(secrecy="secret", state="draft")
    assert client.get(f"/ballot-papers/{hands.pk}.pdf").status_code == 404
    hands.refresh_from_db()
    printing.ask_for_ballot(hands)
    printing.ask_for_ballot(hands)
    assert Document.objects.filter(kind="ballot").count() == 1


def test_the_yearly_report_is_a_paper_with_its_words_and_all_tables(world, children, client):
    with at("2026-02-02"):
        row = answered(world, running(world), "refused")
        contests.enter(row, by=officer(world), kind="reconsideration", body="区政府")
    with at("2027-01-20"):
        body = [("heading", "存在的主要问题"), ("text", "<p>有的事项公开晚了。</p><ul><li>已改</li></ul>"),
                ("table", {"caption": "开放日", "text": "月|人\n3|12"}),
                ("table", {"caption": "存在的主要问题", "text": "事项|件数\n迟公开|5"}),
                ("notice", {"tone": "note", "text": "另有附件"})]
        report = desk.published(desk.ready(world), kind_of_page=ReportPage, title="2026年度报告", year=2026, licences=17, body=body)
        address = f"/published/pages/{report.pk}/report.pdf"
        assert address in client.get(report.url).content.decode()
        assert client.get(address).status_code == 202, "it is being made"
        assert ask_for_papers() == 1 and ask_for_papers() == 0
    said = made(Document.objects.get(kind=REPORT), children, write)
    for words in ("2026年度报告", "存在的主要问题", "有的事项公开晚了。", "开放日", "另有附件", "Administrative licences17",
                  "The four kinds of information of a process1", "Administrative reconsideration", "Not closed yet"):
        assert words.replace(" ", "") in said, words
    assert said.count("存在的主要问题") == 1, "a table under a heading of its name does not say it again"
    assert client.get(address)["Content-Type"] == "application/pdf"
