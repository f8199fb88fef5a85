"""A hearing: papers and participants out seven days before, how each was chosen, the record signed."""

import datetime as dt

import pytest
from django.db import transaction
from django.test import Client

from consultation.desk.forms import form_of
from consultation.domain import attachments, hearings
from consultation.models import Hearing, HearingParticipant
from consultation.transitions import TABLE
from meetings.domain import meetings
from tests.consultation.builders_agenda import CHANNELS, on
from tests.consultation.builders_calls import OPENED, prepared
from tests.consultation.views.reading import page
from tests.meetings.builders import DAY, at, planned
from yishi.journal.kinds import kind_of
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.refusals import Invalid, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.writes]


@pytest.fixture
def side(world):
    return world.own


@pytest.fixture
def clerk(side):
    return side.people[Role.RECORDER]


def named(hearing, clerk, person=None, **fields):
    fields = {"chosen": "drawn", "how": "2月25日公开抽签", "person": person, **fields}
    with on(OPENED):
        return hearings.name_participant(hearing, by=clerk, **fields)


def with_papers(hearing, clerk):
    with on(OPENED):
        attachments.attach(hearing.matter, by=clerk, title="听证草案")


def publish(hearing, clerk, day=OPENED):
    with on(day):
        hearings.publish(hearing, by=clerk, channels=CHANNELS)


def test_it_is_published_with_papers_and_participants_seven_days_before(world, side, clerk):
    hearing = prepared(world)
    with pytest.raises(Refused) as refusal:
        publish(hearing, clerk)
    assert {check.code for check in refusal.value.missing} == {"hearing_papers", "participants"}
    named(hearing, clerk, side.people[Role.RESIDENT])
    with_papers(hearing, clerk)
    with pytest.raises(Refused) as refusal:
        publish(hearing, clerk, DAY - dt.timedelta(6))
    assert [check.code for check in refusal.value.missing] == ["hearing_in_time"]
    assert refusal.value.missing[0].act == "meetings.reschedule"
    publish(hearing, clerk, DAY - dt.timedelta(7))
    with on(DAY - dt.timedelta(7)):
        page = Client().get(hearing.matter.get_absolute_url()).content.decode()
        data = Client().get(f"/open-data/matters/{hearing.matter.code}.json").json()["hearings"]
    assert "2月25日公开抽签" in page and "drawn by lot" in page
    assert data[0]["participants"][0]["chosen"] == "drawn"


def test_a_meeting_moved_nearer_is_too_early(world, side, clerk):
    hearing = prepared(world)
    named(hearing, clerk, side.people[Role.RESIDENT])
    with_papers(hearing, clerk)
    publish(hearing, clerk, DAY - dt.timedelta(8))
    meeting = hearing.sitting.entry.meeting
    missing = checks(hearing.matter, "deliberation.enter", "hearing_published")
    assert [check.done for check in missing] == [True]
    with on(DAY - dt.timedelta(8)):
        meetings.reschedule(meeting, by=side.people[Role.COMMUNITY_SECRETARY], starts_at=at(DAY - dt.timedelta(2)), reason="提前")
    assert [check.done for check in checks(hearing.matter, "deliberation.enter", "hearing_published")] == [False]


def checks(matter, act, code):
    return [check for check in TABLE[act].checklist(matter) if check.code.startswith(code)]


def test_the_record_is_signed_by_those_who_took_part_or_says_why_not(world, side, clerk):
    hearing = prepared(world)
    resident = side.people[Role.RESIDENT]
    first, second = named(hearing, clerk, resident), named(hearing, clerk, words="王专家", chosen="expert")
    third = named(hearing, clerk, words="李代表", chosen="nominated")
    with_papers(hearing, clerk)
    with on(OPENED):
        hearings.strike_participant(third, by=clerk, reason="调离")
    publish(hearing, clerk)
    with on(OPENED), pytest.raises(Refused):
        hearings.sign(first, by=resident)
    assert [check.done for check in checks(hearing.matter, "outcomes.draft", "hearing_signed")] == [False]
    with on(DAY, 21):
        hearings.sign(first, by=resident)
        hearings.excuse(second, by=clerk, reason="因病缺席")
    assert [check.done for check in checks(hearing.matter, "outcomes.draft", "hearing_signed")] == [True]
    assert all(kind_of(event).read(event) for event in Event.objects.all())


