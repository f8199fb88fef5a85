"""What can be found is what a visitor may read, soon after it happened, and nothing else."""

import datetime as dt
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from consultation.domain import attachments
from consultation.models import Attachment, Inquiry, Matter
from content.search.domain import index
from content.search.finding import find
from content.search.models import Cursor, Entry, PaperText
from content.search.reading import text_of
from meetings.domain import minutes
from meetings.enums import MeetingKind
from meetings.models import Meeting
from tests.consultation import builders_calls as calls
from tests.consultation import builders_outcomes as outcome
from tests.consultation.builders_collect import LAMPS, clerk, filed, opened
from tests.consultation.views.reading import reader
from tests.meetings import builders as hall
from yishi.clock.story import real_now
from yishi.people.enums import Role
from yishi.tasks.due import run_due

pytestmark = pytest.mark.django_db


def found(query):
    """Return (kind, key) of what is found for the whole of ``query`` in a row."""
    return [(row.kind, row.key) for row in find(f"“{query}”").rows]


def names(query):
    return [kind for kind, _key in found(query)]


@pytest.mark.writes
def test_a_matter_is_found_when_its_event_has_been_heard(searched):
    with outcome.at("2026-03-02"):
        matter = opened(searched.own, title="家属院楼道照明维修", summary="三个单元的灯都不亮。")
    assert found("楼道照明") == []
    runs = {run.name: run for run in run_due()}
    assert runs["search.refresh"].done == 1 and not runs["search.refresh"].error
    assert found("楼道照明") == found("单元的灯") == found(matter.code) == [("matter", matter.code)]
    assert index.hear() == 0
    assert Entry.objects.get().url == f"/matters/{matter.code}/" and Entry.objects.get().dated == dt.date(2026, 3, 2)


@pytest.mark.writes
def test_a_result_is_found_when_it_is_published_and_a_draft_never(searched):
    draft = outcome.drafted(searched.own)
    searched.hear()
    assert names("错层入户") == []
    with outcome.at(outcome.POSTED):
        outcome.make_ready(searched.own, draft)
        outcome.outcomes.publish(draft, by=searched.own.people[Role.COMMUNITY_SECRETARY])
    searched.hear()
    assert names("错层入户") == ["outcome"] and "notice" in names("小区公示栏")
    assert Entry.objects.get(kind="outcome").url.endswith("#step-5")


def test_reports_names_and_what_is_not_published_are_not_found(searched):
    side = searched.own
    report = filed(side, text=LAMPS)
    matter = opened(side, report)
    person = side.people[Role.RESIDENT]
    person.name = "欧阳小满"
    person.save()
    Inquiry.objects.create(community=side.community, matter=matter, since="2026-03-02", until="2026-03-09",
                           methods=["走访"], unit="户")
    matter.findings.create(community=side.community, n=1, text="地下管线老化")
    attachments.attach(matter, by=clerk(side), title="内部底稿", visibility="staff")
    attachments.attach_to_report(report, by=person, title="我家门口")
    searched.hear()
    for words in ("摔了一跤", "欧阳小满", "地下管线", "内部底稿", "我家门口"):
        assert found(words) == [], words
    assert Entry.objects.filter(kind="matter").count() == 1
    assert not any(person.name in f"{entry.title}{entry.text}" for entry in Entry.objects.all())


def test_what_is_withdrawn_is_found_no_more(searched):
    side = searched.own
    with outcome.at("2026-03-02"):
        matter = opened(side)
        paper = attachments.attach(matter, by=clerk(side), title="现场照片说明")
        posting = outcome.postings.post(matter, "meeting", by=clerk(side), since=dt.date(2026, 3, 2), until=dt.date(2026, 3, 9),
                                        channels=["东门橱窗"])
        searched.hear()
        assert names("现场照片说明") == ["paper"] and names("东门橱窗") == ["notice"]
        outcome.postings.withdraw(posting, by=clerk(side), reason="贴错了")
        Attachment.objects.filter(pk=paper.pk).update(visibility="staff")
        searched.hear()
    assert names("现场照片说明") == names("东门橱窗") == []


