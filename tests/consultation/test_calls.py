"""The public call for opinions: thirty days or a reason, every opinion answered, the table published."""

import datetime as dt
import json

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from consultation.domain import calls, postings, research
from consultation.enums import MatterState
from consultation.guards import collect as guards
from consultation.models import CallOpinion, Posting, PublicCall
from consultation.pages.matter import jumps
from tests.consultation.builders_agenda import CHANNELS, bare, on
from tests.consultation.builders_calls import DRAFT, LAST, OPENED, called, said
from tests.consultation.builders_collect import neighbours
from tests.consultation.desk.asking import done, drawn, refused, signed_in
from yishi.journal.kinds import kind_of
from yishi.journal.models import Event
from yishi.journal.queries import timeline
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Refused, Stale

pytestmark = [pytest.mark.django_db, pytest.mark.writes]
AFTER = LAST + dt.timedelta(1)


@pytest.fixture
def side(world):
    return world.own


@pytest.fixture
def secretary(side):
    return side.people[Role.COMMUNITY_SECRETARY]


def page(matter, person=None):
    client = signed_in(person) if person else Client()
    answer = client.get(matter.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_call_runs_thirty_days_and_is_posted(side):
    call = called(side)
    assert (call.since, call.until, call.days, call.short_reason) == (OPENED, LAST, 30, "")
    posting = Posting.objects.get()
    assert (posting.purpose, posting.since, posting.until) == ("call", OPENED, LAST)
    with on(OPENED):
        shown = page(call.matter)
    assert DRAFT in shown and "Give your opinion</a>" not in shown


def test_what_leads_to_the_parts_of_a_page_has_their_order():
    """Whoever is asked finds the call behind the step in which the matter is, in the page as in what leads to its parts."""
    there = {"owe", "step-2", "step-3", "step-4", "call", "hearing"}
    asked = [name for name, _label in jumps({"at": 3, "asking": True, "there": there})]
    assert asked == ["owe", "step-3", "call", "hearing", "step-4", "step-2"]
    over = [name for name, _label in jumps({"at": 4, "asking": False, "there": there})]
    assert over == ["owe", "step-4", "call", "hearing", "step-3", "step-2"]


def test_less_than_thirty_days_needs_a_reason_that_is_published(side):
    with pytest.raises(Invalid) as refusal:
        called(side, days=10)
    assert refusal.value.field == "short_reason" and not PublicCall.objects.exists()
    call = called(side, days=10, short_reason="汛期将至", matter=side_matter(side))
    with on(OPENED):
        assert "汛期将至" in page(call.matter)
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicCall.objects.filter(pk=call.pk).update(short_reason="")


def side_matter(side):
    return bare(side, MatterState.SURVEYING, code="HA-2026-09")


def test_a_matter_has_one_call_and_it_may_run_longer(side, secretary):
    call = called(side)
    with pytest.raises(Refused):
        called(side, matter=call.matter)
    with on(OPENED):
        with pytest.raises(Invalid):
            calls.extend(call, by=secretary, until=LAST)
        calls.extend(call, by=secretary, until=LAST + dt.timedelta(10))
    call.refresh_from_db()
    assert (call.days, Posting.objects.get().until) == (40, LAST + dt.timedelta(10))


def test_everybody_gives_an_opinion_within_the_call_and_takes_it_back(side, secretary):
    call = called(side)
    mine = said(call, side, "改为九时。")
    paper = said(call, side, "不同意。", by=secretary, words="匿名来信", channel="paper")
    assert [mine.n, paper.n] == [1, 2]
    with on(OPENED), pytest.raises(Forbidden):
        calls.take_back(mine, by=secretary)
    with on(OPENED):
        calls.take_back(mine, by=side.people[Role.RESIDENT])
    with pytest.raises(Refused, match=r"ended|截止"):
        said(call, side, day=AFTER)
    with on(AFTER), pytest.raises(Invalid):
        calls.say(call, by=secretary, text="不同意。", words="来访", raised_on=OPENED - dt.timedelta(1))
    late = calls_by_paper(call, secretary)
    assert (late.raised_on, late.n) == (LAST, 3)


def calls_by_paper(call, clerk):
    """Enter on the day after the call a letter that came on its last day."""
    with on(AFTER):
        return calls.say(call, by=clerk, text="来信收悉。", words="来信", channel="paper", raised_on=LAST)


def test_it_is_not_closed_with_an_opinion_unanswered_nor_before_its_day(side, secretary):
    call = called(side)
    first, second, third = (said(call, side, text, by=who) for text, who in zip(
        ["同意。", "很同意。", "不同意。"], neighbours(side, 3), strict=True))
    with on(LAST), pytest.raises(Refused):
        calls.close(call, by=secretary)
    with on(AFTER):
        with pytest.raises(Refused, match="3"):
            calls.close(call, by=secretary)
        calls.answer(first, by=secretary, verdict="adopted", reason="写入草案。", others=[second])
        with pytest.raises(Invalid) as refusal:
            calls.answer(third, by=secretary, verdict="maybe", reason="。")
        assert refusal.value.field == "verdict"
        with pytest.raises(Invalid):
            calls.answer(third, by=secretary, verdict="not", reason=" ")
        calls.answer(third, by=secretary, verdict="not", reason="影响他人休息。")
        calls.correct_answer(first, by=secretary, verdict="partly", reason="部分写入。")
        calls.close(call, by=secretary)
        with pytest.raises(Refused):
            calls.correct_answer(first, by=secretary, verdict="not", reason="改。")
    assert set(CallOpinion.objects.values_list("n", "verdict", "same_as")) == {
        (1, "partly", None), (2, "partly", first.pk), (3, "not", None)
    }
    event = Event.objects.get(kind="call.closed")
    assert (event.payload["opinions"], event.payload["partly"], event.payload["not"]) == (3, 2, 1)
    assert all(kind_of(each).read(each) for each in Event.objects.all())
    told = [kind_of(each).told(each).count() for each in Event.objects.filter(kind="call.opinion_answered")]
    assert told == [2, 1]


def test_of_two_equal_opinions_one_taken_back_nothing_is_answered(side, secretary):
    call = called(side)
    first, second = said(call, side), said(call, side, "也同意。")
    stale = CallOpinion.objects.get(pk=second.pk)
    with on(OPENED):
        calls.take_back(second, by=side.people[Role.RESIDENT])
        with pytest.raises(Stale):
            calls.answer(first, by=secretary, verdict="adopted", reason="写入。", others=[stale])
    first.refresh_from_db()
    assert first.state == "open"


def test_the_table_is_published_when_it_is_closed_and_names_stay_out_where_asked(side, secretary):
    resident = side.people[Role.RESIDENT]
    call = called(side)
    mine = said(call, side, "请改为九时", nameless=True)
    matter = call.matter
    given = [[event["actor"] for event in timeline(matter.stream_name, viewer) if event.get("kind") == "call.opinion_given"]
             for viewer in (None, resident, secretary)]
    assert [bool(actor) for actor, in given] == [False, True, True], "who gave it is said to themselves and the office"
    with on(OPENED):
        assert "请改为九时" not in page(matter) and "请改为九时" in page(matter, resident)
        assert "请改为九时" in page(matter, secretary)
        calls.answer(mine, by=secretary, verdict="partly", reason="改为九时半")
        assert "改为九时半" not in page(matter)
    with on(AFTER):
        calls.close(call, by=secretary)
        shown = page(matter)
        found = json.loads(Client().get(f"/open-data/matters/{matter.code}.json").content)["call"]
    assert "请改为九时" in shown and "改为九时半" in shown and "name not shown" in shown
    assert found["answers"][0]["opinions"][0] | {"by": ""} == {
        "n": 1, "by": "", "raised_on": str(OPENED), "channel": "online", "text": "请改为九时"}
    assert found["answers"][0]["verdict"] == "partly"


def test_the_report_of_the_inquiry_waits_for_the_call(side):
    call = called(side)
    label = [check for check in research.TABLE["research.publish"].checklist(call.matter) if check.code == "call_closed"]
    assert [check.done for check in label] == [False] and label[0].act == "calls.close"


def test_an_open_call_begins_with_its_draft_and_other_matters_wait_for_their_research(side):
    with pytest.raises(Refused, match="research"):
        called(side, matter=bare(side, MatterState.COLLECTING, code="HA-2026-07"))
    matter = bare(side, MatterState.COLLECTING, code="HA-2026-08", procedure="open_call")
    call = called(side, matter=matter)
    collected = [check for check in research.TABLE["matters.begin_study"].checklist(matter) if check.code == "collected"]
    assert not collected[0].done
    resident = side.people[Role.RESIDENT]
    with on(OPENED):
        assert "Drafts on which you may give your opinion" in signed_in(resident).get("/my/").content.decode()
    said(call, side)
    assert guards.something_collected(matter)[0].done
    with on(OPENED):
        assert "Drafts on which you may give" not in signed_in(resident).get("/my/").content.decode()


def test_a_call_is_posted_by_its_own_act_alone(side, secretary):
    with on(OPENED), pytest.raises(Invalid) as refusal:
        postings.post(side_matter(side), "call", by=secretary, since=OPENED, until=LAST, channels=CHANNELS)
    assert refusal.value.field == "purpose"


def test_the_forms_walk_the_whole_way(side, secretary):
    matter, resident = side_matter(side), side.people[Role.RESIDENT]
    recorder = side.people[Role.RECORDER]
    with on(OPENED):
        refused(recorder, "calls.open", matter, 422, draft=DRAFT, explanation="为何", days=7, channels="平台")
        done(recorder, "calls.open", matter, draft=DRAFT, explanation="为何", channels="平台")
        call = PublicCall.objects.get()
        _client, form = drawn(resident, "calls.say", call)
        assert "channel" not in form and "words" not in form
        what_waits = [signed_in(person).get(f"/acts/calls.say/{call.pk}/").content.decode().count("Still needed for")
                      for person in (resident, recorder)]
        assert what_waits[0] == 0 < what_waits[1], "what an act waits for is for those in office"
        done(resident, "calls.say", call, text="改为九时", nameless="on")
        done(recorder, "calls.say", call, text="反对", words="来访老人", channel="visit")
        first, second = CallOpinion.objects.all()
        assert DRAFT in signed_in(secretary).get(f"/acts/calls.answer/{first.pk}/").content.decode(), "what the opinion is about"
        done(secretary, "calls.answer", first, verdict="not", reason="另行研究", others=[second.pk])
    with on(AFTER):
        done(secretary, "calls.close", call)
    assert call.state == "closed"
