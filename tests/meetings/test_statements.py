"""The transcript and its corrections; the rules of debate."""

import datetime as dt

import pytest

from meetings.domain import attendance, debate_rules, meetings, minutes, statements
from meetings.enums import Capacity, MeetingKind, Stance
from meetings.models import Statement, StatementVersion
from meetings.queries import debate_rules as rules_of_debate
from meetings.queries import transcript
from yishi.journal.domain.texts import matches
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Refused, Stale

from .builders import DAY, at, closed, on, opened, planned, with_entries

pytestmark = [pytest.mark.writes, pytest.mark.django_db]


def test_the_transcript_in_order(world, django_assert_num_queries):
    meeting, entries, members = opened(world.own)
    with on(DAY, 19, 40):
        by, chair = meeting.recorder, meeting.facilitator
        statements.state(entries[0], by=by, speaker=chair, stance=Stance.CHAIR, text="开会。")
        statements.state(entries[1], by=by, speaker=members[1], stance=Stance.FOR, stance_words="赞成B", text="便宜。",
                         at=at(DAY, 19, 16))
        statements.state(entries[1], by=by, speaker_words="7号楼楼长", stance=Stance.QUESTION, text="谁修？")
    with django_assert_num_queries(1):
        said = [
            (row.n, row.entry.n, row.speaker_id or row.speaker_words, row.stance_words) for row in transcript(meeting)
        ]
    assert said == [(1, 1, meeting.facilitator_id, ""), (2, 2, members[1].pk, "赞成B"), (3, 2, "7号楼楼长", "")]


def test_the_journal_holds_hashes_and_no_words(world):
    closed(world.own)
    event = Event.objects.get(kind="statements.stated")
    assert matches(event.payload["text"], "同意。")
    assert "同意" not in str(event.payload)


def test_a_correction_keeps_the_earlier_text(world):
    meeting, _entries = closed(world.own)
    said = meeting.statements.get()
    with on(DAY, 21):
        statements.correct(said, by=meeting.recorder, text="同意方案B。")
        with pytest.raises(Invalid):
            statements.correct(said, by=meeting.recorder, text="同意方案B。")
        with pytest.raises(Stale):
            statements.correct(said, by=meeting.recorder, text="反对。", seen_version=1)
    assert Statement.objects.get().text == "同意方案B。"
    assert list(StatementVersion.objects.values_list("n", "text")) == [(1, "同意。")]


def test_nobody_else_records(world):
    meeting, entries, members = opened(world.own)
    with on(DAY, 20):
        for by in (meeting.facilitator, members[0], world.other.people[Role.RECORDER], None):
            with pytest.raises(Forbidden):
                statements.state(entries[1], by=by, speaker=members[0], stance=Stance.FOR, text="同意。")


def test_nothing_is_said_before_the_opening(world):
    meeting = planned(world.own)
    [entry] = with_entries(meeting, "加装电梯")
    with on(DAY, 18), pytest.raises(Refused):
        statements.state(entry, by=meeting.recorder, speaker_words="邹女士", stance=Stance.FOR, text="同意。")


@pytest.mark.parametrize(("field", "fields"), [
    ("speaker_words", {"speaker_words": ""}), ("speaker_words", {"speaker_words": "邹女士（601）"}),
    ("text", {"text": " "}), ("text", {"text": "长" * 4001}), ("stance", {"stance": "loud"}),
    ("at", {"at": at(DAY, 23)}), ("at", {"at": at(DAY - dt.timedelta(days=1))}),
])
def test_statements_that_cannot_stand(world, field, fields):
    meeting, entries, _members = opened(world.own)
    good = {"speaker_words": "7号楼楼长", "stance": Stance.FOR, "text": "同意。"}
    with on(DAY, 20), pytest.raises(Invalid) as refused:
        statements.state(entries[1], by=meeting.recorder, **{**good, **fields})
    assert refused.value.field == field


def test_the_facilitator_takes_no_side(world):
    meeting, entries, members = opened(world.own)
    with on(DAY, 20):
        for speaker, stance in ((meeting.facilitator, Stance.FOR), (members[0], Stance.CHAIR)):
            with pytest.raises(Refused):
                statements.state(entries[1], by=meeting.recorder, speaker=speaker, stance=stance, text="好。")


@pytest.mark.parametrize(("kind", "heard"), [(MeetingKind.COUNCIL, False), (MeetingKind.RESIDENTS_ASSEMBLY, True)])
def test_observers_speak_at_assemblies_alone(world, kind, heard):
    meeting, entries, _members = opened(world.own, kind=kind)
    watcher = world.own.people[Role.OBSERVER]
    with on(DAY, 20):
        attendance.check_in(meeting, watcher, by=meeting.recorder, capacity=Capacity.OBSERVER)
        if heard:
            statements.state(entries[1], by=meeting.recorder, speaker=watcher, stance=Stance.QUESTION, text="问一句。")
            return
        with pytest.raises(Refused):
            statements.state(entries[1], by=meeting.recorder, speaker=watcher, stance=Stance.QUESTION, text="问一句。")


def test_a_struck_entry_is_not_spoken_to(world):
    meeting, entries, members = opened(world.own)
    with on(DAY, 20):
        meetings.strike_entry(entries[1], by=meeting.recorder, reason="改期")
        with pytest.raises(Refused):
            statements.state(entries[1], by=meeting.recorder, speaker=members[0], stance=Stance.FOR, text="好。")


def test_nothing_is_corrected_under_a_signature(world):
    meeting, _entries = closed(world.own)
    said = meeting.statements.get()
    with on(DAY, 21):
        minutes.sign(meeting, by=meeting.recorder)
        with pytest.raises(Refused):
            statements.correct(said, by=meeting.recorder, text="改了。")
        minutes.withdraw_signature(meeting, by=meeting.recorder)
        statements.correct(said, by=meeting.recorder, text="改了。")


def test_the_rules_of_debate_of_the_nearest_place(world):
    secretary, director = world.own.people[Role.COMMUNITY_SECRETARY], world.staff[Role.STREET_DIRECTOR]
    with on(DAY):
        assert rules_of_debate(world.own.community) == []
        debate_rules.adopt(world.street, ["主持人保持中立。", "先举手、后发言。"], by=director)
        debate_rules.adopt(world.own.community, ["不打断。"], by=secretary)
        debate_rules.adopt(world.own.community, ["不打断别人正当发言。"], by=secretary)
        with pytest.raises(Forbidden):
            debate_rules.adopt(world.street, ["x"], by=secretary)
        with pytest.raises(Invalid):
            debate_rules.adopt(world.own.community, [], by=secretary)
        with pytest.raises(Invalid, match="Nothing was changed"):
            debate_rules.adopt(world.own.community, ["不打断别人正当发言。"], by=secretary)
    assert rules_of_debate(world.own.community) == ["不打断别人正当发言。"]
    assert rules_of_debate(world.other.community) == ["主持人保持中立。", "先举手、后发言。"]