def test_events_that_come_late_are_heard_and_all_is_made_anew(searched):
    matter = opened(searched.own)
    searched.hear()
    Matter.objects.filter(pk=matter.pk).update(title="改了名的事")
    assert searched.hear() == 0 and found("改了名") == []
    Cursor.objects.update(at=real_now() - dt.timedelta(seconds=61))  # an event may have been committed late
    Cursor.objects.update(settled=0)
    assert searched.hear() == 1 and found("改了名") == [("matter", matter.code)]
    Matter.objects.filter(pk=matter.pk).update(title="又改了名")
    Entry.objects.create(kind="page", key="gone", source="page:1", title="没有了", url="/", community=matter.community)
    out = io.StringIO()
    call_command("update_search", stdout=out)
    assert out.getvalue() == "1 things can be found.\n" and Entry.objects.count() == 1
    assert found("又改了名") == [("matter", matter.code)]


@pytest.mark.writes
def test_the_text_in_a_paper_is_found(searched, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    side = searched.own
    matter = opened(side)
    upload = SimpleUploadedFile("报告.docx", docx("<w:t>结构安全</w:t><w:t>鉴定报告</w:t></w:p><w:t>&lt;可以加装&gt;</w:t>"))
    paper = attachments.attach(matter, by=clerk(side), title="鉴定", upload=upload)
    searched.hear()
    assert found("结构安全鉴定报告") == [("paper", str(paper.pk))] and "<可以加装>" in PaperText.objects.get().text
    assert Entry.objects.get(kind="paper").url == f"/papers/{paper.pk}/"


def test_a_file_that_is_away_for_a_while_is_read_when_it_is_back(searched, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "away")
    matter = opened(searched.own)
    upload = SimpleUploadedFile("报告.docx", docx("<w:t>结构安全鉴定</w:t>"))
    paper = attachments.attach(matter, by=clerk(searched.own), title="鉴定", upload=upload)
    (tmp_path / "away").rename(tmp_path / "elsewhere")
    searched.hear()
    assert not PaperText.objects.exists()
    (tmp_path / "elsewhere").rename(tmp_path / "away")
    index.refresh([matter.stream_name])
    assert found("结构安全鉴定") == [("paper", str(paper.pk))]


def docx(body):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document>{body}</w:document>")
    return out.getvalue()


def test_papers_that_lie_or_burst_give_no_text():
    assert text_of(b"%PDF-1.4 nothing", "pdf") == text_of(b"PK", "docx") == text_of(b"x", "ofd") == ""
    assert len(text_of(docx("<w:t>字</w:t>" * 100_000), "docx")) == 15_000
    assert text_of(docx('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:t>&e;</w:t>'), "docx") == "&e;"
    assert text_of(PDF, "pdf") == "Hello lift"


PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 40>>stream
BT /F 12 Tf 20 100 Td (Hello lift) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>"""


@pytest.mark.writes
def test_a_meeting_is_found_and_its_minutes_once_both_have_signed(searched):
    hall.closed(searched.own)
    searched.hear()
    meeting = Meeting.objects.get()
    assert found("三月议事会") == found("采用方案B") == found("宣布到会人数") == [("meeting", str(meeting.pk))]
    assert Entry.objects.get().url == meeting.get_absolute_url() and Entry.objects.get().dated == hall.DAY
    with hall.on(hall.DAY, 21):
        minutes.sign(meeting, by=meeting.recorder)
        minutes.countersign(meeting, by=meeting.facilitator)
    searched.hear()
    assert sorted(names("采用方案B")) == ["meeting", "minutes"]
    answer = reader().get("/search/", {"q": "采用方案B", "kind": "minutes", "format": "json"}).json()
    assert [row["url"] for row in answer["results"]] == [f"/meetings/{meeting.pk}/minutes/"]


def test_of_a_private_meeting_only_what_is_announced_is_found(searched):
    side = searched.own
    meeting = hall.planned(side, kind=MeetingKind.WELFARE_REVIEW, title="低保评议")
    hall.with_entries(meeting, "张某一户的申请")
    searched.hear()
    assert found("低保评议") == found("三楼议事厅") == [("meeting", str(meeting.pk))] and found("一户的申请") == []
    assert Entry.objects.get().url == meeting.page_address


def test_a_call_is_found(searched):
    call = calls.called(searched.own)
    searched.hear()
    assert ("call", str(call.pk)) in [(row.kind, row.key) for row in find(call.draft[:6]).rows]
