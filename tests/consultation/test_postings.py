"""Postings: where, how long, proved how."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from consultation.domain import outcomes
from consultation.domain.postings import days_posted, post, prove, withdraw
from consultation.enums import MatterState
from consultation.guards.publish import posted_long_enough
from consultation.models import Matter, Posting
from tests.consultation.builders_outcomes import at, matter_in, published, review
from yishi.clock import spoken
from yishi.journal.kinds import kind_of
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Refused

pytestmark = pytest.mark.writes

SINCE, UNTIL = dt.date(2026, 4, 14), dt.date(2026, 4, 29)
CHANNELS = ["平台成果公示", "小区公示栏", "单元张贴"]


@pytest.fixture
def matter(world):
    return matter_in(world.own, MatterState.PUBLISHING)


@pytest.fixture
def recorder(world):
    return world.own.people[Role.RECORDER]


def put_up(matter, by, **changes):
    fields = {"since": SINCE, "until": UNTIL, "channels": CHANNELS, **changes}
    return post(matter, fields.pop("purpose", "resolution"), by=by, **fields)


def test_posting_is_recorded_and_read_in_the_timeline(matter, recorder):
    posting = put_up(matter, recorder, words="全文张贴")
    event = Event.objects.get(kind="posting.made")
    assert event.payload["posting"] == posting.pk
    assert "全文张贴" not in str(event.payload)
    assert "小区公示栏" in kind_of(event).sentence(event)


def test_fifteen_days_are_counted_from_the_day_after(matter, recorder):
    posting = put_up(matter, recorder)
    counted = [days_posted(posting, SINCE + dt.timedelta(days=n)) for n in (-1, 0, 1, 14, 15, 40)]
    assert counted == [0, 0, 1, 14, 15, 15]


def test_resolution_hangs_fifteen_days_exactly(matter, recorder):
    with pytest.raises(Invalid, match=" 29 ") as refusal:
        put_up(matter, recorder, until=dt.date(2026, 4, 28))
    assert refusal.value.field == "until"
    assert put_up(matter, recorder, until=UNTIL).pk
    assert put_up(matter, recorder, purpose="meeting", until=dt.date(2026, 4, 19)).pk


@pytest.mark.parametrize(("change", "field"), [
    ({"channels": []}, "channels"), ({"channels": ["  "]}, "channels"), ({"channels": ["长" * 61]}, "channels"),
    ({"until": dt.date(2026, 4, 13)}, "until"), ({"purpose": "gossip"}, "purpose"),
])
def test_bad_postings_are_refused_by_field(matter, recorder, change, field):
    with pytest.raises(Invalid) as refusal:
        put_up(matter, recorder, **change)
    assert refusal.value.field == field
    assert not Posting.objects.exists()


def test_the_database_is_the_last_wall(matter, recorder):
    fields = {"community": matter.community, "matter": matter, "purpose": "agenda", "posted_by": recorder}
    for changes in ({"channels": []}, {"until": SINCE - dt.timedelta(days=1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Posting.objects.create(**{**fields, "since": SINCE, "until": UNTIL, "channels": CHANNELS, **changes})


def test_who_may_post(matter, world):
    for role, allowed in ((Role.COMMUNITY_SECRETARY, True), (Role.RESIDENT, False), (Role.OBSERVER, False)):
        if allowed:
            put_up(matter, world.own.people[role])
        else:
            with pytest.raises(Forbidden):
                put_up(matter, world.own.people[role])
    with pytest.raises(Forbidden):
        put_up(matter, world.other.people[Role.RECORDER])


def test_nothing_is_posted_about_an_ended_matter(world, recorder):
    with pytest.raises(Refused):
        put_up(matter_in(world.own, MatterState.DECLINED), recorder)


def test_proof_names_a_channel_and_a_day_of_the_posting(matter, recorder):
    posting = put_up(matter, recorder)
    with at("2026-04-20"):
        proof = prove(posting, by=recorder, channel="小区公示栏", on=dt.date(2026, 4, 15), caption="公示栏照片")
        event = Event.objects.get(kind="posting.proved")
        assert event.payload["proof"] == proof.pk
        assert "公示栏照片" in kind_of(event).sentence(event)
        for change, field in (
            ({"channel": "报纸"}, "channel"), ({"on": dt.date(2026, 4, 13)}, "on"),
            ({"on": dt.date(2026, 4, 21)}, "on"), ({"caption": " "}, "caption"),
        ):
            fields = {"channel": "小区公示栏", "on": dt.date(2026, 4, 15), "caption": "照片", **change}
            with pytest.raises(Invalid) as refusal:
                prove(posting, by=recorder, **fields)
            assert refusal.value.field == field


def test_mistaken_posting_is_withdrawn_and_kept(matter, recorder):
    posting = put_up(matter, recorder)
    withdraw(posting, by=recorder, reason="日期录错")
    assert not Posting.objects.standing("resolution").exists()
    assert Posting.objects.get().withdrawn_because == "日期录错"
    assert "日期录错" in kind_of(Event.objects.get(kind="posting.withdrawn")).sentence(Event.objects.last())
    with pytest.raises(Refused):
        withdraw(posting, by=recorder, reason="再来一次")
    with at("2026-04-20"), pytest.raises(Refused):
        prove(posting, by=recorder, channel="小区公示栏", on=dt.date(2026, 4, 15), caption="照片")


def test_the_day_on_which_its_days_are_full_is_that_of_the_corrected_versions_own_posting(world, recorder):
    first, secretary = published(world.own), world.own.people[Role.COMMUNITY_SECRETARY]
    since = UNTIL + dt.timedelta(2)
    with at(UNTIL):
        second = outcomes.correct(first, by=secretary, reason="面积有误")
        posting = put_up(first.matter, recorder, since=since, until=since + dt.timedelta(15))
        review(second)
        outcomes.publish(second, by=secretary)
        (check,) = posted_long_enough(first.matter)
        assert str(spoken.day(since + dt.timedelta(15))) in str(check.label) and check.act == ""
        withdraw(posting, by=recorder, reason="贴错了")
        (check,) = posted_long_enough(Matter.objects.get(pk=first.matter_id))
        assert "the last one is" not in str(check.label) and check.act == "postings.post"
