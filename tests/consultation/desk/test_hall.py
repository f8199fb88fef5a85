"""The hall at the desk: a meeting convened, held, put on record and signed; and a matter's place on its agenda."""

import datetime as dt

import pytest
from django.test import Client

from consultation.enums import MatterState
from consultation.models import Sitting
from meetings.domain import statements
from meetings.models import DebateRules, Meeting
from tests.consultation.builders_deliberate import NOTICED, published, put
from tests.meetings.builders import CALLED, DAY, closed, council, on, planned, with_entries
from tests.meetings.builders import opened as held
from tests.world import person, seat
from yishi.people.enums import Role

from .hands import address, done, opened, refused, send, sits_down


@pytest.fixture
def side(world):
    return world.own


@pytest.fixture
def recorder(client, side):
    return sits_down(client, side.people[Role.RECORDER])


@pytest.fixture
def secretary(side):
    return sits_down(Client(), side.people[Role.COMMUNITY_SECRETARY])


@pytest.fixture
def facilitator(side):
    return sits_down(Client(), side.people[Role.FACILITATOR])


@pytest.mark.writes
def test_a_meeting_walks_from_its_call_to_its_signatures(recorder, secretary, facilitator, side):
    members = council(side)
    with on(CALLED):
        where = done(send(secretary, "meetings.schedule", side.community, title="三月议事会", place_words="议事厅"))
        meeting = Meeting.objects.get()
        assert where == f"/meetings/{meeting.pk}/record/"
        assert (meeting.date, meeting.entitled, meeting.recorder) == (DAY, 15, side.people[Role.RECORDER])
        done(send(recorder, "meetings.add_entry", meeting, title="宣布到会人数", minutes="5"))
        done(send(recorder, "meetings.add_entry", meeting, title="加装电梯"))
        nobody = secretary.post(address("meetings.invite", meeting), {"kind": "stakeholder", "person": "", "words": ""})
        assert nobody.status_code == 422 and "What you typed is still here." not in nobody.content.decode()
        done(send(secretary, "meetings.invite", meeting, kind="expert", words="结构工程师 老周"))
    with on(DAY, 19):
        done(send(recorder, "attendance.enter_attendance", meeting, persons=[str(m.pk) for m in members]))
        done(send(facilitator, "meetings.open", meeting))
        done(send(facilitator, "meetings.move_to_entry", meeting))
        done(send(facilitator, "meetings.move_to_entry", meeting))
        done(send(recorder, "statements.state", meeting, speaker=members[1].pk, stance="for", text="同意方案B。"))
        done(send(recorder, "minutes.record_consensus", meeting, text="采用方案B。"))
        done(send(facilitator, "meetings.close", meeting))
        done(send(recorder, "minutes.sign", meeting, read="on"))
        done(send(facilitator, "minutes.countersign", meeting, read="on"))
    meeting.refresh_from_db()
    assert (meeting.state, meeting.present) == ("signed", 15)
    said = meeting.statements.get()
    assert (said.entry.n, said.speaker, said.entry.consensuses.get().text) == (2, members[1], "采用方案B。")


def test_members_are_ticked_others_are_named_and_who_is_there_is_not_asked_again(recorder, side):
    members, meeting = council(side, 3), planned(side)
    guest = person(side.community, "居民甲")
    with on(DAY, 18, 50):
        form = recorder.get(address("attendance.enter_attendance", meeting)).context["form"]
        names = [form.fields["persons"].label_from_instance(row) for row in form.fields["persons"].queryset]
        assert set(names) == {m.name for m in members}
        done(send(recorder, "attendance.enter_attendance", meeting, persons=[members[0].pk]))
        form = recorder.get(address("attendance.enter_attendance", meeting)).context["form"]
        assert members[0] not in form.fields["persons"].queryset
        answer = send(recorder, "attendance.enter_attendance", meeting, others="居民甲\n无此人", capacity="observer")
        refused(answer, 422, "居民甲", "无此人: ")
        done(send(recorder, "attendance.enter_attendance", meeting, others="居民甲", capacity="observer"))
        refused(send(recorder, "attendance.enter_attendance", meeting), 422)
    assert meeting.attendances.get(person=guest).capacity == "observer"


def test_without_a_quorum_the_checklist_says_how_many_are_missing(facilitator, recorder, side):
    members, meeting = council(side), planned(side)
    with on(DAY, 19):
        done(send(recorder, "attendance.enter_attendance", meeting, persons=[m.pk for m in members[:9]]))
        page = facilitator.get(address("meetings.open", meeting)).content.decode()
        assert "9 of 10 needed" in page
        refused(send(facilitator, "meetings.open", meeting), 409, "9 of 10 needed")


