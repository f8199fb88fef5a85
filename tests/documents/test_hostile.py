"""Twenty documents that mean harm, two seconds each. Two hundred: ``python -m tests.hostile_documents``."""

import time

import pytest

from tests.hostile_documents import HOSTILE, documents, faults, standing_by
from yishi.documents.job import Job
from yishi.documents.models import Problem

CHEAP = [
    "colspan", "rowspan", "col span", "tables in tables", "deep spans", "picture from the net", "style from the net",
    "import from the net", "font from the net", "background from the net", "content from the net",
    "picture from the disk", "attachment from the disk", "attachment by link", "base on the disk",
    "drawing that includes", "drawing of the disk", "too much text", "script", "many rows",
]
REFUSED = {
    "colspan": "too_wide", "rowspan": "too_wide", "col span": "too_wide", "tables in tables": "too_deep",
    "deep spans": "too_deep", "too much text": "too_big", "picture from the net": "outside",
    "attachment from the disk": "outside", "base on the disk": "outside", "font from the net": "outside",
}


@pytest.fixture(scope="module")
def doors():
    with standing_by() as found:
        yield found


@pytest.mark.parametrize("name", CHEAP)
def test_it_ends_in_time_with_a_clear_message_and_opens_nothing(name, doors, impatient):
    web, file, came = doors
    html = dict(documents(len(HOSTILE), web, file))[name]
    impatient.warm()
    began = time.monotonic()
    found = impatient.render(Job(html, (), "2026-01-01T00:00:00+08:00"))
    assert list(faults(found, time.monotonic() - began, 2, Problem.values)) == []
    assert came == []
    assert found.problem == REFUSED.get(name, found.problem)


def test_after_the_worst_of_them_the_next_document_is_made(impatient):
    assert impatient.render(Job("<p>议", (), "2026-01-01T00:00:00+08:00")).pdf.startswith(b"%PDF")


def test_a_child_that_is_killed_at_its_work_is_told_from_one_that_takes_too_long(impatient):
    impatient.warm()
    impatient._idle[-1].process.kill()
    impatient._idle[-1].process.wait()
    assert impatient.render(Job("<p>议", (), "2026-01-01T00:00:00+08:00")).problem == ""
