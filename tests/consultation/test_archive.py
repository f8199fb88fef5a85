"""The file of a matter: complete, checkable, the same bytes for the same state, and nobody's vote in it."""

import hashlib
import io
import json
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consultation.domain import execution, satisfaction
from consultation.domain.archive import archive, pack
from consultation.models import Attachment
from consultation.polls import models as polls
from consultation.queries.dossier import rows_of
from meetings.minutes.archive import pack as pack_meeting
from tests.consultation.builders_deliberate import deliberated, published
from tests.consultation.builders_execution import (
    at,
    day,
    decided,
    done,
    failed,
    passed,
    promise,
    started,
    surveyed,
)
from yishi.clock.story import now
from yishi.journal.models import Event, Stream
from yishi.people.enums import Role
from yishi.refusals import Forbidden

pytestmark = pytest.mark.writes


@pytest.fixture
def own(world):
    return world.own


@pytest.fixture
def viewer(own):
    return own.people[Role.COMMUNITY_SECRETARY]


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def paper(matter, by, content=b"%PDF-1.4 report", title="监督检验合格报告"):
    row = Attachment(
        community=matter.community, matter=matter, title=title, sha256=hashlib.sha256(content).hexdigest(),
        size=len(content), content_type="application/pdf", added_by=by, added_at=now(),
    )
    row.file.save("report.PDF", ContentFile(content))
    return row


@pytest.fixture
def matter(own, viewer):
    """A matter with a ballot, a late milestone, a fail and a pass, a paper and a rating."""
    with at("2026-03-02"):
        matter = started(own)
        decided(matter, own)
        milestone = promise(matter, own)
        execution.add_evidence(milestone, by=viewer, title="检验报告", attachment=paper(matter, viewer))
    with at("2026-04-12"):
        execution.complete(milestone, by=viewer, reason="停气窗口顺延")
    failed(matter, own, "2026-04-13", "2026-04-20")
    passed(matter, own, "2026-04-15")
    survey = surveyed(matter, own, "2026-04-16", "2026-04-30")
    with at("2026-04-20"):
        satisfaction.rate(survey, by=own.people[Role.RESIDENT], value="dissatisfied", text="还有一点声音。")
    return matter


def opened(matter, viewer):
    return zipfile.ZipFile(io.BytesIO(archive(matter, viewer=viewer)))


def read(matter, viewer, path):
    return json.loads(opened(matter, viewer).read(path))


def test_same_state_same_bytes(matter, viewer, own):
    with at("2026-05-01"):
        first = archive(matter, viewer=viewer)
    with at("2026-05-02"):
        assert archive(matter, viewer=viewer) == first
        done(promise(matter, own, name="又一项", due="2026-06-01"), own, "2026-05-02")
        assert archive(matter, viewer=viewer) != first


def test_manifest_covers_every_file(matter, viewer):
    file = opened(matter, viewer)
    lines = dict(reversed(line.split("  ")) for line in file.read("SHA256SUMS").decode().splitlines())
    assert set(lines) == set(file.namelist()) - {"SHA256SUMS"}
    for path, digest in lines.items():
        assert hashlib.sha256(file.read(path)).hexdigest() == digest
    assert file.testzip() is None


def test_every_row_of_the_step_is_in_it(matter, viewer):
    names = set(opened(matter, viewer).namelist())
    for model in ("matter", "execution", "milestone", "delay", "evidence", "inspection", "inspectionmember",
                  "satisfactionsurvey", "rating", "followup", "attachment"):
        assert f"record/consultation.{model}.json" in names
    assert "versions/consultation.resolution.json" in names
    milestone, = read(matter, viewer, "record/consultation.milestone.json")
    assert (milestone["name"], milestone["done_on"], milestone["progress"]) == ("划线施工", "2026-04-12", 100)
    rounds = read(matter, viewer, "record/consultation.inspection.json")
    assert [(each["round"], each["result"]) for each in rounds] == [(1, "fail"), (2, "pass")]


