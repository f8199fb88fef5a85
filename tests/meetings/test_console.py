"""The console: the floor and its queue, papers on the table, the course of the sitting; who may, and what it costs."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from meetings.console import sockets
from meetings.console.queue import queue_of
from meetings.domain import attendance, meetings, minutes, sitting, speakers, statements, table
from meetings.models import SpeakRequest, TablePaper
from tests.consultation.views.reading import assert_same_queries, page
from tests.world import account, person, seat
from yishi.journal.models import Event
from yishi.journal.queries import timeline
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Refused

from .builders import DAY, at, on, opened, planned

pytestmark = [pytest.mark.writes, pytest.mark.django_db]


@pytest.fixture
def hall(world):
    """Return an open meeting whose second entry was called, that entry, and its members; at 19:30 of its day."""
    meeting, entries, members = opened(world.own, present=12)
    with on(DAY, 19, 30):
        for entry in entries:
            meetings.move_to_entry(entry, by=meeting.facilitator)
        yield meeting, entries[1], members


def kinds():
    return list(Event.objects.order_by("-pk").values_list("kind", flat=True)[:3])[::-1]


def test_a_speech_from_the_hand_to_its_end(hall):
    meeting, entry, members = hall
    hand = speakers.raise_hand(entry, by=members[0], stance="for")
    speakers.raise_hand(entry, by=meeting.recorder, stance="against", words="7号楼楼长")
    with pytest.raises(Refused):
        speakers.raise_hand(entry, by=members[0], stance="for")  # it is up already
    speakers.call(hand, by=meeting.facilitator)
    queue = queue_of(entry)
    assert (queue.speaking, queue.until) == (hand, at(DAY, 19, 33))
    with on(DAY, 19, 32):
        speakers.end(meeting, by=meeting.recorder)
    assert kinds() == ["speakers.hand_raised", "speakers.called", "speakers.ended"]
    event = Event.objects.get(kind="speakers.ended")
    assert (event.payload["seconds"], event.payload["request"]) == (120, hand.pk)
    with pytest.raises(Refused):
        speakers.end(meeting, by=meeting.facilitator)


def test_a_speech_ended_by_mistake_goes_on_and_stays_the_first(hall):
    meeting, entry, members = hall
    with pytest.raises(Refused):
        speakers.undo_end(meeting, by=meeting.facilitator)  # nobody has spoken
    hand = speakers.raise_hand(entry, by=members[0], stance="for")
    speakers.call(hand, by=meeting.facilitator)
    speakers.end(meeting, by=meeting.facilitator)
    speakers.undo_end(meeting, by=meeting.facilitator)
    queue = queue_of(entry)
    assert (queue.speaking, queue.until, queue.heard) == (hand, at(DAY, 19, 33), 1)
    with pytest.raises(Refused):
        speakers.undo_end(meeting, by=meeting.facilitator)  # the floor is taken
    speakers.end(meeting, by=meeting.facilitator)
    speakers.raise_hand(entry, by=members[0], stance="for")
    with pytest.raises(Refused, match="from the queue"):
        speakers.undo_end(meeting, by=meeting.facilitator)


def test_a_hand_taken_down_by_mistake_keeps_its_place(hall):
    meeting, entry, members = hall
    first, second = [speakers.raise_hand(entry, by=member, stance="for") for member in members[:2]]
    speakers.lower_hand(first, by=meeting.facilitator)
    with pytest.raises(Forbidden):
        speakers.undo_lower(first, by=members[1])
    speakers.undo_lower(first, by=meeting.facilitator)
    assert [turn.request for turn in queue_of(entry).turns] == [first, second]
    speakers.lower_hand(first, by=members[0])
    again = speakers.raise_hand(entry, by=members[0], stance="against")
    with pytest.raises(Refused, match="up already"):
        speakers.undo_lower(first, by=meeting.facilitator)
    assert [turn.request for turn in queue_of(entry).turns] == [second, again]


def test_out_of_turn_is_called_with_a_reason_alone_and_one_speaks_at_a_time(hall):
    meeting, entry, members = hall
    first, second = [speakers.raise_hand(entry, by=each, stance="question") for each in members[:2]]
    with pytest.raises(Invalid) as refused:
        speakers.call(second, by=meeting.facilitator)
    assert refused.value.field == "reason"
    speakers.call(second, by=meeting.facilitator, reason="要先走")
    assert Event.objects.get(kind="speakers.called").payload["in_turn"] is False
    with pytest.raises(Refused):
        speakers.call(first, by=meeting.facilitator)
    with pytest.raises(IntegrityError), transaction.atomic():
        SpeakRequest.objects.filter(pk=first.pk).update(state="speaking", called_at=at(DAY, 19, 31))
    speakers.undo_call(meeting, by=meeting.facilitator)
    second.refresh_from_db()
    assert (second.state, second.called_at, second.out_of_turn) == ("waiting", None, "")


def test_twice_on_one_entry_and_no_more(hall):
    meeting, entry, members = hall
    for _time in range(2):
        hand = speakers.raise_hand(entry, by=members[0], stance="for")
        speakers.call(hand, by=meeting.facilitator)
        speakers.end(meeting, by=meeting.facilitator)
    with pytest.raises(Refused):
        speakers.raise_hand(entry, by=members[0], stance="for")


def test_who_raises_no_hand(hall, world):
    meeting, entry, members = hall
    people = world.own.people
    attendance.check_in(meeting, people[Role.OBSERVER], by=meeting.recorder, capacity="observer")
    attendance.recuse(meeting, members[2], entry, by=meeting.recorder, reason="利害关系")
    for by, refusal in ((meeting.facilitator, Refused), (people[Role.OBSERVER], Refused), (members[2], Refused),
                        (members[14], Forbidden), (None, Forbidden)):
        with pytest.raises(refusal):
            speakers.raise_hand(entry, by=by, stance="for")
    with pytest.raises(Forbidden):
        speakers.raise_hand(entry, by=members[0], person=members[1], stance="for")
    with pytest.raises(Invalid):
        speakers.raise_hand(entry, by=members[0], stance="chair")
    assert not SpeakRequest.objects.exists()


def test_the_floor_falls_with_its_entry_and_a_wrong_call_is_put_right(hall):
    meeting, entry, members = hall
    hand = speakers.raise_hand(entry, by=members[0], stance="for")
    speakers.call(hand, by=meeting.facilitator)
    before = meeting.entries.get(n=1)
    sitting.return_to(before, by=meeting.facilitator)
    hand.refresh_from_db()
    entry.refresh_from_db()
    assert (hand.state, entry.state, before.state) == ("spoken", "pending", "current")
    with pytest.raises(Refused):
        sitting.return_to(entry, by=meeting.facilitator)


def test_a_pause_holds_what_is_done_in_the_room_but_not_the_transcript(hall):
    meeting, entry, members = hall
    with pytest.raises(Invalid):
        sitting.adjourn(meeting, by=meeting.facilitator, words=" ")
    sitting.adjourn(meeting, by=meeting.facilitator, words="休息十分钟")
    with pytest.raises(Refused):
        speakers.raise_hand(entry, by=members[0], stance="for")
    shown = page(meeting.facilitator, f"/meetings/{meeting.pk}/console/")
    assert "raised again when the meeting goes on" in shown and "entered below" not in shown
    said = statements.state(entry, by=meeting.recorder, speaker=members[0], stance="for", text="同意。")
    statements.withdraw(said, by=meeting.recorder)
    assert (said.text, said.versions.get().text) == (str(statements.WITHDRAWN), "同意。")
    assert timeline(meeting.stream_name, None)[-1]["sentence"] == f"Statement {said.n} was withdrawn; the earlier text is kept."
    with pytest.raises(Refused):
        statements.withdraw(said, by=meeting.recorder)
    for member in members[:3]:
        attendance.leave(meeting, member, by=meeting.recorder)
    with pytest.raises(Refused):  # the quorum is gone
        sitting.resume(meeting, by=meeting.facilitator)
    attendance.check_in(meeting, members[0], by=meeting.recorder)
    sitting.resume(meeting, by=meeting.facilitator)
    assert meeting.state == "open"


def test_one_paper_lies_on_the_table(hall, monkeypatch):
    meeting, _entry, _members = hall
    offered = [sockets.Paper("a", "图纸", "/papers/1/"), sockets.Paper("b", "预算", "/papers/2/")]
    monkeypatch.setattr(sockets, "PAPERS", [lambda _meeting: offered])
    table.show_paper(meeting, by=meeting.recorder, paper="a")
    table.show_paper(meeting, by=meeting.facilitator, paper="b")
    assert list(TablePaper.objects.filter(removed_at=None).values_list("title", "url")) == [("预算", "/papers/2/")]
    with pytest.raises(Invalid):
        table.show_paper(meeting, by=meeting.recorder, paper="https://elsewhere.example/")
    table.take_away(meeting, by=meeting.recorder)
    with pytest.raises(Refused):
        table.take_away(meeting, by=meeting.recorder)
    table.show_paper(meeting, by=meeting.recorder, paper="a")
    assert "图纸" in page(None, f"/meetings/{meeting.pk}/live/")
    meetings.close(meeting, by=meeting.facilitator)
    assert "图纸" not in page(None, f"/meetings/{meeting.pk}/live/"), "the close clears the table"


def test_it_is_run_from_one_page_without_a_script(hall, world):
    meeting, entry, members = hall
    facilitator, member = Client(), Client()
    facilitator.force_login(account(meeting.facilitator))
    member.force_login(account(members[0]))
    record, console = meeting.get_absolute_url(), f"/meetings/{meeting.pk}/console/"
    assert 'name="stance"' in member.get(record).content.decode()
    sent = member.post(f"/acts/speakers.raise_hand/{meeting.pk}/?back={record}",
                       {"agenda_entry": entry.pk, "stance": "against", "seen": "open"})
    assert sent.headers["Location"] == record
    page = facilitator.get(console).content.decode()
    hand = SpeakRequest.objects.get()
    assert f'name="request" value="{hand.pk}"' in page
    sent = facilitator.post(f"/acts/speakers.call/{meeting.pk}/?back={console}", {"request": hand.pk, "seen": "open"})
    assert sent.headers["Location"] == console
    page = facilitator.get(console).content.decode()
    assert "19:33:00" in page
    assert f"/acts/speakers.undo_call/{meeting.pk}/" in page
    away = facilitator.post(f"/acts/speakers.end/{meeting.pk}/?back=//elsewhere.example/", {"seen": "open"})
    assert away.headers["Location"] == "/"
    assert member.get(console).status_code == 403


def test_what_has_nothing_to_be_done_to_is_not_offered(hall, client):
    meeting, entry, members = hall
    client.force_login(account(meeting.facilitator))

    def refused(code):
        answer = client.get(f"/acts/{code}/{meeting.pk}/")
        return answer.status_code == 409 and 'name="once"' not in answer.content.decode()

    codes = ("speakers.end", "speakers.undo_call", "speakers.undo_end", "table.take_away")
    assert [code for code in codes if refused(code)] == list(codes)
    speakers.call(speakers.raise_hand(entry, by=members[0], stance="for"), by=meeting.facilitator)
    assert [code for code in codes if refused(code)] == ["speakers.undo_end", "table.take_away"]
    speakers.end(meeting, by=meeting.facilitator)
    assert [code for code in codes if refused(code)] == ["speakers.end", "speakers.undo_call", "table.take_away"]


def test_whoever_has_the_floor_gives_way_to_who_is_named(hall, client):
    meeting, entry, members = hall
    client.force_login(account(meeting.recorder))
    speakers.call(speakers.raise_hand(entry, by=members[0], stance="for"), by=meeting.facilitator)
    shown = client.get(f"/meetings/{meeting.pk}/console/").content.decode()
    key = members[0].pk
    assert f'name="initial-speaker" value="{key}"' in shown and f'<option value="{key}" selected>' in shown
    form = {"seen": "open", "agenda_entry": entry.pk, "stance": "for", "text": "同意。"}
    floor, where = {"speaker": key, "initial-speaker": key}, f"/acts/statements.state/{meeting.pk}/"
    for given in (floor, floor | {"speaker_words": "7号楼楼长"},
                  {"speaker": key, "speaker_words": "访客", "initial-speaker_words": "访客"}):
        assert client.post(where, form | given).status_code == 302, given
    assert client.post(where, form | {"speaker": key, "speaker_words": "7号楼楼长"}).status_code == 422, "both were chosen"
    assert [(said.speaker, said.speaker_words) for said in meeting.statements.order_by("n")] == [
        (members[0], ""), (None, "7号楼楼长"), (members[0], "")]


def test_before_anybody_came_nobody_goes(world, client):
    meeting = planned(world.own)
    client.force_login(account(meeting.recorder))
    codes = [f"/acts/attendance.{code}/{meeting.pk}/" for code in ("leave", "strike", "recuse")]
    for where in (meeting.get_absolute_url(), f"/meetings/{meeting.pk}/console/"):
        shown = client.get(where).content.decode()
        assert "/acts/attendance.enter_attendance/" in shown and not [code for code in codes if code in shown], where


def test_what_is_undone_with_a_reason_opens_its_form(hall, client):
    meeting, _entry, _members = hall
    client.force_login(account(meeting.recorder))
    address, form = f"/meetings/{meeting.pk}/console/", f"/acts/minutes.withdraw_objection/{meeting.pk}/"
    with on(DAY, 20):
        assert form not in client.get(address).content.decode(), "there is nothing to withdraw"
        wrong = minutes.record_objection(meeting, by=meeting.recorder, words="商户", text="不同意。")
        page = client.get(address).content.decode()
        assert page.count(f'{form}?objection={wrong.pk}&amp;back={address}') == 2, "beside it, and as the undo of the last act"
        filled = client.get(form, {"objection": wrong.pk}).context["form"]
        assert list(filled.fields["objection"].queryset) == [wrong] and filled.initial["objection"] == str(wrong.pk)
        minutes.withdraw_objection(wrong, by=meeting.recorder, reason="听错了")
        page = client.get(address).content.decode()
    assert "听错了" in page and "<del>商户" in page and form not in page


def test_whoever_stands_in_runs_it_too(hall, world, client):
    meeting, _entry, _members = hall
    deputy, absent = person(world.own.community, "代理人"), world.own.people[Role.FACILITATOR]
    client.force_login(account(deputy))
    console = f"/meetings/{meeting.pk}/console/"
    assert client.get(console).status_code == 403
    seat(deputy, Role.FACILITATOR, world.own.community, deputy_for=absent.seats.get(role=Role.FACILITATOR), until=DAY)
    assert client.get(console).status_code == 200


def test_the_console_costs_the_same_with_3_hands_and_with_300(hall):
    meeting, entry, _members = hall

    def grow(n):
        SpeakRequest.objects.bulk_create([
            SpeakRequest(community=meeting.community, meeting=meeting, entry=entry, stance="for",
                         person=person(meeting.community, f"来宾{n}-{i}"), raised_at=at(DAY, 19) + dt.timedelta(seconds=i))
            for i in range(n)
        ])

    assert_same_queries([meeting.facilitator, meeting.recorder], f"/meetings/{meeting.pk}/console/", grow)