def test_a_member_signs_out_for_oneself_alone(client, side):
    meeting, entries, members = held(side)
    sits_down(client, members[2])
    with on(DAY, 19, 30):
        offered = client.get(address("attendance.leave", meeting)).context["form"].fields["person"].queryset
        assert list(offered) == [members[2]]
        data = opened(client, "attendance.leave", meeting)
        assert int(data["person"]) == members[2].pk, "nobody else could be meant"
        refused(client.post(address("attendance.leave", meeting), data | {"person": members[3].pk}), 422)
        own = members[2].pk
        done(send(client, "attendance.recuse", meeting, person=own, agenda_entry=entries[1].pk, reason="邻居"))
        done(send(client, "attendance.leave", meeting, person=members[2].pk))
    assert meeting.present == 14


def test_a_statement_is_chosen_and_its_text_appears_to_be_corrected(recorder, side):
    meeting, _entries = closed(side)
    said = meeting.statements.get()
    with on(DAY, 21):
        page = refused(send(recorder, "statements.correct", meeting, statement=said.pk), 422, "同意。")
        assert f'name="seen_version" value="{said.version}"' in page
        query = f"?statement={said.pk}"
        data = opened(recorder, "statements.correct", meeting, query)
        assert (data["text"], data["seen_version"]) == ("同意。", "1")
        statements.correct(said, by=meeting.recorder, text="同意方案B。")
        stale = recorder.post(address("statements.correct", meeting), data | {"text": "赞成。"})
        page = refused(stale, 409, "赞成。", "同意方案B。")
        data = data | {"text": "赞成。", "seen_version": "2"}
        done(recorder.post(address("statements.correct", meeting), data))
    said.refresh_from_db()
    assert (said.text, said.version) == ("赞成。", 3)


def test_a_look_ahead_names_the_statement_by_what_it_says_now(recorder, side):
    meeting, _entries = closed(side)
    said = meeting.statements.get()
    with on(DAY, 21):
        data = opened(recorder, "statements.withdraw", meeting) | {"statement": said.pk, "look": "1"}
        answer = recorder.post(address("statements.withdraw", meeting), data)
    assert [words for _label, words in answer.context["filled"]] == [f"{said.n}. 同意。"]


def test_entries_of_another_meeting_cannot_be_chosen(recorder, world):
    meeting, _entries, _members = held(world.own)
    strange = with_entries(planned(world.other), "另一项")[0]
    with on(DAY, 19, 30):
        answer = send(recorder, "statements.state", meeting, agenda_entry=strange.pk, stance="for", text="同意",
                      speaker_words="老周")
    refused(answer, 422, "同意", "老周")
    assert not meeting.statements.exists()


def test_a_refused_statement_keeps_its_words_at_the_field_that_cures_it(recorder, side):
    meeting, entries, _members = held(side)
    with on(DAY, 19, 30):
        answer = send(recorder, "statements.state", meeting, agenda_entry=entries[0].pk, stance="for", text="我同意",
                      speaker_words="邹女士（601）")
        refused(answer, 422, "我同意", "邹女士（601）")
        assert answer.context["form"].errors.keys() == {"speaker_words"}


@pytest.mark.writes
def test_a_matter_is_put_on_an_agenda_deliberated_and_agreed(recorder, secretary, facilitator, world):
    made, members = published(world), council(world.own)
    meeting = planned(world.own)
    with on(NOTICED):
        done(send(secretary, "sittings.put", made, minutes="30"))
        sitting = Sitting.objects.get()
        assert (sitting.kind, sitting.entry.meeting, sitting.entry.title) == ("deliberation", meeting, made.title)
        done(send(secretary, "sittings.take_off", made, reason="改期"))
        done(send(secretary, "sittings.put", made))
    with on(DAY, 19):
        done(send(recorder, "attendance.enter_attendance", meeting, persons=[m.pk for m in members]))
        done(send(facilitator, "meetings.open", meeting))
        done(send(facilitator, "deliberation.enter", made))
        data = opened(recorder, "deliberation.record_consensus", made) | {"text": "采用方案B。", "look": "1"}
        ahead = recorder.post(address("deliberation.record_consensus", made), data).context["preview"]
        assert len(ahead.lines) == 1, "it is written for the meeting and for the matter, and said once"
        done(send(recorder, "deliberation.record_consensus", made, text="采用方案B。"))
        assert opened(recorder, "deliberation.record_consensus", made)["text"] == "采用方案B。"
        done(send(recorder, "sittings.hold_by_papers", made, words="两人一箱入户"))
    made.refresh_from_db()
    assert made.state == MatterState.DELIBERATING
    assert made.sittings.standing().count() == 2


def test_too_short_a_notice_is_refused_unless_a_special_case_is_named(secretary, world):
    made, _meeting = published(world), planned(world.own)
    with on(DAY):
        refused(send(secretary, "sittings.put", made, title="电梯<i>"), 409, "电梯&lt;i&gt;")
        done(send(secretary, "sittings.put", made, notice_reason="电梯停运，老人被困"))