def test_papers_are_whole_missing_or_altered_and_said_so(matter, viewer):
    paper_line, = read(matter, viewer, "papers.json")
    assert paper_line["state"] == "whole"
    assert opened(matter, viewer).read(paper_line["path"]) == b"%PDF-1.4 report"
    row = Attachment.objects.get()
    with open(row.file.path, "wb") as file:
        file.write(b"forged")
    assert read(matter, viewer, "papers.json")[0]["state"] == "altered"
    row.file.storage.delete(row.file.name)
    assert read(matter, viewer, "papers.json")[0]["state"] == "missing"


def test_journal_has_the_whole_chain_and_reads_in_plain_words(matter, viewer):
    stream, = read(matter, viewer, "journal.json")
    head = Stream.objects.get(name=matter.stream_name)
    assert (stream["head"], stream["head_hash"], stream["broken"]) == (head.head, head.head_hash, [])
    events = stream["events"]
    assert len(events) == head.head == Event.objects.filter(stream=head).count()
    assert [event["previous"] for event in events[1:]] == [event["digest"] for event in events[:-1]]
    text = opened(matter, viewer).read("journal.txt").decode()
    assert len(text.splitlines()) == head.head
    assert "2 days late" in text


def test_ballots_are_counts_and_never_votes(matter, viewer):
    allowed = {polls.Poll, polls.Question, polls.Choice, polls.Certification}
    assert {model for model in rows_of(matter) if model._meta.app_label == "polls"} == allowed
    poll, = read(matter, viewer, "polls.json")
    assert poll["results"][0]["heads"] == {"in_favor": 9, "against": 2, "abstain": 0}
    assert poll["results"][0]["passed"] is True
    polls.Poll.objects.update(state="open")
    assert read(matter, viewer, "polls.json")[0]["results"] == []


def test_names_are_those_the_viewer_may_read(matter, viewer, own):
    resident = own.people[Role.RESIDENT]
    assert read(matter, viewer, "record/consultation.rating.json")[0]["person"] == resident.name
    reader = own.people[Role.DISCIPLINE_INSPECTOR]
    assert read(matter, reader, "record/consultation.rating.json")[0]["person"] == f"{resident.name[0]}*"


def test_only_who_keeps_the_records_takes_the_file_away(matter, world, own):
    outsiders = [None, own.people[Role.RESIDENT], own.people[Role.PROPERTY_MANAGER], own.people[Role.OBSERVER],
                 own.people[Role.SYSTEM_ADMIN], world.other.people[Role.COMMUNITY_SECRETARY]]
    for outsider in outsiders:
        into = io.BytesIO()
        with pytest.raises(Forbidden):
            pack(matter, into, viewer=outsider)
        assert into.getvalue() == b""


def test_the_file_of_a_meeting_holds_the_papers_of_what_was_dealt_with(world, viewer):
    matter = published(world)
    meeting = deliberated(world, matter).entry.meeting
    paper(matter, viewer)
    into = io.BytesIO()
    pack_meeting(meeting, into, viewer=viewer)
    line, = json.loads(zipfile.ZipFile(into).read("papers.json"))
    assert line["state"] == "whole" and zipfile.ZipFile(into).read(line["path"]) == b"%PDF-1.4 report"


def test_other_matters_stay_out(matter, viewer, own):
    with at("2026-05-01"):
        other = started(own, code="HA-2026-02", previous=matter)
        promise(other, own, name="别的事项", due="2026-06-01")
    file = opened(matter, viewer)
    assert all("别的事项" not in file.read(name).decode() for name in file.namelist() if name.endswith(".json"))
    assert len(read(matter, viewer, "record/consultation.matter.json")) == 1


def test_rows_are_read_in_the_same_number_of_queries(matter, viewer):
    with CaptureQueriesContext(connection) as few:
        rows_of(matter)
    with at("2026-04-20"):
        for n in range(30):
            execution.add_milestone(matter, by=viewer, name=f"任务{n}", due=day("2026-12-01"))
    with CaptureQueriesContext(connection) as many:
        rows_of(matter)
    assert len(many) == len(few)
