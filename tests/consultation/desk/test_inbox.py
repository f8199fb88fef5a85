"""The inbox: every source with its day and the working of it, whose it is, late by computation alone."""

import datetime as dt

import pytest

from consultation.domain import follow_ups, inquiries, sittings, supervision
from consultation.enums import MatterState
from consultation.guards.publish import posted_long_enough
from consultation.models import Admission, FollowUp, Matter
from consultation.pages.inbox import entry_of, why
from consultation.pages.workbench import places_of
from consultation.queries.owed import SOURCES, dues
from consultation.queries.reports import answer_due
from meetings.domain import corrections, minutes, recurrences
from tests.consultation import builders_agenda as agenda
from tests.consultation import builders_execution as execution
from tests.consultation import builders_outcomes as outcomes
from tests.consultation.builders_calls import LAST, OPENED, called
from tests.consultation.builders_calls import prepared as hearing
from tests.consultation.builders_collect import filed
from tests.meetings.builders import DAY, closed, planned, signed
from yishi.clock.story import today
from yishi.people.enums import Role

from .asking import signed_in

pytestmark = pytest.mark.django_db
on = agenda.on
LATER = DAY + dt.timedelta(5)


@pytest.fixture
def side(world):
    return world.own


def owed(person, day):
    """Return {act: Entry} of what lies on the desk of ``person`` on ``day``."""
    with on(day):
        return {due.act: entry_of(due, person) for due in dues(places_of(person))}


def desk(person, day, query=""):
    with on(day):
        answer = signed_in(person).get(f"/desk/{query}")
        assert answer.status_code == 200
        return answer.context["inbox"], " ".join(answer.content.decode().split())


def test_a_promise_is_due_on_its_day_soon_five_days_before_and_late_after(side):
    matter = execution.started(side, code="T-1")
    execution.promise(matter, side, due="2026-05-20")
    secretary, due = side.people[Role.COMMUNITY_SECRETARY], dt.date(2026, 5, 20)
    for day, shape, word in (
        (due - dt.timedelta(6), "run", "6 days left"), (due - dt.timedelta(5), "risk", "5 days left"),
        (due, "risk", "today"), (due + dt.timedelta(31), "late", "31 days overdue"),
    ):
        entry = owed(secretary, day)["execution.complete"]
        with on(day):
            assert (entry.due.date, entry.due.shape, entry.word, entry.mine) == (due, shape, word, True)
    found, page = desk(secretary, due + dt.timedelta(31))
    assert (found["mine"], found["late"]) == (1, 1)
    assert "1 thing waits for you, 1 is late" in page and "it does not move" in page


def test_what_is_done_and_not_inspected_yet_waits_for_the_supervisory_committee(side):
    matter = execution.started(side, code="T-1")
    milestone = execution.promise(matter, side, due="2026-05-20")
    committee, day = side.people[Role.SUPERVISORY_MEMBER], dt.date(2026, 5, 18)
    assert "inspections.inspect" not in owed(committee, day)
    execution.done(milestone, side, "2026-05-18")
    entry = owed(committee, day)["inspections.inspect"]
    assert (entry.due.thing, entry.due.start, entry.mine) == (matter, day, True)
    execution.passed(matter, side, "2026-05-19")
    assert "inspections.inspect" not in owed(committee, dt.date(2026, 5, 19))


def test_an_item_set_down_for_a_day_asks_for_the_meeting_in_time(side):
    secretary, day = side.people[Role.COMMUNITY_SECRETARY], agenda.ADMITTED + dt.timedelta(20)
    item = agenda.bare(side)
    agenda.prepare(item, side, without=("schedule",), form="council", rule="council", needs_owner_vote=False)
    with on(agenda.NOTICED):
        agenda.agenda.schedule(item, by=side.people[Role.RECORDER], day=day)
        entry = owed(secretary, agenda.NOTICED)["sittings.put"]
    assert (entry.due.date, entry.mine) == (day - dt.timedelta(5), True)
    assert "sittings.put" not in owed(secretary, day + dt.timedelta(1))
    with on(agenda.NOTICED):
        sittings.put(item, planned(side, called=agenda.NOTICED), by=secretary, kind="deliberation")
    assert "sittings.put" not in owed(secretary, agenda.NOTICED)


