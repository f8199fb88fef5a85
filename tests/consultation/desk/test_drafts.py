"""What was typed into a form comes back as it was typed: its own fields, boxes that were unticked, and what was emptied."""

import pytest

from consultation.domain import templates
from consultation.enums import MatterState
from consultation.models import ActDraft
from meetings.models import Consensus
from tests.consultation.builders_agenda import bare
from tests.consultation.builders_calls import DRAFT
from tests.consultation.builders_collect import filed
from tests.meetings.builders import opened as meeting_opened
from yishi.people.enums import Role

from .asking import address, drawn, filled, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.writes]


@pytest.fixture
def recorder(world):
    return world.own.people[Role.RECORDER]


def taken_up(client, where):
    """Return the form at ``where`` as it is drawn from what was kept of it."""
    return client.get(f"{where}?draft=1").context["form"]


def test_the_draft_of_a_call_is_kept_and_kept_again(world, recorder):
    matter = bare(world.own, MatterState.SURVEYING)
    client, data = drawn(recorder, "calls.open", matter)
    where = address("calls.open", matter)
    client.post(where, data | {"draft": DRAFT, "keep": "1"})
    form = taken_up(client, where)
    assert form["draft"].value() == DRAFT
    client.post(f"{where}?draft=1", filled(form) | {"keep": "1"})
    assert ActDraft.objects.get().data["draft"] == [DRAFT]
    assert client.get(where).context["form"]["draft"].value() is None, "it is taken up where that is asked for"


def test_that_words_are_a_draft_of_what_is_agreed_is_kept(world, recorder):
    meeting = meeting_opened(world.own)[0]
    client, where = signed_in(recorder), address("minutes.record_consensus", meeting)
    client.post(where, {"text": "白天施工。", "draft": "on", "keep": "1"})
    assert taken_up(client, where)["draft"].value() == "on"
    assert not Consensus.objects.exists()


def test_a_box_that_was_unticked_stays_so_when_it_is_kept_and_when_a_ready_text_is_filled_in(world, recorder):
    matter = bare(world.own)
    where = address("agenda.record_admission", matter)
    client, data = drawn(world.own.people[Role.COMMUNITY_SECRETARY], "agenda.record_admission", matter)
    assert client.get(where).context["form"]["in_topic_list"].value() is True, "it is suggested: the matter has a topic"
    client.post(where, data | {"note": "见附件", "keep": "1"})
    form = taken_up(client, where)
    assert (form["in_topic_list"].value(), form["note"].value()) == (False, "见附件")
    begun = f"/acts/matters.open/in/{world.own.community.code}/?reports={filed(world.own).pk}"
    ready = templates.make(
        world.own.community, by=recorder, name="概要", act="matters.open", field="summary", text="居民反映。"
    )
    form = signed_in(recorder).post(begun, {"title": "灯", "fill": str(ready.pk)}).context["form"]
    assert (form["reports"].value(), form["summary"].value()) == ([], "居民反映。")


def test_what_was_emptied_stays_empty(world, recorder):
    matter = bare(world.own, MatterState.SURVEYING, summary="夜里太吵。")
    client, data = drawn(recorder, "calls.open", matter)
    assert data["explanation"] == "夜里太吵。"
    client.post(address("calls.open", matter), data | {"draft": DRAFT, "explanation": "", "keep": "1"})
    assert taken_up(client, address("calls.open", matter))["explanation"].value() == ""
