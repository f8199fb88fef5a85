"""The lottery of the observers' seats, which anybody can repeat."""

import re
import subprocess
import sys

import pytest

from meetings import tasks
from meetings.domain import attendance, lotteries, meetings, minutes, observers
from meetings.gallery import lots
from meetings.minutes.texts import is_behind, standing
from meetings.models import Registration
from tests.world import account, person
from yishi.clock.story import now
from yishi.people.enums import Role
from yishi.refusals import Invalid, Refused

from .builders import DAY, afresh, announced, council, neighbours, on, registered, seat_of

pytestmark = [pytest.mark.writes, pytest.mark.django_db]


def test_a_draw_that_anybody_can_repeat(world, client, tmp_path):
    gallery = announced(world.own, admission="lot", seed_words="福彩3D第2026070期开奖号")
    people = neighbours(world.own, 5)
    rows = registered(gallery, people)
    assert not any(map(seat_of, rows))
    with on(DAY, 12):
        tasks.close_lists(now())
    gallery.refresh_from_db()
    secretary, recorder = world.own.people[Role.COMMUNITY_SECRETARY], gallery.meeting.recorder
    address = f"/meetings/{gallery.meeting_id}/lottery/"
    assert gallery.state == "committed" and gallery.list_hash in client.get(address).content.decode()
    codes = client.get(f"{address}codes.txt").content
    assert lots.digest(codes.decode()) == gallery.list_hash
    client.force_login(account(people[1]))
    assert "You are on the list." in client.get(gallery.meeting.page_address).content.decode(), "nobody has a turn yet"
    with on(DAY, 14):
        with pytest.raises(Refused):
            registered(gallery, [person(world.own.community, "迟到")])
        lotteries.enter_seed(gallery, by=recorder, seed="4 0 7")
        with pytest.raises(Refused):
            lotteries.confirm_seed(gallery, by=recorder, seed="4 0 7")
        with pytest.raises(Invalid):
            lotteries.confirm_seed(gallery, by=secretary, seed="407")
        observers.withdraw(afresh(rows[0]), by=people[0])
        lotteries.confirm_seed(gallery, by=secretary, seed="4 0 7")
    (file := tmp_path / "codes.txt").write_bytes(codes)
    said = subprocess.run(
        [sys.executable, "-m", "meetings.gallery.lots", str(file), "4 0 7"], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    order = [line.split("\t")[1].split()[0] for line in said[1:]]
    assert said[0] == f"list {gallery.list_hash}"
    winners = [code for code in order if code != rows[0].code][:2]
    assert set(Registration.objects.filter(seat__isnull=False).values_list("code", flat=True)) == set(winners)
    page = client.get(address).content.decode()
    assert page.rindex(order[0]) < page.rindex(order[-1]) and "邻居0" not in page and "邻居2" not in page
    for words in (f'<code class="hash">{gallery.list_hash}</code>', "list (codes.txt)",
                  "Each line holds a person’s code", "whether it has a seat now"):
        assert words in page, words
    assert "Method: order by SHA-256, version 1." in re.sub(r"<[^>]+>", "", page)
    assert f"Your code is {rows[1].code}: turn {order.index(rows[1].code) + 1}." in page


def test_seats_of_a_kind_go_to_their_kind_first():
    assert lots.shared_out(["other", "resident", "resident", "media"], ["resident", "media"]) == {1: 0, 3: 1}
    assert lots.shared_out(["other", "resident"], ["media", "resident"]) == {1: 1, 0: 0}
    assert lots.shared_out([], ["resident"]) == {}


def test_where_nobody_registered_the_page_says_that_nothing_was_drawn_and_nothing_else(world, client):
    gallery = announced(world.own, admission="lot", seed_words="福彩3D")
    address, still = f"/meetings/{gallery.meeting_id}/lottery/", ("Registration runs until", "The list is still open", "enters it")
    with on(DAY, 9):
        assert all(words in client.get(address).content.decode() for words in still)
    with on(DAY, 12):
        tasks.close_lists(now())
        page = client.get(address).content.decode()
    assert "Nobody was on the list, so nothing was drawn." in page
    assert not [words for words in (*still, "sha256sum") if words in page]


def test_of_a_meeting_that_was_called_off_nothing_is_drawn(world, client):
    gallery = announced(world.own, admission="lot", seed_words="福彩3D")
    with on(DAY, 9):
        meetings.cancel(gallery.meeting, by=world.own.people[Role.COMMUNITY_SECRETARY], reason="停电")
        page = client.get(f"/meetings/{gallery.meeting_id}/lottery/").content.decode()
    assert "The meeting was called off." in page and "Registration runs until" not in page and "still open" not in page


def test_a_seat_that_nobody_said_yes_to_is_passed_on_no_more_once_the_meeting_is_over(world):
    """The worker slept over the evening: what both signed stands, and nobody is given a seat at a meeting that was."""
    gallery, people, members = announced(world.own, seats=1), neighbours(world.own, 3), council(world.own)
    first, second, third = registered(gallery, people)
    meeting, recorder = gallery.meeting, gallery.meeting.recorder
    with on(DAY, 17):
        observers.withdraw(afresh(first), by=people[0])
    assert afresh(second).reply_by is not None
    with on(DAY, 19):
        attendance.enter_attendance(meeting, members, by=recorder)
        attendance.count_observers(meeting, by=recorder, seats=1, registered=2, on_site=1, admitted_by="first_come")
        meetings.open(meeting, by=meeting.facilitator)
    with on(DAY, 21):
        meetings.close(meeting, by=meeting.facilitator)
        minutes.sign(meeting, by=recorder)
        minutes.countersign(meeting, by=meeting.facilitator)
    with on(DAY, 22):
        assert tasks.lapse(now()) == 0
    meeting.refresh_from_db()
    assert (meeting.observers_on_site, seat_of(third), is_behind(standing(meeting))) == (1, None, False)
