"""Documents asked for, made once, kept by their hash, and handed out; what cannot be made says why."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from consultation.documents.kinds import WRITERS
from consultation.domain import outcomes
from tests.consultation.builders_agenda import matter
from tests.consultation.builders_outcomes import POSTED, at, drafted, published, review
from yishi.documents.domain import documents
from yishi.documents.job import Job
from yishi.documents.models import Document, Problem, State
from yishi.documents.pool import Rendered
from yishi.refusals import Stale
from yishi.tasks.due import DUE

pytestmark = pytest.mark.django_db
MADE = "2026-04-14T10:00:00+08:00"


def write(row):
    return Job(f"<p>{row.subject}", (), MADE)


class Printer:
    """Stands where the pool of children stands: says what it was told to say, and counts the jobs."""

    def __init__(self, **said):
        self.said, self.jobs = Rendered(**said), []

    def render(self, job):
        self.jobs.append(job)
        return self.said


@pytest.fixture
def sheet(world):
    """A document of a kind of its own."""
    return documents.ask("sheet", 7, community=world.own.community)


@pytest.mark.writes
def test_it_is_asked_for_once_and_made_once(sheet, world):
    assert documents.ask("sheet", 7, community=world.own.community).pk == sheet.pk
    printer, same = Printer(pdf=b"%PDF-1", pages=2), Document.objects.get()
    documents.make(sheet, write=write, pool=printer)
    row = Document.objects.get()
    assert (row.state, row.size, row.pages) == (State.READY, 6, 2)
    assert row.path.endswith(f"{row.sha256}.pdf") and row.input_sha256 == printer.jobs[0].sha256
    with pytest.raises(Stale):
        documents.make(same, write=write, pool=printer)


@pytest.mark.writes
def test_what_is_asked_for_anew_while_it_waits_is_made_of_what_stands_then(sheet, world):
    at_work = Document.objects.get()
    documents.ask_anew("sheet", 7, community=world.own.community)
    for said in ({"pdf": b"%PDF-1"}, {"problem": Problem.BROKEN}):
        with pytest.raises(Stale):
            documents.make(at_work, write=write, pool=Printer(**said))
    row = Document.objects.get()
    assert (row.pk, row.version, row.state) == (sheet.pk, 2, State.WAITING)
    documents.make(row, write=write, pool=Printer(pdf=b"%PDF-2"))
    documents.ask_anew("sheet", 7, community=world.own.community)
    assert list(Document.objects.values_list("version", "state")) == [(2, State.READY), (3, State.WAITING)]


@pytest.mark.writes
def test_the_database_takes_no_second_document_of_the_same_input(sheet, world):
    documents.make(sheet, write=write, pool=Printer(pdf=b"%PDF-1"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.create(
            community=world.own.community, kind="sheet", subject="8", state=State.READY, sha256="0" * 64, path="x",
            input_sha256=sheet.input_sha256, made_at=sheet.made_at,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.create(community=world.own.community, kind="sheet", subject="9", state=State.READY)


@pytest.mark.writes
@pytest.mark.parametrize("problem", Problem.values)
def test_what_cannot_be_made_says_why_and_may_be_tried_again(sheet, problem):
    documents.make(sheet, write=write, pool=Printer(problem=problem))
    row = Document.objects.get()
    assert (row.state, row.problem) == (State.FAILED, problem) and len(row.get_problem_display()) > 20
    documents.ask_again(row)
    documents.make(row, write=write, pool=Printer(pdf=b"%PDF-2"))
    assert Document.objects.get().state == State.READY
    with pytest.raises(Stale):
        documents.ask_again(row)


def test_of_what_is_gone_nothing_is_made(world):
    row = documents.ask("nobody's kind", 1, community=world.own.community)
    printer = Printer(pdf=b"%PDF-1")
    documents.make(row, write=lambda document: None, pool=printer)
    assert Document.objects.get().problem == Problem.GONE and printer.jobs == []


@pytest.mark.writes
def test_the_worker_makes_what_waits_and_leaves_what_others_took(sheet, world):
    documents.ask("nobody's", 8, community=world.own.community)
    printer = Printer(pdf=b"%PDF-1")
    assert documents.make_waiting({"sheet": write}, pool=printer, seconds=0) == 0
    assert documents.make_waiting({"sheet": write}, pool=printer, seconds=9) == 1
    assert documents.make_waiting({"sheet": write}, pool=printer, seconds=9) == 0
    assert len(printer.jobs) == 1 and Document.objects.get(kind="nobody's").state == State.WAITING


def test_the_papers_of_a_matter_are_scheduled_work():
    assert {"outcome", "poster", "notice", "ballot", "minutes", "meeting-poster"} == set(WRITERS) and "documents.render" in DUE


def test_a_paper_is_being_made_then_ready_and_not_sent_twice(world):
    resolution = published(world.own)
    address = f"/matters/{resolution.matter.code}/outcome.pdf"
    waiting = Client().get(address)
    assert waiting.status_code == 202 and b'http-equiv="refresh"' in waiting.content
    row = Document.objects.of("outcome", resolution.matter_id, 1).get()
    documents.make(row, write=write, pool=Printer(pdf=b"%PDF-9"))
    answer = Client().get(address)
    assert b"".join(answer.streaming_content) == b"%PDF-9"
    assert answer["Content-Type"] == "application/pdf" and answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("inline") and answer["ETag"] == f'"{row.sha256}"'
    assert answer["Cache-Control"] == "public, no-cache"
    assert Client().get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    fixed = Client().get(f"/matters/{resolution.matter.code}/outcome-v1.pdf")
    assert "immutable" in fixed["Cache-Control"]
    assert Client().get(f"{address}?version=1").status_code == 200
    for version in ("2", "x", "9" * 40, "-1"):
        assert Client().get(f"{address}?version={version}").status_code == 404


def test_a_paper_that_could_not_be_made_says_so_on_its_page(world):
    resolution = published(world.own)
    documents.make(Document.objects.get(kind="poster"), write=write, pool=Printer(problem="too_many"))
    answer = Client().get(f"/matters/{resolution.matter.code}/poster.pdf")
    assert answer.status_code == 404
    assert "This paper could not be made." in answer.content.decode()
    assert str(Problem.TOO_MANY.label) in answer.content.decode()


def test_a_draft_has_no_paper_and_publishing_asks_for_two(world):
    resolution = drafted(world.own)
    assert Client().get(f"/matters/{resolution.matter.code}/outcome.pdf").status_code == 404
    assert not Document.objects.exists()
    published(world.other, code="LX-2026-01")
    assert sorted(Document.objects.values_list("kind", "version")) == [("outcome", 1), ("poster", 1)]


def test_a_correction_is_another_paper_and_the_old_one_stays(world):
    resolution = published(world.own)
    with at(POSTED, 11):
        new = outcomes.correct(resolution, by=resolution.drafted_by, reason="笔误", paragraphs=["改正后的正文。"])
        review(new)
        outcomes.publish(new, by=resolution.published_by)
    assert set(Document.objects.filter(kind="outcome").values_list("version", flat=True)) == {1, 2}
    page = Client().get(resolution.matter.get_absolute_url()).content.decode()
    assert f"/matters/{resolution.matter.code}/outcome-v1.pdf" in page
    assert f"/matters/{resolution.matter.code}/outcome-v2.pdf" in page


def test_the_notice_of_an_item_is_asked_for_as_it_goes_up(world):
    made = matter(world)
    assert Client().get(f"/matters/{made.code}/notice.pdf").status_code in (202, 404)
    assert Document.objects.filter(kind="notice").count() == made.postings.filter(purpose="agenda").count()
