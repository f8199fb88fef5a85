"""Review before release: what one made is read by another, as it stands, before it goes out."""

import pytest
from django.db.models import Q

from consultation.domain import outcomes, releases
from consultation.models import ResolutionReview
from consultation.queries.owed import drafts_to_review
from tests.consultation.builders_outcomes import PARAGRAPHS, POSTED, TITLE, at, drafted, make_ready, review
from tests.consultation.views.reading import page
from yishi.journal.kinds import kind_of
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Refused, Stale

pytestmark = [pytest.mark.django_db, pytest.mark.writes]
OUT = {"result": "whole", "secrets_checked": True}


def test_nobody_reviews_what_they_had_a_hand_in(world):
    resolution, director = drafted(world.own), world.staff[Role.STREET_DIRECTOR]
    secretary = world.own.people[Role.COMMUNITY_SECRETARY]
    with at(POSTED):
        outcomes.revise(resolution, by=director, title=TITLE, paragraphs=["改过。"])
        outcomes.revise(resolution, by=secretary, title=TITLE, paragraphs=PARAGRAPHS)
        with pytest.raises(Forbidden, match="a hand in this version"):
            releases.review(resolution, by=director, **OUT)
        with pytest.raises(Forbidden, match="up to"):
            releases.review(resolution, by=world.own.people[Role.FACILITATOR], **OUT)
        row = review(resolution, result="partly", reason="third_party", basis="条例第十五条", words="隐去户主姓名")
    assert (row.maker, resolution.review, row.on) == (secretary, row, POSTED)


def test_a_change_undoes_the_review_and_what_was_read_is_what_goes_out(world):
    resolution, officer = drafted(world.own), world.staff[Role.DISCLOSURE_OFFICER]
    with at(POSTED):
        read = releases.digest_of(resolution)
        make_ready(world.own, resolution)  # a task was named since
        with pytest.raises(Stale):
            releases.review(resolution, by=officer, read=read, **OUT)
        outcomes.revise(resolution, by=world.own.people[Role.RECORDER], title=TITLE, paragraphs=["改过。"])
        with pytest.raises(Refused) as refusal:
            outcomes.publish(resolution, by=world.own.people[Role.COMMUNITY_SECRETARY])
        assert [check.code for check in refusal.value.missing] == ["reviewed"]
        assert [due.act for due in drafts_to_review(Q())] == ["releases.review"]
        row = releases.review(resolution, by=officer, read=releases.digest_of(resolution), **OUT)
        assert drafts_to_review(Q()) == []
        outcomes.publish(resolution, by=world.own.people[Role.COMMUNITY_SECRETARY])
    assert Event.objects.get(kind="outcome.published").payload["review"] == row.pk
    assert ResolutionReview.objects.count() == 2


def test_a_draft_that_goes_back_waits_and_its_maker_is_told_why(world):
    resolution = drafted(world.own)
    with at(POSTED):
        with pytest.raises(Invalid) as refusal:
            review(resolution, result="back")
        assert refusal.value.field == "words"
        review(resolution, result="back", words="第二条写了住户门牌号")
    path = resolution.matter.get_absolute_url()
    assert "第二条写了住户门牌号" in page(world.own.people[Role.RECORDER], path) and "第二条" not in page(None, path)
    event = Event.objects.get(kind="outcome.reviewed")
    assert resolution.review is None and "第二条写了住户门牌号" in kind_of(event).sentence(event)
    assert list(kind_of(event).told(event)) == [world.own.people[Role.RECORDER]]


@pytest.mark.parametrize("change, field", [
    ({"result": "perhaps"}, "result"), ({"secrets_checked": False}, "secrets_checked"),
    ({"result": "partly", "basis": "条例第十五条"}, "reason"), ({"result": "partly", "reason": "third_party"}, "basis"),
])
def test_a_form_that_is_not_complete_is_refused_by_field(world, change, field):
    resolution = drafted(world.own)
    with at(POSTED), pytest.raises(Invalid) as refusal:
        releases.review(resolution, by=world.staff[Role.DISCLOSURE_OFFICER], **{**OUT, **change})
    assert refusal.value.field == field
