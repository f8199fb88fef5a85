"""The meeting of the story's evening goes on by itself, at the pace and at the word of whoever tries the demonstration."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from consultation.models import Matter
from meetings.domain import meetings
from meetings.enums import MeetingState
from meetings.models import Statement
from yishi.clock.story import forget, now
from yishi.demo import cast, evening
from yishi.demo.models import Evening
from yishi.demo.story import anchor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_world")]


@pytest.fixture(autouse=True)
def read_anew(settings):
    """What is kept in the process for a moment, the clock and the bar, is read anew before and after each test."""
    settings.YISHI_WORKER = True
    for each in (evening.forget, forget):
        each()
    yield
    for each in (evening.forget, forget):
        each()


def told(client, act):
    """Press a button of the bar; return the bar as the next page shows it."""
    assert client.post("/demo/evening/", {"act": act, "next": "/rights/"}).headers["Location"] == "/rights/"
    return client.get("/rights/").content.decode()


def test_it_plays_scene_after_scene_to_the_end_and_the_clock_goes_along(client):
    evening.begin()
    row = Evening.objects.get()
    meeting, moment = row.meeting, row.played_at
    assert meeting.community.code == "LX" and meeting.state == MeetingState.PLANNED
    assert evening.step(moment + dt.timedelta(seconds=row.pace - 1)) is None, "not before it is time"
    played = []
    while not Evening.objects.get().over:
        moment += dt.timedelta(seconds=row.pace)
        if scene := evening.step(moment):
            played.append(scene.key)
            assert now() >= scene.at
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.SIGNED and Statement.objects.filter(meeting=meeting).count() == 6
    rose = meeting.speak_requests.values_list("state", flat=True)
    assert len(rose) == 4 and set(rose) == {"spoken"}, "everybody but those who lead asked for the floor and gave it back"
    assert set(meeting.entries.values_list("state", flat=True)) == {"done"} and meeting.table_papers.count() == 1
    assert list(meeting.statements.order_by("n").values_list("entry__n", flat=True)) == [1, 2, 3, 3, 3, 3]
    assert played[0] == "LX-2026-08:deliberate" and played[-1] == "LX-2026-08:adjourn"
    assert anchor() + dt.timedelta(hours=2) < now() < anchor() + dt.timedelta(hours=3)
    assert "make demo-again" in client.get("/rights/").content.decode()


def test_a_world_that_was_copied_back_begins_its_evening_anew_and_one_that_has_begun_does_not():
    Evening.objects.all().delete()
    call_command("load_demo", anew=True, verbosity=0)
    row = Evening.objects.get()
    assert row.playing and row.meeting.state == MeetingState.PLANNED and abs(now() - anchor()) < dt.timedelta(minutes=1)
    assert evening.step(row.played_at + dt.timedelta(minutes=1))
    with pytest.raises(CommandError, match="make demo-again"):
        call_command("load_demo", anew=True, verbosity=0)


def test_the_bar_stops_it_sends_it_on_and_changes_its_pace(client):
    evening.begin()
    assert "every 10 seconds" in client.get("/rights/").content.decode()
    assert "every 5 seconds" in told(client, "faster") and "every 2 seconds" in told(client, "faster")
    assert "Faster" not in told(client, "faster") and "every 5 seconds" in told(client, "slower")
    assert "Go on" in told(client, "stop")
    much_later = Evening.objects.get().played_at + dt.timedelta(hours=1)
    assert evening.step(much_later) is None
    told(client, "go")
    assert evening.step(much_later).key == "LX-2026-08:deliberate"
    assert client.post("/demo/evening/", {"act": "nonsense", "next": "https://elsewhere.example/"}).headers["Location"] == "/"


def test_where_the_hall_was_changed_it_says_why_and_leaves_that_scene_out_on_request(client):
    evening.begin()
    meetings.cancel(Evening.objects.get().meeting, by=cast.office("LX", "community_secretary"), reason="今晚停电。")
    moment = Evening.objects.get().played_at + dt.timedelta(minutes=1)
    assert evening.step(moment) is None
    evening.forget()
    stuck = Evening.objects.get().stuck
    assert stuck and stuck in client.get("/rights/").content.decode()
    told(client, "go")
    assert evening.left()[0].key == "LX-2026-08:statement-0"
    assert Matter.objects.get(code="LX-2026-08").state == "deliberating"
