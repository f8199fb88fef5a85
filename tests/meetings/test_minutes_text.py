"""The text of the minutes: drafted from the record, edited in versions, signed by both, checked, and put into the file."""

import hashlib
import io
import json
import zipfile

import pytest
from django.core.cache import cache
from django.test import Client

from consultation.documents.kinds import WRITERS
from meetings.domain import attendance, meetings, minutes, sitting, statements
from meetings.enums import MeetingKind
from meetings.minutes.archive import pack
from meetings.minutes.texts import is_behind, standing
from meetings.models import Minutes, Statement
from meetings.rules import RULES
from tests.consultation.views.reading import page, reader
from tests.world import person
from yishi.documents.models import Document
from yishi.journal.models import Event
from yishi.people.duties import DUTIES
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Refused, Stale

from .builders import DAY, at, closed, council, on, opened, planned, signed, with_entries

pytestmark = [pytest.mark.writes, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def held(world):
    return closed(world.own)[0]


def text_of(text, code):
    return next(section["text"] for section in text.sections if section["code"] == code)


def edited(meeting, words, **more):
    return minutes.edit(meeting, by=meeting.recorder, written_texts={"close": words}, **more)


def test_the_draft_says_what_record_and_journal_hold(world):
    meeting, entries, _members = opened(world.own, present=12)
    guest = person(world.own.community, "欧阳小明")
    with on(DAY, 19, 30):
        meetings.invite(meeting, by=meeting.recorder, kind="expert", words="结构工程师 老周（102室）")
        meetings.move_to_entry(entries[1], by=meeting.facilitator)
        statements.state(entries[1], by=meeting.recorder, speaker=guest, stance="against", text="担心\n采光。")
        agreed = minutes.record_consensus(entries[1], by=meeting.recorder, text="采用方案B。")
        minutes.record_objection(meeting, by=meeting.recorder, text="不同意。", consensus=agreed, person=guest)
        meetings.close(meeting, by=meeting.facilitator)
        text = standing(meeting)
    assert [section["code"] for section in text.sections] == ["head", "entry-1", "entry-2", "objections", "close", "present"]
    assert "Members entitled: 15; present at the opening: 12" in text_of(text, "head")
    assert "the quorum was reached" in text_of(text, "head")
    assert text_of(text, "entry-1") == "This entry was not reached."
    assert text_of(text, "entry-2") == "Called at 19:30.\n19:30 欧阳* (against): 担心采光。\nAgreed: 采用方案B。"
    assert text_of(text, "objections") == "欧阳*, against “采用方案B。”: 不同意。"
    assert "Absent: 3 members" in text_of(text, "present") and "102" not in text_of(text, "present")
    assert text.pk is None and not Minutes.objects.exists()


def test_where_nobody_is_counted_the_minutes_say_no_more_than_who_was_there(world):
    meeting = planned(world.own, kind=MeetingKind.OPEN_DAY, entitled=0)
    with_entries(meeting, "电梯运行和维保情况")
    with on(DAY, 19):
        attendance.enter_attendance(meeting, council(world.own)[:3], by=meeting.recorder)
        meetings.open(meeting, by=meeting.facilitator)
        meetings.close(meeting, by=meeting.facilitator)
    head = text_of(standing(meeting), "head")
    assert "Members entitled: 0" not in head and "3 members were present; no quorum was asked for." in head


def test_what_was_withdrawn_stands_in_the_minutes_with_who_and_why_and_changes_their_hash(world):
    meeting, _entries = closed(world.own)
    with on(DAY, 20, 5):
        wrong = minutes.record_objection(meeting, by=meeting.recorder, words="商户", text="不同意。")
        edited(meeting, "散会。")
        minutes.withdraw_objection(wrong, by=meeting.recorder, reason="商户没有\n异议")
        assert is_behind(standing(meeting)), "a text that was edited before is looked at again"
        text = minutes.draft(meeting, by=meeting.recorder)
    line = text_of(text, "objections")
    assert line.startswith("商户, against the record: 不同意。 (Entered by mistake; ")
    assert line.endswith("withdrew it at 20:05: 商户没有异议)")


def test_what_was_said_on_an_entry_that_was_never_called_is_not_left_out(world):
    meeting, entries, members = opened(world.own)
    with on(DAY, 19, 30):
        statements.state(entries[1], by=meeting.recorder, speaker=members[1], stance="for", text="同意。")
        minutes.record_consensus(entries[1], by=meeting.recorder, text="采用方案B。")
        meetings.close(meeting, by=meeting.facilitator)
    lines = text_of(standing(meeting), "entry-2").split("\n")
    assert lines[0] == "This entry was not reached." and "同意。" in lines[1] and lines[2] == "Agreed: 采用方案B。"
    assert text_of(standing(meeting), "entry-1") == "This entry was not reached."


def test_the_minutes_name_who_left_and_say_when_and_why_it_paused(world):
    meeting, entries, members = opened(world.own, present=12)
    with on(DAY, 19, 20):
        meetings.move_to_entry(entries[1], by=meeting.facilitator)
        attendance.enter_attendance(meeting, members[12:13], by=meeting.recorder)
        for member in members[:2]:
            attendance.leave(meeting, member, by=meeting.recorder)
        sitting.adjourn(meeting, by=meeting.facilitator, words="停电，等来电。")
        assert "停电，等来电。" in page(None, f"/meetings/{meeting.pk}/live/"), "whoever watches reads why"
        assert "Pause since 19:20: 停电，等来电。" in page(None, f"/meetings/{meeting.pk}/record/")
        assert "since 19:20" in page(None, f"/meetings/{meeting.pk}/replay/"), "the entry is still dealt with"
    with on(DAY, 19, 40):
        sitting.resume(meeting, by=meeting.facilitator)
        attendance.enter_attendance(meeting, members[:1], by=meeting.recorder)
        meetings.close(meeting, by=meeting.facilitator)
    text = standing(meeting)
    assert "19:20 to 19:40 The meeting was adjourned: 停电，等来电。" in text_of(text, "entry-2")
    there = text_of(text, "present")
    assert "Came after the opening: 委员11 (19:20)" in there and "Left before the close: 委员0 (19:20)" in there
    assert "Absent: 2 members" in there, "whoever left was there"
    assert "12 of 15 members were present" in text_of(text, "head"), "as it was counted at the opening"
    for end in ("replay", "record"):
        assert "Pause 19:20–19:40: 停电，等来电。" in page(None, f"/meetings/{meeting.pk}/{end}/")


def test_versions_are_kept_and_a_stale_form_is_refused(held):
    with on(DAY, 21):
        first = minutes.draft(held, by=held.recorder)
        with pytest.raises(Invalid):
            minutes.draft(held, by=held.recorder)
        second = edited(held, "二十时三十分散会。", seen_text=first.sha256)
        with pytest.raises(Stale):
            edited(held, "又改。", seen_text=first.sha256)
        for words, field in (("二十时三十分散会。", None), (" ", "close")):
            with pytest.raises(Invalid) as refusal:
                edited(held, words)
            assert refusal.value.field == field
        with pytest.raises(Forbidden):
            minutes.edit(held, by=held.facilitator, written_texts={"close": "改"})
    assert (first.n, second.n, second.edited, held.minutes_texts.count()) == (1, 2, True, 2)
    assert text_of(second, "head") == text_of(first, "head")
    event = Event.objects.get(kind="minutes.edited")
    assert event.payload["hash"] == second.sha256 and "散会" not in json.dumps(event.payload, ensure_ascii=False)


def test_both_sign_this_very_version(held):
    with on(DAY, 21):
        text = edited(held, "散会。")
        with pytest.raises(Stale):
            minutes.sign(held, by=held.recorder, seen_text="0" * 64)
        minutes.sign(held, by=held.recorder, seen_text=text.sha256)
        with pytest.raises(Refused):
            edited(held, "再改。")
        Minutes.objects.update(sections=[{"code": "close", "title": "", "text": "换掉了"}])
        with pytest.raises(Refused):
            minutes.countersign(held, by=held.facilitator)
        Minutes.objects.update(sections=text.sections)
        minutes.countersign(held, by=held.facilitator, seen_text=text.sha256)
    assert set(held.signatures.values_list("minutes", "digest")) == {(text.pk, text.sha256)}
    assert Document.objects.get(kind="minutes").version == text.n


def test_a_record_that_moved_on_is_drafted_anew_and_an_edited_text_is_looked_at_again(held):
    with on(DAY, 21):
        minutes.draft(held, by=held.recorder)
        statements.correct(held.statements.get(), by=held.recorder, text="不同意。")
        assert "不同意。" in text_of(standing(held), "entry-2") and standing(held).pk is None
        edited(held, "散会。")
        statements.correct(held.statements.get(), by=held.recorder, text="同意。")
        with pytest.raises(Refused, match="Edit them again"):
            minutes.sign(held, by=held.recorder)
        minutes.draft(held, by=held.recorder)
        minutes.sign(held, by=held.recorder)
    assert held.signatures.get().minutes.n == 3


def test_the_page_says_who_owes_the_signature_until_when(held, world):
    where, own = f"/meetings/{held.pk}/minutes/", DUTIES["minutes"].of
    with on(DAY, 21):
        seen = page(None, where)
        assert "due by Wed 25 March" in seen and "signature owed" in seen and "采用方案B。" not in seen
        assert "采用方案B。" in page(held.recorder, where) and "采用方案B。" in page(world.own.people[Role.COUNCIL_MEMBER], where)
        assert [owed.due.isoformat() for owed in own(held.facilitator)] == ["2026-03-25"]
        minutes.sign(held, by=held.recorder)
        assert not own(held.recorder) and own(held.facilitator)
        assert [[act.code for act in reader(who).get(where).context["acts"]] for who in (held.recorder, held.facilitator)] == [
            ["minutes.withdraw_signature"], ["minutes.countersign"]
        ]
    with on(DAY.replace(day=26)):
        assert "That was due by Wed 25 March." in page(None, where)
        minutes.countersign(held, by=held.facilitator)
        assert "采用方案B。" in page(None, where) and not own(held.facilitator)
        assert page(None, where + "?version=1") and page(None, where + "?version=x") and page(held.recorder, where + "?version=999")


def test_what_changed_is_shown_to_the_office(held, world):
    with on(DAY, 21):
        minutes.draft(held, by=held.recorder)
        edited(held, text_of(standing(held), "close").replace("15", "14"))
        answer = reader(held.recorder).get(f"/meetings/{held.pk}/minutes/")
        held.attendances.create(community=held.community, person=(who := world.own.people[Role.RESIDENT]), capacity="observer")
        there = reader(who).get(f"/meetings/{held.pk}/minutes/").context
        assert there["text"].n == 2 and not there["versions"] and not there["changes"], "who was there reads what stands"
    (title, (pieces,)), = answer.context["changes"]
    assert title == "Close of the meeting"
    assert [piece for piece in pieces if piece[0] != "same"] == [("removed", "15"), ("added", "14")]


def test_the_forms_edit_and_sign_what_was_read(held):
    client, edit, sign = reader(held.recorder), f"/acts/minutes.edit/{held.pk}/", f"/acts/minutes.sign/{held.pk}/"
    with on(DAY, 21):
        shown = standing(held)
        data = {section["code"]: section["text"] for section in shown.sections} | {"seen_text": shown.sha256}
        assert client.post(edit, data | {"close": "散会<i>。"}).status_code == 302
        answer = client.post(edit, data | {"close": "我的散会。"})
        assert answer.status_code == 409 and "我的散会。" in answer.content.decode() and "散会&lt;i&gt;。" in answer.content.decode()
        assert client.post(edit, data | {"close": ""}).status_code in (409, 422)
        assert client.post(sign, {"seen_text": standing(held).sha256}).status_code == 422
        assert client.post(sign, {"seen_text": shown.sha256, "read": "on"}).status_code == 409
        assert client.post(sign, {"seen_text": standing(held).sha256, "read": "on"}).status_code == 302
    assert held.signatures.get().minutes.n == 1


def test_the_paper_is_made_of_the_signed_text_and_checked_by_its_code(world):
    meeting = signed(world.own)
    document, text = Document.objects.get(kind="minutes"), Minutes.objects.get()
    job = WRITERS["minutes"](document)
    assert job == WRITERS["minutes"](document) and f"/check/{text.sha256}/" in job.html
    assert job.html.count("signed on") == 2 and "采用方案B。" in job.html
    assert Client().get(f"/meetings/{meeting.pk}/minutes.pdf").status_code == 202
    assert "Everything in these minutes agrees." in page(None, f"/check/{text.sha256}/")
    assert Client().get(f"/check/{text.sha256[:12]}/").headers["Location"] == f"/check/{text.sha256}/"
    cache.clear()
    Statement.objects.update(text="换掉的发言")
    assert "Do not rely on it." in page(None, f"/check/{text.sha256}/")
    meeting.signatures.filter(n=2).delete()
    assert WRITERS["minutes"](document) is None
    assert reader().get(f"/check/{text.sha256}/").status_code == 404


def zipped(meeting, viewer):
    into = io.BytesIO()
    pack(meeting, into, viewer=viewer)
    return into.getvalue()


def test_the_file_of_a_meeting_is_whole_checkable_and_the_same_for_the_same_state(world):
    meeting, secretary = signed(world.own), world.own.people[Role.COMMUNITY_SECRETARY]
    content = zipped(meeting, secretary)
    with on(DAY.replace(day=28)):
        assert zipped(meeting, secretary) == content
    file = zipfile.ZipFile(io.BytesIO(content))
    sums = dict(reversed(line.split("  ")) for line in file.read("SHA256SUMS").decode().splitlines())
    assert set(sums) == set(file.namelist()) - {"SHA256SUMS"}
    assert all(hashlib.sha256(file.read(path)).hexdigest() == digest for path, digest in sums.items())
    stream, = json.loads(file.read("journal.json"))
    assert stream["broken"] == [] and stream["events"][-1]["kind"] == "minutes.countersigned"
    assert json.loads(file.read("record/meetings.minutes.json"))[0]["sha256"] == Minutes.objects.get().sha256
    assert json.loads(file.read("papers.json"))[0]["state"] == "not made yet"
    for outsider in (None, world.own.people[Role.RESIDENT], world.other.people[Role.COMMUNITY_SECRETARY]):
        with pytest.raises(Forbidden):
            zipped(meeting, outsider)


def test_of_a_private_meeting_only_counts_are_public(world, monkeypatch):
    meeting = signed(world.own)
    monkeypatch.setitem(RULES, meeting.kind, type(RULES[meeting.kind])(5, "", seats=frozenset({Role.COUNCIL_MEMBER}), private=True))
    for who, whole in ((None, False), (world.own.people[Role.RESIDENT], False), (meeting.recorder, True)):
        assert ("采用方案B。" in page(who, f"/meetings/{meeting.pk}/minutes/")) == whole
        assert ("同意。" in page(who, f"/meetings/{meeting.pk}/replay/")) == whole
        assert reader(who).get(f"/meetings/{meeting.pk}/minutes.pdf").status_code == (202 if whole else 404)
        assert ("only counts are public" in page(who, f"/meetings/{meeting.pk}/replay/")) != whole
        assert ("only counts are public" in page(who, f"/meetings/{meeting.pk}/minutes/")) != whole
    with pytest.raises(Forbidden):
        zipped(meeting, world.own.people[Role.DISCIPLINE_INSPECTOR])


def test_before_the_close_there_are_no_minutes(world):
    meeting, _entries, _members = opened(world.own)
    assert "drafted when the meeting is closed" in page(meeting.recorder, f"/meetings/{meeting.pk}/minutes/")
    assert at(DAY) == meeting.starts_at and reader().get("/meetings/99999/minutes/").status_code == 404


def test_the_minutes_say_why_an_entry_was_taken_off(world):
    meeting, entries, _members = opened(world.own)
    with on(DAY, 19, 30):
        meetings.strike_entry(entries[1], by=meeting.recorder, reason="材料未齐")
        meetings.close(meeting, by=meeting.facilitator)
    assert "This entry was taken off the agenda. 材料未齐" in " ".join(text_of(standing(meeting), "entry-2").split())
