"""For every kind of event and every class of viewers: what the stream told is what the page shows, and no more."""

import json

import pytest

from meetings.console import sockets
from meetings.events import FIGURES
from meetings.models import Statement, StatementVersion
from meetings.pages import record
from meetings.stream.encoders import ENCODERS, encode
from meetings.stream.visibility import Audience, audience_of
from meetings.transitions import TABLE
from tests.world import account
from yishi.journal.kinds import KINDS
from yishi.journal.models import Event, Visibility
from yishi.people.enums import Role

from .builders import EYES, GUEST, Follower, eventful, told
from .shape import complaints

pytestmark = pytest.mark.django_db
NEVER_HERE = {"meetings.cancelled"}  # of a meeting that was not held


@pytest.fixture
def meeting(world, monkeypatch):
    monkeypatch.setattr(sockets, "PAPERS", [lambda _meeting: [sockets.Paper("a", "图纸", "/papers/1/")]])
    return eventful(world.own)


def viewer_of(meeting, audience):
    """Return somebody who is of the class ``audience``."""
    member = meeting.attendances.filter(capacity="member", present=True).first().person
    return {Audience.PUBLIC: None, Audience.MEMBER: member, Audience.STAFF: meeting.recorder}[audience]


# of test_comments, test_gallery, test_meetings, test_recurrences; of test_reviews: nobody watches a private meeting
ELSEWHERE = {"comments", "observers", "lotteries", "opinions", "debate_rules", "recurrences", "reviews"}


def floor_kinds():
    """Return every kind that may stand in a meeting's stream: those of the rooms whose verbs the hall's table has."""
    rooms = {event.partition(".")[0] for event in (*(act.event for act in TABLE.values()), *ENCODERS)}
    return {code for code in KINDS if code.partition(".")[0] in rooms}


def hall_kinds():
    return {code for code in floor_kinds() if code.partition(".")[0] not in ELSEWHERE}


def test_every_kind_of_the_floor_is_told_to_every_class_or_kept_from_it(meeting):
    """A kind of a new room fails here until it is played (``eventful``), or its room is named with what tests it."""
    played = {event.kind for event in Event.objects.filter(stream__name=meeting.stream_name)}
    beside = {code for code in floor_kinds() if code.partition(".")[0] in ELSEWHERE}
    assert floor_kinds() - played - beside == NEVER_HERE
    assert {act.event for act in TABLE.values()} <= set(KINDS), "every act of the table says something"
    model = Event.objects.filter(stream__name=meeting.stream_name).first()
    for code in sorted(floor_kinds()):
        model.kind, model.visibility = code, KINDS[code].visibility
        seen = {eye.audience for eye in EYES if eye.sees(model)}
        assert seen == (set(Audience) if model.visibility == Visibility.PUBLIC else {Audience.STAFF}), code
        told_inside = {one(model, eye)["type"] for eye in EYES if not eye.sees(model)}
        assert told_inside <= {"other"}, code


def test_the_stream_tells_everybody_what_the_page_shows_them(meeting):
    assert {event.kind for event in Event.objects.filter(stream__name=meeting.stream_name)} == hall_kinds() - NEVER_HERE
    for eye in EYES:
        known = Follower()
        for message in told(meeting, eye):
            assert complaints(message) == [], message
            known.hear(message)
        assert shown(record(meeting, viewer_of(meeting, eye.audience))) == held(known), eye


def shown(page):
    """Return what the page of the meeting says."""
    entries = page["entries"]
    return {
        "state": page["meeting"].state, "agenda": [(row.n, row.title, row.state) for row in entries],
        "said": {said.n: (row.pk, said.by, said.stance_words or said.get_stance_display(), said.text, said.version)
                 for row in entries for said in row.said},
        "agreed": {row.pk: (row.agreed.text, row.agreed.draft) for row in entries if row.agreed},
        "aside": {row.pk: row.aside for row in entries if row.aside}, "guests": [name for name, _kind in page["guests"]],
        "objections": {row.pk: (row.by, row.text) for row in page["objections"]},
        "signed": {row.role: row.by for row in page["signatures"]}, "present": sorted(n for _words, n in page["presence"]),
    }


def held(known):
    """Return what whoever heard the stream knows, in the same words."""
    counts = [known.counts["stakeholders"], known.counts["on_site"], known.counts["online"]]
    return {
        "state": known.state, "agenda": [(row["n"], row["title"], row["state"]) for row in known.agenda],
        "said": known.said, "agreed": known.agreed, "aside": known.aside, "guests": known.guests,
        "objections": known.objections, "signed": known.signed, "present": sorted([*known.present.values(), *counts]),
    }


def test_no_class_reads_what_is_not_for_it(meeting):
    texts = {eye.audience: json.dumps(told(meeting, eye), ensure_ascii=False) for eye in EYES}
    for audience in (Audience.PUBLIC, Audience.MEMBER):
        assert "小明" not in texts[audience] and "欧阳*" in texts[audience]
    assert GUEST in texts[Audience.STAFF]
    assert "names" not in texts[Audience.PUBLIC] and "names" in texts[Audience.MEMBER]
    assert not any("601" in text or "邻居" in text for text in texts.values()), "doors, and reasons of standing aside"
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


def test_every_kind_of_the_hall_has_an_encoder_and_every_class_its_people(meeting, world):
    assert set(ENCODERS) & hall_kinds() == hall_kinds()
    assert set(FIGURES) <= set(ENCODERS)
    people = world.own.people
    assert audience_of(meeting, people[Role.RESIDENT]) == Audience.PUBLIC
    assert audience_of(meeting, world.other.people[Role.RECORDER]) == Audience.PUBLIC
    assert audience_of(meeting, people[Role.COMMUNITY_SECRETARY]) == Audience.STAFF
    assert [audience_of(meeting, viewer_of(meeting, each)) for each in Audience] == list(Audience)


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