def test_the_first_meeting_that_notice_still_reaches_is_chosen(secretary, world):
    made, tonight = published(world), planned(world.own)
    later = planned(world.own, starts_at=tonight.starts_at + dt.timedelta(30))
    with on(DAY):
        form = secretary.get(address("sittings.put", made)).context["form"]
    assert list(form.fields["meeting"].queryset) == [tonight, later] and form["meeting"].value() == later.pk


def test_without_a_meeting_the_way_to_convene_one_is_shown(secretary, world):
    page = secretary.get(address("sittings.put", published(world))).content.decode()
    assert "/acts/meetings.schedule/in/HA/" in page


def test_the_owners_committee_convenes_the_owners_and_no_other_meeting(client, world):
    sits_down(client, world.own.people[Role.OWNERS_COMMITTEE])
    where = address("meetings.schedule", world.own.community)
    assert client.get(where).status_code == 403
    with on(CALLED):
        form = client.get(f"{where}?kind=owners_assembly").context["form"]
        assert [value for value, _label in form.fields["kind"].choices] == ["owners_assembly"]
        given = {"title": "业主大会", "place_words": "广场", "kind": "owners_assembly"}
        done(send(client, "meetings.schedule", world.own.community, "?kind=owners_assembly", **given))
        assert client.post(where, given | {"kind": "council"}).status_code == 403


def test_a_meeting_moves_and_is_called_off_with_its_reason(secretary, side):
    meeting = planned(side)
    with on(CALLED):
        data = opened(secretary, "meetings.reschedule", meeting)
        assert (data["starts_at"], data["place_words"]) == ("2026-03-20T19:00", "社区三楼议事厅")
        answer = send(secretary, "meetings.reschedule", meeting, starts_at="2026-03-01T19:00", reason="装修")
        refused(answer, 422, "装修")
        done(send(secretary, "meetings.reschedule", meeting, starts_at="2026-03-23T19:00", reason="装修"))
        done(send(secretary, "meetings.cancel", meeting, reason="合并到四月"))
    meeting.refresh_from_db()
    assert (meeting.state, meeting.note) == ("cancelled", "合并到四月")


def test_who_leads_is_named_by_number_where_the_name_is_not_enough(secretary, side):
    chair = side.people[Role.FACILITATOR]
    person(side.community, chair.name)
    chair.key = "F0001"
    chair.save()
    meeting, deputy = planned(side), person(side.community, "副召集人")
    seat(deputy, Role.FACILITATOR, side.community)
    assert opened(secretary, "meetings.appoint", meeting)["facilitator"] == "F0001"
    refused(send(secretary, "meetings.appoint", meeting, facilitator=chair.name), 422, chair.name)
    done(send(secretary, "meetings.appoint", meeting, facilitator="副召集人"))
    meeting.refresh_from_db()
    assert meeting.facilitator == deputy


def test_rules_of_debate_are_changed_from_those_that_hold(secretary, side):
    done(send(secretary, "debate_rules.adopt", side.community, texts="先举手\n一次一人"))
    assert opened(secretary, "debate_rules.adopt", side.community)["texts"] == "先举手\n一次一人"
    refused(send(secretary, "debate_rules.adopt", side.community, texts="长" * 301), 422, "长" * 301)
    assert DebateRules.objects.count() == 1


def test_observers_are_counted_from_what_was_counted(recorder, side):
    meeting, _entries, _members = held(side)
    with on(DAY, 19, 30):
        given = {"seats": "10", "registered": "12", "on_site": "11", "online": "3", "admitted_by": "lot"}
        refused(send(recorder, "attendance.count_observers", meeting, **given), 422, 'value="11"')
        done(send(recorder, "attendance.count_observers", meeting, **{**given, "on_site": "9"}))
        assert opened(recorder, "attendance.count_observers", meeting)["on_site"] == "9"


def test_a_sitting_that_was_put_elsewhere_cannot_be_taken_off(secretary, world):
    made = published(world)
    sitting = put(world, made)
    data = opened(secretary, "sittings.take_off", made) | {"reason": "改期"}
    assert data["sitting"] == str(sitting.pk)
    other = published_other(world)
    refused(secretary.post(address("sittings.take_off", other), data), 422, "改期")


def test_what_is_on_no_agenda_is_not_offered_to_be_taken_off(secretary, world):
    made = published(world)
    assert secretary.get(address("sittings.take_off", made)).status_code == 409
    assert address("sittings.take_off", made) not in secretary.get(made.get_absolute_url()).content.decode()
    put(world, made)
    assert address("sittings.take_off", made) in secretary.get(made.get_absolute_url()).content.decode()


def published_other(world):
    """Return another matter in the inquiry."""
    made = Sitting.objects.get().matter
    made.pk, made.code = None, "HA-2026-09"
    made.save(force_insert=True)
    return made