def test_who_takes_part_is_named_while_the_hearing_is_to_come(world, side, clerk):
    hearing = prepared(world)
    named(hearing, clerk, side.people[Role.RESIDENT])
    with_papers(hearing, clerk)
    publish(hearing, clerk)
    address = hearing.matter.get_absolute_url()
    with on(OPENED):
        assert "Name who takes part" in page(clerk, address)
    with on(DAY):
        meetings.cancel(hearing.sitting.entry.meeting, by=side.people[Role.COMMUNITY_SECRETARY], reason="暴雨")
        hearing = Hearing.objects.get()
        assert "Name who takes part" not in page(clerk, address)
        with pytest.raises(Refused, match="while the hearing is to come"):
            hearings.name_participant(hearing, by=clerk, chosen="expert", how="推荐", words="王专家")


def test_of_a_hearing_called_off_nothing_is_published_and_nobody_signs(world, side, clerk):
    hearing = prepared(world)
    first, second = named(hearing, clerk, side.people[Role.RESIDENT]), named(hearing, clerk, words="王专家", chosen="expert")
    with_papers(hearing, clerk)
    with on(OPENED), transaction.atomic():
        meetings.cancel(hearing.sitting.entry.meeting, by=side.people[Role.COMMUNITY_SECRETARY], reason="暴雨")
        with pytest.raises(Refused, match="called off"):
            publish(Hearing.objects.get(), clerk)
        transaction.set_rollback(True)
    publish(Hearing.objects.get(), clerk)
    with on(OPENED):
        meetings.cancel(Hearing.objects.get().sitting.entry.meeting, by=side.people[Role.COMMUNITY_SECRETARY], reason="暴雨")
    with on(DAY, 21):
        with pytest.raises(Refused, match="called off"):
            hearings.sign(HearingParticipant.objects.get(pk=first.pk), by=side.people[Role.RESIDENT])
        with pytest.raises(Refused, match="called off"):
            hearings.excuse(HearingParticipant.objects.get(pk=second.pk), by=clerk, reason="因病缺席")


def test_input_that_cannot_stand(world, side, clerk):
    hearing = prepared(world)
    for field, fields in (("words", {}), ("how", {"words": "张三", "how": " "}), ("chosen", {"words": "张", "chosen": "x"})):
        with pytest.raises(Invalid) as refusal:
            named(hearing, clerk, **fields)
        assert refusal.value.field == field
    named(hearing, clerk, side.people[Role.RESIDENT])
    with pytest.raises(Refused, match="on the list"):
        named(hearing, clerk, side.people[Role.RESIDENT])
    with on(OPENED):
        hearings.drop(hearing, by=clerk, reason="另行安排")
    with pytest.raises(Refused):
        publish(hearing, clerk)
    assert checks(hearing.matter, "deliberation.enter", "hearing_published") == []


def test_a_dropped_hearing_is_prepared_again_on_the_same_agenda(world, clerk):
    hearing = prepared(world)
    with on(OPENED):
        hearings.drop(hearing, by=clerk, reason="弄错了")
        form = form_of("hearings.prepare")(thing=hearing.matter, actor=clerk)
        assert list(form.fields["sitting"].queryset) == [hearing.sitting]
        again = hearings.prepare(hearing.matter, by=clerk, sitting=hearing.sitting, subject="夜间噪声")
        assert (again.pk, again.state, again.subject, again.dropped_because) == (hearing.pk, "draft", "夜间噪声", "")
        with pytest.raises(Refused, match="already"):
            hearings.prepare(hearing.matter, by=clerk, sitting=hearing.sitting, subject="夜间噪声")


def test_only_a_meeting_of_its_kind_is_a_hearing(world, side, clerk):
    hearing = prepared(world)
    other = planned(side, place_words="别处")
    with on(OPENED):
        from_other = hearing.sitting
        from_other.entry.meeting = other
        with pytest.raises(Refused, match="kind"):
            hearings.prepare(hearing.matter, by=clerk, sitting=from_other, subject="广场噪声")