def test_a_question_is_answered_in_working_days_and_the_days_of_rest_are_named(side):
    matter = outcomes.matter_in(side)
    friday = dt.date(2026, 9, 25)  # Mid-Autumn; the days of National Day follow
    with on(friday):
        inquiries.ask(matter, by=side.people[Role.RESIDENT], text="费用多少？")
        entry = owed(side.people[Role.COMMUNITY_SECRETARY], friday)["inquiries.answer"]
        assert entry.due.date == entry.due.thing.due
        words = why(entry.due)
    assert "5 working days" in words and "Left out or exchanged" in words and "art" in words


def test_a_report_waits_for_its_answer_with_its_day(side):
    with on(dt.date(2026, 3, 2)):
        report = filed(side)
    found = owed(side.people[Role.RECORDER], dt.date(2026, 3, 3))["reports.dispose"]
    assert found.mine and found.due.date == answer_due(report).date and str(report.pk) in found.href
    assert "reports.dispose" not in owed(side.people[Role.RESIDENT], dt.date(2026, 3, 3))


def test_notice_inquiry_and_report_have_their_days(world, side):
    secretary, recorder = side.people[Role.COMMUNITY_SECRETARY], side.people[Role.RECORDER]
    item = agenda.bare(side)
    agenda.prepare(item, side, without=("notice", "schedule"))
    with on(agenda.NOTICED):
        agenda.agenda.schedule(item, by=recorder, day=agenda.ADMITTED)
    found = owed(recorder, agenda.NOTICED)["agenda.post_notice"]
    assert found.due.date == agenda.ADMITTED - dt.timedelta(5) and found.mine
    with on(agenda.NOTICED):
        agenda.agenda.post_notice(item, by=recorder, until=agenda.ADMITTED, channels=agenda.CHANNELS)
    found = owed(secretary, agenda.NOTICED)
    assert "agenda.post_notice" not in found
    assert found["agenda.admit"].due.opens and found["agenda.admit"].due.date == agenda.NOTICED + dt.timedelta(5)
    Matter.objects.filter(pk=item.pk).update(state=MatterState.SURVEYING)
    item.refresh_from_db()
    agenda.inquire(item, side, without=("returns", "finding", "option", "close"))
    with on(agenda.SINCE):
        sittings.put(item, planned(side), by=secretary, kind="deliberation")
    found = owed(recorder, agenda.SINCE)
    assert found["research.close"].due.date == agenda.UNTIL
    assert found["research.publish"].due.date == DAY - dt.timedelta(3)


def test_posting_objections_orders_whistles_follow_ups_and_corrections(side):
    matter = outcomes.published(side).matter
    secretary = side.people[Role.COMMUNITY_SECRETARY]
    with outcomes.at(outcomes.POSTED):
        execution.execution.start(matter, by=secretary, lead_words="物业", supervisor_words="监委会")
        supervision.order(matter, by=side.people[Role.SUPERVISORY_MEMBER], level="yellow", to_words="物业", text="说明",
                          due=outcomes.LAST_DAY)
        supervision.whistle(matter, by=side.people[Role.DISPATCHER], from_words="街道", to=["路灯所"], matter_words="黑",
                            respond_by=outcomes.LAST_DAY)
        follow_ups.add(matter, by=secretary, name="复查", due=outcomes.LAST_DAY)
    found = owed(secretary, outcomes.POSTED)
    assert {"outcomes.end_posting", "supervision.reply", "supervision.respond", "follow_ups.finish"} <= set(found)
    assert found["outcomes.end_posting"].due.date == outcomes.POSTED + dt.timedelta(16)


