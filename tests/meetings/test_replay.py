"""The evening once more: marks that lead to their words, what each side's time is counted from, a fixed cost."""

import datetime as dt
import re
from types import SimpleNamespace

import pytest

from meetings.domain import meetings, statements
from meetings.minutes.replay import spoken_of
from meetings.models import Statement
from tests.consultation.views.reading import assert_same_queries, page, queries_of, reader

from .builders import DAY, at, on, opened, planned

pytestmark = [pytest.mark.writes, pytest.mark.django_db]


def said(stance, *minute):
    return [SimpleNamespace(stance=stance, at=at(DAY, 19, n)) for n in minute]


def test_a_speech_lasts_until_the_next_thing_and_three_minutes_at_most():
    rows = said("for", 0, 10) + said("against", 2)
    sides = spoken_of(rows, [row.at for row in rows] + [at(DAY, 19, 11)], at(DAY, 19, 11))
    assert [(side.stance, side.times, str(side.minutes)) for side in sides] == [("for", 2, "3.0"), ("against", 1, "3.0")]
    assert sides[0].took == dt.timedelta(minutes=3)


def test_no_speech_lasts_longer_than_its_meeting():
    rows = said("chair", 0)
    closed_at_once, a_minute = spoken_of(rows, [rows[0].at], rows[0].at), spoken_of(rows, [rows[0].at], at(DAY, 19, 1))
    assert [str(side.minutes) for side in (*closed_at_once, *a_minute)] == ["0.0", "1.0"]


def evening(world):
    meeting, entries, members = opened(world.own)
    for entry, minute, stance in ((entries[0], 5, "chair"), (entries[1], 20, "for"), (entries[1], 23, "against")):
        with on(DAY, 19, minute):
            if entry.state == "pending":
                meetings.move_to_entry(entry, by=meeting.facilitator)
            who = meeting.facilitator if stance == "chair" else members[1]
            statements.state(entry, by=meeting.recorder, speaker=who, stance=stance, text=f"第{minute}分的话")
    return meeting, entries, members


def test_every_mark_leads_to_a_place_on_the_page(world):
    meeting, entries, _members = evening(world)
    with on(DAY, 20):
        meetings.close(meeting, by=meeting.facilitator)
        found = reader().get(f"/meetings/{meeting.pk}/replay/").content.decode()
    anchors, places = re.findall(r'href="#([\w-]+)"', found), re.findall(r'id="([\w-]+)"', found)
    assert set(anchors) <= set(places) and len(places) == len(set(places))
    assert anchors.count("said-2") == 2  # on the line of time, and by its speaker
    for words in (f'href="#entry-{entries[1].pk}"', "19:20–20:00", "say-against", "say-chair", "第23分的话"):
        assert words in found, words


def test_the_hours_of_an_evening_that_lasts_reach_the_entry_called_last(world):
    meeting, entries, members = opened(world.own)
    with on(DAY, 19, 5):
        meetings.move_to_entry(entries[0], by=meeting.facilitator)
        statements.state(entries[0], by=meeting.recorder, speaker=members[1], stance="for", text="同意")
    with on(DAY, 19, 40):
        meetings.move_to_entry(entries[1], by=meeting.facilitator)
        found = reader().get(f"/meetings/{meeting.pk}/replay/").content.decode()
    assert 'text-anchor="end">19:40<' in found and "since 19:40" in found
    assert "still going on" in found


def test_a_meeting_that_goes_on_has_no_empty_panel_for_what_is_still_to_come(world):
    meeting, entries, _members = opened(world.own)
    where = f"/meetings/{meeting.pk}/replay/"
    with on(DAY, 19, 5):
        found = reader().get(where).content.decode()
        assert 'class="lane"' not in found and 'class="hours"' not in found and 'class="empty"' not in found
        meetings.move_to_entry(entries[0], by=meeting.facilitator)
        found = reader().get(where).content.decode()
    assert found.count('class="lane"') == 1 and 'class="empty"' not in found
    with on(DAY, 20):
        meetings.close(meeting, by=meeting.facilitator)
        assert "Nothing was recorded on this entry." in page(None, where)


def test_what_was_not_held_has_nothing_to_replay(world):
    assert "has not been held" in page(None, f"/meetings/{planned(world.own).pk}/replay/")


def test_the_replay_costs_the_same_with_3_and_with_300(world):
    meeting, entries, members = evening(world)
    where = f"/meetings/{meeting.pk}/replay/"

    def grow(n):
        first = meeting.statements.count()
        Statement.objects.bulk_create([
            Statement(community=meeting.community, meeting=meeting, n=first + i + 1, at=at(DAY, 19, 30), entry=entries[1],
                      speaker=members[i % 9], stance="for", text="同意") for i in range(n)
        ])

    with on(DAY, 20):
        assert_same_queries([None, meeting.recorder], where, grow)
        assert len(queries_of(reader(), where)) <= 12
