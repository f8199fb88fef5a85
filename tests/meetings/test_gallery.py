"""Seats for observers: first come, the waiting list, the door."""

import datetime as dt

import pytest

from meetings import tasks
from meetings.domain import attendance, meetings, observers
from meetings.enums import MeetingKind
from meetings.gallery.door import door_code
from meetings.models import Gallery, Registration
from meetings.papers import poster
from meetings.papers.asking import poster_of
from meetings.queries import members_of
from tests.world import account, person
from yishi.clock.story import now
from yishi.journal.kinds import kind_of
from yishi.journal.models import Event
from yishi.people.duties import duties_of, followed_by
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Refused

from .builders import CALLED, DAY, afresh, announced, at, council, neighbours, on, planned, registered, seat_of

pytestmark = [pytest.mark.writes, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"


def said(gallery):
    """Return the sentences of the gallery as they stand in the notices of those whom they concern."""
    events = Event.objects.filter(stream__name=gallery.stream_name).order_by("seq")
    return [kind_of(event).read(event) for event in events if event.kind in ("observers.promoted", "observers.lapsed")]


def heard(gallery, kind):
    """Return the sentence of the only event ``kind`` of the gallery."""
    event = Event.objects.get(stream__name=gallery.stream_name, kind=kind)
    return kind_of(event).read(event)


def watched_by(who):
    """Return where the registrations of ``who`` stand, as their own page says it."""
    watched = next(owed for duty, owed in followed_by(who) if duty.code == "watching")
    return [str(each.story).partition(" · ")[2] for each in watched]


def test_first_come_first_served_and_the_others_wait_and_move_up(world):
    gallery, people = announced(world.own), neighbours(world.own, 4)
    first, second, third, fourth = registered(gallery, people)
    assert [seat_of(row) for row in (first, second, third, fourth)] == [1, 2, None, None]
    with on(CALLED, 12):
        observers.withdraw(afresh(first), by=people[0])
        promoted = afresh(third)
        assert seat_of(third) == 1 and promoted.reply_by == now() + dt.timedelta(hours=24)
        assert [duty.code for duty, _owed in duties_of(people[2])] == ["seats"]
        assert [watched_by(who) for who in people] == [
            [], ["Seat 2 is yours."], ["Seat 1 is kept for you until Tue 3 March 12:00."], ["You are on the list."],
        ]
        assert tasks.lapse(now()) == 0
    with on(CALLED + dt.timedelta(2)):
        with pytest.raises(Refused):
            observers.confirm(afresh(third), by=people[2])
        assert tasks.lapse(now()) == 1
        assert said(gallery)[-2:] == [
            "No yes came in time; the seat went to the next in line.",
            "Seat 1 became free for the next in line: say yes by Thu 5 March 10:00 on the page of the meeting, or it goes on.",
        ]
        assert (seat_of(third), seat_of(fourth)) == (None, 1), "who did not say yes in time makes room for the next"
        observers.confirm(afresh(fourth), by=people[3])
        assert afresh(fourth).reply_by is None
    meeting = gallery.meeting
    meeting.refresh_from_db()
    assert (meeting.observers_registered, meeting.observers_admitted_by) == (2, "first_come")


def test_the_page_offers_what_there_is_to_do(world, client):
    gallery, people = announced(world.own, seats=1), neighbours(world.own, 2)
    first, second = registered(gallery, people)
    eyes = {who: account(who) for who in (gallery.meeting.recorder, people[1])}

    def offers(who, code):
        client.force_login(eyes[who])
        return f"/acts/{code}/{gallery.pk}/" in client.get(gallery.meeting.page_address).content.decode()

    with on(CALLED, 12):
        assert not offers(gallery.meeting.recorder, "observers.confirm"), "nobody is asked for a yes"
        observers.withdraw(afresh(first), by=people[0])
        assert offers(gallery.meeting.recorder, "observers.confirm") and not offers(people[1], "observers.register")
    with on(CALLED + dt.timedelta(2)):
        tasks.lapse(now())
        assert not offers(gallery.meeting.recorder, "observers.confirm") and afresh(second).state == "lapsed"
        assert offers(people[1], "observers.register"), "whoever was too late may take a place at the end of the line"


def test_who_may_register_and_how(world):
    gallery, (neighbour, other) = announced(world.own), neighbours(world.own, 2)
    member = council(world.own, 2)[1]
    child = person(world.own.community, "小孩", born=dt.date(2012, 1, 1))
    recorder = gallery.meeting.recorder
    with on(CALLED, 11):
        with pytest.raises(Forbidden):
            observers.register(gallery, by=neighbour, person=other)
        row = observers.register(gallery, by=recorder, person=other)
        assert (row.entered_by, row.kind) == (recorder, "resident")
        for who, more in ((other, {}), (member, {}), (child, {})):
            with pytest.raises(Refused):
                observers.register(gallery, by=recorder, person=who, **more)
        assert observers.register(gallery, by=recorder, person=child, online=True).place is None, "online is unlimited"
    with on(DAY, 13), pytest.raises(Refused):
        observers.register(gallery, by=neighbour)
    with pytest.raises(Refused):
        announced(world.own, gallery.meeting)
    with pytest.raises(Invalid):
        announced(world.own, planned(world.own, place_words="二楼"), admission="lot")
    with pytest.raises(Refused):
        announced(world.own, planned(world.own, kind=MeetingKind.WELFARE_REVIEW, entitled=0, place_words="三楼"))


def test_kept_seats_go_to_journalists_with_their_badge_then_to_whoever_waits(world, client):
    gallery, people = announced(world.own, seats=3, media_seats=2), neighbours(world.own, 2)
    first, second = registered(gallery, people)
    assert (seat_of(first), seat_of(second)) == (1, None), "the others are kept for journalists"
    journalist, recorder = world.own.people[Role.MEDIA], gallery.meeting.recorder
    (press,) = registered(gallery, [journalist])
    with on(DAY, 12):
        assert tasks.close_lists(now()) == 1 and tasks.close_lists(now()) == 0
    assert (seat_of(press), seat_of(second)) == (2, 3)
    with on(DAY, 18, 40):
        client.force_login(account(journalist))
        assert "badge media" in client.get(gallery.meeting.page_address).content.decode(), "on the pass"
        client.force_login(account(recorder))
        page = client.get(gallery.meeting.page_address).content.decode()
        assert (page.count("badge media"), page.count("badge resident")) == (1, 2), "at the door"
        let_in = client.post(f"/acts/observers.check_in/{gallery.pk}/", {"code": door_code(press)}, follow=True)
        assert "hand out the badge “Media”" in let_in.content.decode()


def test_nominated_by_hand(world):
    gallery, (one,) = announced(world.own, admission="nomination"), neighbours(world.own, 1)
    (row,) = registered(gallery, [one])
    assert seat_of(row) is None
    with on(CALLED, 12), pytest.raises(Forbidden):
        observers.admit(row, by=one)
    with on(CALLED, 12):
        observers.admit(afresh(row), by=gallery.meeting.recorder)
    assert seat_of(row) == 1


def test_the_door_lets_in_by_code_and_releases_the_seats_of_the_absent(world):
    gallery = announced(world.own)
    first, second, third, _fourth = registered(gallery, neighbours(world.own, 4))
    with on(DAY, 12):
        tasks.close_lists(now())
    gallery, meeting = Gallery.objects.select_related("meeting", "community").get(pk=gallery.pk), gallery.meeting
    recorder = meeting.recorder
    with on(DAY, 18, 50):
        observers.check_in(gallery, by=recorder, code=door_code(first).lower())
        for wrong in (door_code(first), door_code(third), f"{first.pk}-AAAAAAAA", first.code, "²-x", ""):
            with pytest.raises(Refused):
                observers.check_in(gallery, by=recorder, code=wrong)
        with pytest.raises(Refused):
            observers.release(gallery, by=recorder)
    council(world.own)
    with on(DAY, 19):
        attendance.enter_attendance(meeting, list(members_of(meeting)), by=recorder)
        meetings.open(meeting, by=meeting.facilitator)
        assert tasks.release(now()) == 0, "ten minutes of grace"
    with on(DAY, 19, 11):
        assert tasks.release(now()) == 1 and afresh(second).state == "absent"
        assert heard(gallery, "observers.released") == "One seat of an observer who did not come was released."
        gallery.refresh_from_db()
        observers.check_in(gallery, by=recorder, code=door_code(third))
        with pytest.raises(Refused):
            observers.check_in(gallery, by=recorder, code=door_code(second))
    meeting.refresh_from_db()
    assert (meeting.observers_on_site, seat_of(third)) == (2, 2)


def test_where_nobody_stayed_away_no_figure_is_told(world):
    gallery = announced(world.own)
    council(world.own)
    with on(DAY, 12):
        tasks.close_lists(now())
    gallery = Gallery.objects.select_related("meeting", "community").get(pk=gallery.pk)
    with on(DAY, 19, 11):
        attendance.enter_attendance(gallery.meeting, list(members_of(gallery.meeting)), by=gallery.meeting.recorder)
        meetings.open(gallery.meeting, by=gallery.meeting.facilitator)
        with pytest.raises(Refused):
            observers.release(gallery, by=gallery.meeting.recorder)
        assert tasks.release(now()) == 1
    assert heard(gallery, "observers.released") == "No seat of an observer had to be released."


def test_the_page_shows_one_s_own_seat_and_nobody_else_s(world, client):
    gallery, (one, two) = announced(world.own), neighbours(world.own, 2)
    row, _other = registered(gallery, [one, two])
    page = gallery.meeting.page_address
    with on(CALLED, 12):
        anybody = client.get(page).content.decode()
        assert "seats, all taken" in anybody and "邻居" not in anybody and door_code(row) not in anybody
        client.force_login(account(one))
        mine = client.get(page).content.decode()
        assert "Seat 1 is yours." in mine and door_code(row) in mine and "邻居1" not in mine
        client.force_login(account(gallery.meeting.recorder))
        assert "邻居1" in client.get(page).content.decode()


def test_on_the_day_whoever_waits_or_came_late_has_a_code_for_the_door(world, client):
    gallery, (one, two) = announced(world.own, seats=1), neighbours(world.own, 2)
    late, waits = registered(gallery, [one, two])
    with on(DAY, 12):
        tasks.close_lists(now())
    accounts = {late: account(one), waits: account(two)}
    at_the_door = "whoever is at the door is let in"
    for row, state, moment, tries in (
        (waits, "standing", (DAY - dt.timedelta(1), 19), False), (waits, "standing", (DAY, 18, 50), True),
        (late, "standing", (DAY, 18, 50), False), (late, "absent", (DAY, 19, 11), True), (late, "lapsed", (DAY, 19, 11), False),
    ):
        Registration.objects.filter(pk=row.pk).update(state=state)
        client.force_login(accounts[row])
        with on(*moment):
            page = client.get(gallery.meeting.page_address).content.decode()
        assert (at_the_door in page) is tries, (state, moment)
        assert (door_code(row) in page) is (tries or (row == late and state == "standing")), (state, moment)


def test_a_meeting_that_is_off_or_over_promises_no_seat_and_offers_nothing(world, client):
    gallery, (one, two) = announced(world.own, seats=1), neighbours(world.own, 2)
    rows, meeting = registered(gallery, [one, two]), gallery.meeting
    accounts = [account(one), account(two), None]
    for state, closed in (("cancelled", None), ("closed", at(DAY, 21))):
        type(meeting).objects.filter(pk=meeting.pk).update(state=state, closed_at=closed)
        for who in accounts:
            client.logout()
            if who:
                client.force_login(who)
            with on(DAY, 21, 30):
                page = client.get(meeting.page_address).content.decode()
            assert "Come and watch" not in page and "poster.pdf" not in page
            assert ('id="observers"' in page) is (state == "closed")
            assert not any(word in page for word in ("/acts/observers.", "You wait", *map(door_code, rows))), (state, who)


def test_forms_walk_from_registering_to_the_door_and_keep_to_one_s_own(world, client):
    gallery, (one, two) = announced(world.own), neighbours(world.own, 2)
    (other,) = registered(gallery, [two])
    client.force_login(account(one))
    with on(CALLED, 12):
        form = client.get(f"/acts/observers.register/{gallery.pk}/")
        assert "person" not in form.context["form"].fields
        assert client.post(f"/acts/observers.register/{gallery.pk}/", {"online": ""}).status_code == 302
        own = Registration.objects.get(person=one)
        wrong = client.post(f"/acts/observers.withdraw/{gallery.pk}/", {"registration": other.pk})
        assert wrong.status_code == 422 and afresh(other).state == "standing"
        assert client.post(f"/acts/observers.withdraw/{gallery.pk}/", {"registration": own.pk}).status_code == 302
        assert afresh(own).state == "withdrawn"


def test_the_poster_says_how_the_seats_are_given_and_until_when(world):
    gallery = announced(world.own, admission="lot", seed_words="福彩3D", closes_at=at(DAY, 12))
    text = poster.write(poster_of(gallery.meeting)).html
    assert "By lot among all who register" in text and "12:00; then the list is closed" in text


def test_before_the_draw_nobody_is_without_a_seat_yet(world, client):
    gallery = announced(world.own, admission="lot", seed_words="福彩3D", closes_at=at(DAY, 12))
    with on(CALLED, 11):
        observers.register(gallery, by=neighbours(world.own, 1)[0])
        page = client.get(gallery.meeting.page_address).content.decode()
    assert "<dt>On the list</dt><dd>1 person</dd>" in page and "without a seat" not in page


def test_the_button_is_shown_to_whom_it_opens_and_others_are_told_why_not(world, client):
    gallery, member = announced(world.own), council(world.own, 2)[1]
    button = 'class="btn main" href="/acts/observers.register/'
    stranger, seated = "Whoever is not of", "Members of the meeting have a seat at the table"
    with on(CALLED, 11):
        own, other = world.own.people[Role.RESIDENT], world.other.people[Role.RESIDENT]
        for who, why in ((None, ""), (own, ""), (other, stranger), (member, seated)):
            if who:
                client.force_login(account(who))
            text = client.get(gallery.meeting.page_address).content.decode()
            assert (button in text) != bool(why) and "register at the community office" in text, who
            assert [each for each in (stranger, seated) if each in text] == [why] * bool(why), who
