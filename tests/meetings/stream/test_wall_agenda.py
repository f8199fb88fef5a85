"""The agenda on the wall: no title is cut; of an agenda too long for the wall stands what is around the entry that is on."""

from types import SimpleNamespace

import pytest

from meetings.domain import meetings
from meetings.stream.screen import screen_address
from meetings.stream.wall_agenda import SIZES, agenda_on_the_wall, lines_of
from tests.meetings.builders import DAY, on, opened

LONG = "宣读决议草案、旁听人员书面意见办理情况和下一次议事会的初步安排"


def agenda(titles, now):
    return [
        SimpleNamespace(title=title, place=i + 1, step="d" if i < now else "n" if i == now else "")
        for i, title in enumerate(titles)
    ]


@pytest.mark.parametrize("titles", [["宣布到会"] * 3, ["宣布到会"] * 8, [LONG] * 3, ["Budget of the year to come"] * 5])
def test_whole_titles_in_type_that_fits(titles):
    shown = agenda_on_the_wall(agenda(titles, 1))
    signs, lines = next((signs, lines) for name, signs, lines in SIZES if name == shown["size"])
    assert [row.title for row in shown["rows"]] == titles and not shown["before"] and not shown["after"]
    assert sum(lines_of(row, signs) for row in shown["rows"]) <= lines


@pytest.mark.parametrize("now", range(20))
def test_of_a_very_long_agenda_stands_what_is_around_the_entry_that_is_on(now):
    rows = agenda([LONG, "停车"] * 10, now)
    shown = agenda_on_the_wall(rows)
    _name, signs, lines = SIZES[-1]
    assert rows[now] in shown["rows"]
    assert sum(lines_of(row, signs) for row in shown["rows"]) + bool(shown["before"]) + bool(shown["after"]) <= lines
    first, last = shown["rows"][0].place, shown["rows"][-1].place
    assert shown["before"] == {1: "", 2: "1"}.get(first, f"1–{first - 1}")
    assert shown["after"] == {20: "", 19: "20"}.get(last, f"{last + 1}–20")


@pytest.mark.django_db
def test_the_wall_shortens_no_title(client, world):
    meeting, _entries, _members = opened(world.own)
    with on(DAY, 19, 5):
        meetings.add_entry(meeting, by=meeting.recorder, title=LONG)
        shown = client.get(screen_address(meeting)).content.decode().replace("<wbr>", "").replace("\u2060", "")
    assert LONG in shown or "".join(LONG.split("、")) in shown.replace("、", "")
