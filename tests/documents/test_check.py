"""The page that checks a paper: every figure counted anew, in words and shapes; and how it is found."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from consultation.domain import execution, outcomes
from consultation.models import Matter, OutcomeRecord, Resolution, Support
from consultation.polls.models import HandCount, HandTally, Poll, RollEntry
from tests.consultation.builders_outcomes import POSTED, at, drafted, make_ready, review, with_backers
from yishi.db.append_only import lifted
from yishi.documents.models import Document, State
from yishi.journal.models import Event
from yishi.people.enums import Role

pytestmark = [pytest.mark.django_db, pytest.mark.writes]


@pytest.fixture
def record(world):
    cache.clear()
    resolution = drafted(world.own)
    with_backers(world.own, resolution.matter)
    with at(POSTED):
        make_ready(world.own, resolution)
        outcomes.publish(resolution, by=world.own.people[Role.COMMUNITY_SECRETARY])
    return OutcomeRecord.objects.get()


def page(record):
    cache.clear()
    return Client().get(reverse("check", args=[record.sha256])).content.decode()


def rows(found, icon):
    return found.count(f'data-icon="{icon}"')


def test_an_untouched_paper_agrees_figure_by_figure(record):
    found = page(record)
    assert "Everything in this paper agrees." in found
    assert rows(found, "fail") == 0
    assert rows(found, "pass") == len(record.content["figures"]) + 1  # and the verdict


def test_each_vote_says_on_what_it_was(record):
    found = page(record)
    assert f">Vote: {Poll.objects.get().question}<" in found


def test_a_vote_that_was_changed_is_named(record):
    with lifted():
        HandTally.objects.filter(hands=3).update(hands=2)
    found = page(record)
    assert "1 figure does not agree any more" in found and "does not agree any more" in found
    assert rows(found, "fail") == 2


def test_a_row_exchanged_for_another_is_named_though_the_sum_is_the_same(record, world):
    Support.objects.update(person=world.own.people[Role.RESIDENT])
    assert "the figure agrees, the rows behind it were changed" in page(record)


def test_a_line_slipped_into_the_roll_is_named(record):
    poll = Poll.objects.get()
    with lifted():
        RollEntry.objects.create(community=poll.community, poll=poll, unit="h999")
    assert "the figure agrees, the rows behind it were changed" in page(record)


def test_a_count_that_lost_its_confirmation_is_named(record):
    with lifted():
        HandCount.objects.update(confirmed_by=None, confirmed_at=None)
    assert "1 figure does not agree any more" in page(record)


def test_a_forged_event_is_named(record):
    with lifted():
        Event.objects.filter(kind="ballots.certified").update(payload={"poll": 1, "forged": True})
    assert "the journal behind it was changed" in page(record)


def test_a_changed_text_is_said_first(record):
    Resolution.objects.update(paragraphs=["换掉的正文"])
    assert "The text or the record of this paper was changed. Do not rely on it." in page(record)


def test_work_that_went_on_is_no_alarm(record, world):
    matter, secretary = Matter.objects.get(pk=record.matter_id), world.own.people[Role.COMMUNITY_SECRETARY]
    with at("2026-04-16"):
        execution.start(matter, by=secretary, lead_words="实施小组", supervisor_words="监督委员会")
        execution.add_milestone(matter, by=secretary, name="井道", due=POSTED.replace(month=7))
    found = page(record)
    assert "Everything that was decided stands as printed." in found and rows(found, "fail") == 0
    assert "has moved on since" in found


def test_an_earlier_version_says_that_it_was_replaced(record):
    row = Resolution.objects.get()
    with at(POSTED, 12):
        new = outcomes.correct(row, by=row.drafted_by, reason="笔误", paragraphs=["改正。"])
        review(new)
        outcomes.publish(new, by=row.published_by)
    assert "This version was replaced by version 2." in page(record)


@pytest.mark.parametrize("typed", ["{0}", "{1}", "https://x.example/check/{0}/", " {2} ", "{3}"])
def test_the_code_is_found_however_it_is_typed(record, typed):
    sha = record.sha256
    code = typed.format(sha, sha[:12], "-".join((sha[:4], sha[4:8], sha[8:12])), sha.upper())
    answer = Client().post(reverse("check-ask"), {"code": code})
    assert answer.headers["Location"] == reverse("check", args=[sha])
    assert Client().get(reverse("check", args=[sha[:12]])).headers["Location"] == reverse("check", args=[sha])


def test_the_hash_of_the_pdf_finds_it_too(record):
    row = Document.objects.get(kind="outcome")
    content = b"%PDF-1.7 as it was made"
    digest = "0ccf3f4e0b1ff2ab8c93ed4b6ee0c4c5a6a42c25b8c4c27b5d1a40d8f9d9d1aa"
    Document.objects.filter(pk=row.pk).update(
        state=State.READY, sha256=digest, path="x", made_at=record.made_at, input_sha256="1" * 64
    )
    assert Client().post(reverse("check-ask"), {"code": digest}).status_code == 302
    answer = Client().post(reverse("check-ask"), {"file": SimpleUploadedFile("x.pdf", content)})
    assert answer.status_code == 422 and "No paper of this house has this code." in answer.content.decode()


@pytest.mark.parametrize("typed", ["", "abc", "议事厅", "0" * 64, "'; DROP TABLE--", "x" * 300, "\0" * 12, "a" * 65])
def test_what_is_no_code_is_told_and_nothing_typed_is_lost(record, typed):
    answer = Client().post(reverse("check-ask"), {"code": typed})
    assert answer.status_code == 422
    if typed.strip().isalnum():
        assert typed in answer.content.decode()
    if typed.isalnum() and typed.isascii():
        found = Client(headers={"accept-language": "en"}).get(f"/check/{typed}/")
        assert found.status_code == 404 and "No paper of this house has this code." in found.content.decode()