def test_the_notice_of_an_earlier_text_of_the_item_counts_for_nothing(side):
    secretary, recorder = side.people[Role.COMMUNITY_SECRETARY], side.people[Role.RECORDER]
    item = agenda.bare(side)
    agenda.prepare(item, side)
    again = agenda.NOTICED + dt.timedelta(2)
    assert "agenda.admit" in owed(secretary, agenda.NOTICED)
    with on(again):
        agenda.agenda.revise_text(item, by=recorder, text="三号楼二单元加装电梯。")
    found = owed(recorder, again)
    assert "agenda.post_notice" in found and "agenda.admit" not in found
    with on(again):
        Admission.objects.filter(matter=item).update(scheduled_on=again + dt.timedelta(20))
        agenda.agenda.review(item, by=secretary, body_words="社区党委会", opinion="同意。")
        for day in (again, again + dt.timedelta(3)):
            agenda.agenda.post_notice(item, by=recorder, since=day, until=again + dt.timedelta(9), channels=agenda.CHANNELS)
    found = owed(secretary, again)
    assert "agenda.post_notice" not in found and found["agenda.admit"].due.date == again + dt.timedelta(5)


def test_a_posting_ends_on_the_day_after_the_last_that_its_checklist_names(side):
    resolution, late = outcomes.drafted(side), outcomes.POSTED + dt.timedelta(3)
    with outcomes.at(outcomes.POSTED):
        outcomes.make_ready(side, resolution, without=("posting_planned",))
        outcomes.post_resolution(side, resolution.matter, until=outcomes.LAST_DAY + dt.timedelta(9))
    with outcomes.at(late):
        outcomes.outcomes.publish(resolution, by=side.people[Role.COMMUNITY_SECRETARY])
        check, = posted_long_enough(resolution.matter)
        assert "(0 so far; the last one is Sat 2 May)" in str(check.label)
    due = owed(side.people[Role.COMMUNITY_SECRETARY], late)["outcomes.end_posting"].due
    assert (due.start, due.date) == (late, dt.date(2026, 5, 3))
    for day, done in ((due.date - dt.timedelta(1), False), (due.date, True)):
        with outcomes.at(day):
            assert posted_long_enough(resolution.matter)[0].done is done


def test_calls_hearings_and_minutes_are_there(world, side):
    recorder, secretary = side.people[Role.RECORDER], side.people[Role.COMMUNITY_SECRETARY]
    call = called(side)
    found = owed(secretary, OPENED)["calls.close"]
    assert (found.due.date, found.due.thing) == (LAST + dt.timedelta(1), call)
    with on(OPENED):
        assert found.waits and found.word == "can be done later"
    lines, _page = desk(secretary, OPENED)
    assert lines["tabs"][0][2] == len(lines["entries"]) > lines["mine"]  # a tab counts its lines; what waits is fewer
    closed(side)
    due = owed(recorder, DAY)["minutes.sign"].due
    assert (due.date, due.days) == (DAY + dt.timedelta(5), 3)  # a Friday; three working days after it


def test_after_the_first_signature_the_other_of_the_two_owes_the_second(side):
    meeting, _entries = closed(side)
    with on(DAY, 21):
        minutes.sign(meeting, by=meeting.facilitator)
    assert owed(meeting.recorder, DAY)["minutes.countersign"].mine
    assert not owed(meeting.facilitator, DAY)["minutes.countersign"].mine
    with on(DAY, 22):
        page = signed_in(meeting.recorder).get(meeting.get_absolute_url()).content.decode()
        assert "/acts/minutes.countersign/" in page and "/acts/minutes.sign/" not in page
        form = signed_in(meeting.recorder).get(f"/acts/minutes.sign/{meeting.pk}/")
    assert form.context["cures"]["nobody_signed"].startswith(f"/acts/minutes.countersign/{meeting.pk}/?")


def test_a_correction_of_minutes_is_owed_by_the_facilitator_until_it_is_answered(side):
    meeting = signed(side)
    with on(LATER):
        corrections.propose(meeting, by=meeting.recorder, wrong="采用方案B。", right="采用方案A。", reason="记录时听错了")
    entry = owed(meeting.facilitator, LATER)["corrections.countersign"]
    assert entry.mine and entry.href == f"/acts/corrections.countersign/{meeting.pk}/"
    assert not owed(meeting.recorder, LATER)["corrections.countersign"].mine
    assert entry.href in desk(meeting.facilitator, LATER)[1]
    with on(LATER):
        corrections.refuse(meeting, by=meeting.facilitator, reason="录音里就是这样")
    assert "corrections.countersign" not in owed(meeting.facilitator, LATER)


