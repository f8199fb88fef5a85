"""For every kind of event and every class of viewers: state + event = what the pages show them then, and no more."""

import json

import pytest

from meetings.console import sockets
from meetings.events import FIGURES
from meetings.models import Statement, StatementVersion
from meetings.stream.encoders import ENCODERS, encode
from meetings.stream.visibility import Audience, audience_of
from meetings.transitions import TABLE
from tests.consultation.views.reading import shows
from tests.world import account
from yishi.journal.kinds import KINDS
from yishi.journal.models import Event, Visibility
from yishi.people.enums import Role

from .builders import EYES, told
from .follower import Follower, listed, shown
from .shape import complaints
from .stories import GUEST, called_off, evening, open_day

pytestmark = pytest.mark.django_db
STORIES = (evening, open_day, called_off)
OTHER_STREAMS = {"debate_rules", "recurrences"}  # rooms whose events stand in a stream of their own
PRIVATE = {"reviews.counted"}  # of meetings that nobody watches


@pytest.fixture(autouse=True)
def papers(monkeypatch):
    monkeypatch.setattr(sockets, "PAPERS", [lambda _meeting: [sockets.Paper("a", "图纸", "/papers/1/")]])


@pytest.fixture
def meeting(world):
    for found in evening(world.own):  # noqa: B007
        pass
    return found


def floor_kinds():
    """Return every kind that may stand in a meeting's stream: those of the rooms whose verbs the hall's table has."""
    rooms = {event.partition(".")[0] for event in (*(act.event for act in TABLE.values()), *ENCODERS)} - OTHER_STREAMS
    return {code for code in KINDS if code.partition(".")[0] in rooms} - PRIVATE


def test_every_kind_has_an_encoder_and_is_played(world):
    """A kind of a new room fails here until it is played in one of the stories."""
    assert floor_kinds() == set(ENCODERS)
    assert {act.event for act in TABLE.values()} <= set(KINDS), "every act of the table says something"
    for story in STORIES:
        for found in story(world.own):  # noqa: B007
            pass
    assert set(Event.objects.filter(stream__name__startswith="meeting:").values_list("kind", flat=True)) == floor_kinds()


@pytest.mark.parametrize("story", STORIES)
def test_state_and_event_are_what_the_pages_show_then(world, story):
    """After each act everybody's pages are held against what they know who have heard the stream so far."""
    known = {eye: Follower() for eye in EYES}
    for meeting in story(world.own):
        outside, office = shown(meeting, None), shown(meeting, meeting.recorder)
        events = {event.seq: event for event in Event.objects.filter(stream__name=meeting.stream_name)}
        for eye in EYES:
            for message in told(meeting, eye, known[eye].seq):
                assert complaints(message) == [], message
                event = events[message["seq"]]
                assert_told(message, event, eye)
                known[eye].hear(message)
            inside = eye.audience == Audience.STAFF
            assert known[eye].held() == (office if inside else outside), (eye, event.kind)
            assert known[eye].seats == (listed(meeting) if inside else {}), (eye, event.kind)
        late = {eye: Follower() for eye in EYES}
    for eye, follower in late.items():
        for message in told(meeting, eye):
            follower.hear(message)
        assert follower.held() == known[eye].held(), "whoever comes late knows the same"


def assert_told(message, event, eye):
    """Assert that ``event`` is told to the class of ``eye`` whole or, where it is not for it, by its number alone."""
    if event.visibility == Visibility.PUBLIC or eye.audience == Audience.STAFF:
        assert message["type"] == event.kind
    else:
        assert set(message) == {"seq", "type", "at"} and message["type"] == "other", event.kind


def test_no_class_reads_what_is_not_for_it(meeting):
    texts = {eye.audience: json.dumps(told(meeting, eye), ensure_ascii=False) for eye in EYES}
    for audience in (Audience.PUBLIC, Audience.MEMBER):
        assert "小明" not in texts[audience] and "欧阳*" in texts[audience]
    assert GUEST in texts[Audience.STAFF]
    assert "names" not in texts[Audience.PUBLIC] and "names" in texts[Audience.MEMBER]
    assert not any(shows(text, "601") or "邻居" in text for text in texts.values()), "doors, and reasons of standing aside"
    event = Event.objects.get(stream__name=meeting.stream_name, seq=3)
    event.visibility = "staff"
    told_of = {eye.audience: one(event, eye) for eye in EYES}
    assert set(told_of[Audience.PUBLIC]) == set(told_of[Audience.MEMBER]) == {"seq", "type", "at"}
    assert told_of[Audience.PUBLIC]["type"] == "other" and told_of[Audience.STAFF]["type"] == event.kind


def one(event, eye):
    return json.loads(encode([event], [eye])[eye][0][1])


def test_a_text_removed_by_law_is_said_to_be_removed(meeting):
    Statement.objects.filter(meeting=meeting).update(text="")
    StatementVersion.objects.filter(statement__meeting=meeting).delete()
    Statement.objects.filter(meeting=meeting).delete()
    said = [message["data"] for message in told(meeting, EYES[0]) if message["type"].startswith("statements.")]
    assert said == 4 * [{"removed": True}]


def test_every_class_has_its_people(meeting, world):
    assert set(FIGURES) <= set(ENCODERS)
    people = world.own.people
    assert audience_of(meeting, people[Role.RESIDENT]) == Audience.PUBLIC
    assert audience_of(meeting, world.other.people[Role.RECORDER]) == Audience.PUBLIC
    assert audience_of(meeting, people[Role.COMMUNITY_SECRETARY]) == Audience.STAFF
    member = meeting.attendances.filter(capacity="member", present=True).first().person
    assert [audience_of(meeting, viewer) for viewer in (None, member, meeting.recorder)] == list(Audience)


def test_who_asks_gets_the_same_and_what_is_no_number_gets_a_sentence(meeting, client, django_assert_max_num_queries):
    address = f"/meetings/{meeting.pk}/events"
    answer = client.get(address)
    assert [event["seq"] for event in answer.json()["events"]] == list(range(1, answer.json()["head"] + 1))
    assert answer.json()["more"] is False and GUEST not in answer.content.decode()
    again = client.get(f"{address}?after={answer.json()['head']}").json()
    assert again["events"] == [] and again["head"] == answer.json()["head"]
    assert client.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304
    client.force_login(account(meeting.recorder))
    assert GUEST in client.get(address, headers={"if-none-match": answer["ETag"]}).content.decode()
    for wrong in ("-1", "x", "", "1e9", "٣", "9" * 40):
        refused = client.get(address, {"after": wrong})
        assert refused.status_code == 400 and "number of the last event" in refused.json()["error"]
    with django_assert_max_num_queries(20):
        client.get(address)