def test_a_hearing_has_its_seven_days(world, side):
    hearing(world)
    found = owed(side.people[Role.RECORDER], OPENED)["hearings.publish"]
    assert found.due.date == DAY - dt.timedelta(7) and "seven days" in str(found.due.rule)


def test_tabs_stand_in_the_address_and_what_is_others_is_not_mine(side):
    matter = execution.started(side, code="T-1")
    execution.promise(matter, side, due="2026-05-20")
    recorder, day = side.people[Role.RECORDER], dt.date(2026, 5, 30)
    mine, page = desk(recorder, day)
    assert mine["tab"] == "mine" and not mine["entries"] and "owed by others" in page
    everybody, page = desk(recorder, day, "?owed=community")
    assert [entry.due.act for entry in everybody["entries"]] == ["execution.complete"] and "owed by" in page
    assert desk(recorder, day, "?owed=late")[0]["entries"]
    assert desk(recorder, day, "?owed=%00")[0]["tab"] == "mine"


def test_equal_follow_ups_of_one_matter_stand_in_one_line(side):
    matter = execution.started(side, code="T-1")
    with on(dt.date(2026, 5, 10)):
        FollowUp.objects.bulk_create([
            FollowUp(community=side.community, matter=matter, name="回访", due=today()) for _n in range(30)
        ])
    found, page = desk(side.people[Role.COMMUNITY_SECRETARY], dt.date(2026, 5, 10))
    assert [entry.count for entry in found["entries"]] == [30] and "(30 in all)" in page


def test_the_calendar_shows_each_day_with_its_why_and_rest_days(side):
    matter = execution.started(side, code="T-1")
    execution.promise(matter, side, due="2026-10-10")  # a Saturday worked in exchange
    client = signed_in(side.people[Role.COMMUNITY_SECRETARY])
    with on(dt.date(2026, 5, 10)):
        answer = client.get("/desk/calendar/?month=2026-10")
        days = {day.date.day: day for day in answer.context["days"]}
        assert len(days) == 31 and not days[1].works and "国庆节" in str(days[1].why)
        assert days[10].works and days[10].special and days[10].entries[0].due.act == "execution.complete"
        for query in ("?month=2026-13", "?month=0000-01", "?month=%00", "?month=2199-12", "?month=2000-01"):
            assert client.get(f"/desk/calendar/{query}").status_code == 200
        text = client.get("/desk/calendar.ics").content.decode()
    assert text.startswith("BEGIN:VCALENDAR\r\n") and "DTSTART;VALUE=DATE:20261010" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_the_calendar_has_the_standing_dates_and_the_last_day_to_announce_them(side):
    secretary = side.people[Role.COMMUNITY_SECRETARY]
    with on(dt.date(2026, 5, 10)):
        recurrences.settle(side.community, by=secretary, kind="council", day=20, hour=dt.time(19), place_words="议事厅")
        answer = signed_in(secretary).get("/desk/calendar/?month=2026-06")
        days = {day.date.day: day for day in answer.context["days"]}
        assert [each.one.occasion.date.day for each in days[22].planned] == [22]  # the 20th is a Saturday
        href = days[17].announce[0].href  # five days' notice
        assert "starts_at=2026-06-22T19%3A00" in href and signed_in(secretary).get(href).status_code == 200
        assert "DTSTART;VALUE=DATE:20260617" in signed_in(secretary).get("/desk/calendar.ics").content.decode()
        other = signed_in(side.people[Role.RECORDER])
        assert not any(day.planned for day in other.get("/desk/calendar/?month=2026-06").context["days"]), "not theirs to announce"
        seen = other.get("/desk/calendar/?month=2026-06&owed=community").context["days"]
        assert [day.date.day for day in seen if day.announce] == [17] and "meetings.schedule" not in seen[16].announce[0].href
    with on(dt.date(2026, 6, 18)):
        days = signed_in(secretary).get("/desk/calendar/?month=2026-06").context["days"]
        assert not any(day.announce for day in days) and days[21].planned, "it is too late for notice in time"


def test_every_source_is_named_once():
    assert len(SOURCES) == len(set(SOURCES)) and all(source.__doc__ for source in SOURCES)
