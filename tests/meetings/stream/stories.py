"""Meetings in which everything happens once. Each story yields its meeting after every act, at the instant of the act."""

import datetime as dt

from meetings import tasks
from meetings.domain import (
    attendance,
    comments,
    corrections,
    lotteries,
    meetings,
    minutes,
    observers,
    opinions,
    sitting,
    speakers,
    statements,
    table,
)
from meetings.enums import Capacity, InviteeKind, MeetingKind, Stance
from meetings.gallery.door import door_code
from meetings.models import Gallery, Registration
from tests.meetings.builders import CALLED, DAY, at, council, on, planned, with_entries
from tests.world import household, person
from yishi.clock.story import now
from yishi.people.enums import Role

GUEST = "欧阳小明"


def evening(side):
    """A council meeting from the notice to the second signature."""
    members, people = council(side), side.people
    meeting = planned(side)
    guest, clerk, chair, secretary = person(side.community, GUEST), meeting.recorder, meeting.facilitator, people[
        Role.COMMUNITY_SECRETARY]
    with on(CALLED):
        yield meeting
        for leads in (secretary, chair):
            meetings.appoint(meeting, by=secretary, facilitator=leads, recorder=clerk)
            yield meeting
        meetings.reschedule(meeting, by=secretary, starts_at=at(DAY, 18), reason="场地")
        yield meeting
        for _act in prepared(meeting):
            yield meeting
        first, second, _third, _left = meeting.entries.order_by("n")
    with on(DAY, 19):
        for _act in present(meeting, members, guest, second):
            yield meeting
        meetings.open(meeting, by=chair)
        yield meeting
        meetings.move_to_entry(meeting.entries.get(n=2), by=chair)
        yield meeting
        sitting.uncall(meeting, by=chair)
        yield meeting
        for entry in (first, second):
            meetings.move_to_entry(entry, by=chair)
            yield meeting
        said = statements.state(second, by=clerk, speaker=guest, stance=Stance.FOR, text="同意<b>装</b>")
        yield meeting
        statements.correct(said, by=clerk, text="同意装电梯")
        yield meeting
        for _act in debated(second, members, by=chair):
            yield meeting
        for _act in agreed(second, guest):
            yield meeting
        for _act in ended(meeting, by=chair):
            yield meeting


def prepared(meeting):
    """Invite guests and put entries on the agenda; one of each by mistake."""
    clerk = meeting.recorder
    yield meetings.invite(meeting, by=clerk, kind=InviteeKind.EXPERT, words="工程师（601室）")
    yield (wrong := meetings.invite(meeting, by=clerk, kind=InviteeKind.MEDIA, words="晚报记者"))
    yield meetings.uninvite(wrong, by=clerk, reason="请错了人")
    for title in ("到会", "电梯", "停车", "其他"):
        yield meetings.add_entry(meeting, by=clerk, title=title)
    third = meeting.entries.get(n=3)
    yield meetings.strike_entry(third, by=clerk, reason="另行安排")
    yield meetings.restore_entry(third, by=clerk)
    yield meetings.strike_entry(third, by=clerk, reason="另行安排")


def present(meeting, members, guest, entry):
    """Let members and a guest come, one go and one stand aside, and count the others."""
    clerk = meeting.recorder
    yield attendance.enter_attendance(meeting, members[:12], by=clerk)
    yield attendance.check_in(meeting, guest, by=clerk, capacity=Capacity.STAKEHOLDER)
    yield attendance.leave(meeting, members[11], by=clerk)
    yield attendance.enter_attendance(meeting, members[12:13], by=clerk)
    yield attendance.strike(meeting, members[12], by=clerk, reason="同名，没有来")
    yield attendance.recuse(meeting, members[2], entry, by=clerk, reason="邻居")
    yield attendance.count_stakeholders(meeting, 3, by=clerk)
    yield attendance.count_observers(meeting, by=clerk, seats=10, registered=4, on_site=2, online=5, admitted_by="all")


def debated(entry, members, *, by):
    """Let hands go up and down, somebody have the floor, a paper lie on the table, and the evening pause."""
    meeting = entry.meeting
    yield (hand := speakers.raise_hand(entry, by=members[0], stance=Stance.AGAINST))
    yield speakers.call(hand, by=by)
    yield speakers.undo_call(meeting, by=by)
    hand.refresh_from_db()
    yield speakers.call(hand, by=by)
    yield speakers.end(meeting, by=by)
    yield speakers.undo_end(meeting, by=by)
    yield speakers.end(meeting, by=by)
    yield (hand := speakers.raise_hand(entry, by=members[1], stance=Stance.FOR))
    yield speakers.lower_hand(hand, by=by)
    yield speakers.undo_lower(hand, by=by)
    yield speakers.lower_hand(hand, by=members[1])
    yield table.show_paper(meeting, by=by, paper="a")
    yield table.take_away(meeting, by=by)
    yield (hand := speakers.raise_hand(entry, by=members[3], stance=Stance.FOR))
    yield speakers.call(hand, by=by)
    yield sitting.adjourn(meeting, by=by, words="休息十分钟")  # whoever speaks is through
    yield sitting.resume(meeting, by=by)
    yield sitting.return_to(meeting.entries.get(n=1), by=by)
    entry.refresh_from_db()
    yield sitting.return_to(entry, by=by)
    said = statements.state(entry, by=meeting.recorder, speaker=members[0], stance=Stance.AGAINST, text="记错了")
    yield statements.withdraw(said, by=meeting.recorder)
    meeting.refresh_from_db()


def agreed(entry, guest):
    """Record what is agreed, and that ``guest`` objects; take back what is put on record by mistake."""
    meeting, clerk = entry.meeting, entry.meeting.recorder
    found = [minutes.record_consensus(entry, by=clerk, text=text, draft=draft)
             for text, draft in (("采用方案B。", True), ("采用方案C。", False))][1]
    yield found
    yield (wrong := minutes.record_consensus(entry, by=clerk, text="改期再议。"))
    yield minutes.withdraw_consensus(wrong, by=clerk, reason="记到了别的议程")
    yield minutes.record_objection(meeting, by=clerk, consensus=found, person=guest, text="采光")
    yield (wrong := attendance.recuse(meeting, meeting.attendances.get(person__name="委员5").person, entry, by=clerk, reason="邻居"))
    yield attendance.withdraw_recusal(wrong, by=clerk, reason="邻居是另一位")
    yield (wrong := minutes.record_objection(meeting, by=clerk, words="商户（601）", text="听错了"))
    yield minutes.withdraw_objection(wrong, by=clerk, reason="商户没有提出异议")


def ended(meeting, *, by):
    """Close the meeting, reopen it, close it again and sign."""
    yield meetings.close(meeting, by=by)
    yield sitting.reopen(meeting, by=by, reason="还有一项没有议")
    yield meetings.close(meeting, by=by)
    yield from signed(meeting)


def signed(meeting):
    """Draft, edit and sign the minutes; a signature is withdrawn between."""
    clerk = meeting.recorder
    yield (drawn := minutes.draft(meeting, by=clerk))
    yield minutes.edit(meeting, by=clerk, written_texts={drawn.sections[0]["code"]: "会议照常举行。"})
    yield minutes.sign(meeting, by=clerk)
    yield minutes.withdraw_signature(meeting, by=clerk)
    yield minutes.sign(meeting, by=clerk)
    yield minutes.countersign(meeting, by=meeting.facilitator)
    meeting.refresh_from_db()
    objection, chair = meeting.minutes_objections.standing().get(), meeting.facilitator
    yield corrections.propose(meeting, by=clerk, wrong="会议照常", right="会议改期", reason="记错了", objection=objection)
    yield corrections.refuse(meeting, by=chair, reason="没有记错。")
    yield corrections.propose(meeting, by=clerk, wrong="照常举行", right="如期举行", reason="用词不准")
    yield corrections.countersign(meeting, by=chair)


def open_day(side):
    """An open day: its seats are drawn by lot, come back and go on, and who watches comments and writes an opinion."""
    members, meeting = council(side), planned(side, kind=MeetingKind.OPEN_DAY, place_words="广场")
    entry, _later = with_entries(meeting, "电梯", "停车")
    gallery = announced(meeting, admission="lot", seats=2, seed_words="福彩3D第2026070期")
    yield meeting
    for _row in registered(gallery, side, 5):
        yield meeting
    with on(DAY, 12):
        tasks.close_lists(now())
        yield meeting
    with on(DAY, 14):
        gallery.refresh_from_db()
        lotteries.enter_seed(gallery, by=meeting.recorder, seed="407")
        yield meeting
        lotteries.confirm_seed(gallery, by=side.people[Role.COMMUNITY_SECRETARY], seed="407")
        yield meeting
        for _act in passed_on(gallery):
            yield meeting
    with on(DAY, 18, 50):
        tasks.lapse(now())
        yield meeting
        row = gallery.registrations.get(rank=3)
        observers.check_in(gallery, by=meeting.recorder, code=door_code(row))
        yield meeting
    with on(DAY, 19):
        attendance.enter_attendance(meeting, members[:12], by=meeting.recorder)
        meetings.open(meeting, by=meeting.facilitator)
        meetings.move_to_entry(entry, by=meeting.facilitator)
        yield meeting
        for _act in commented(entry, side.people[Role.RESIDENT]):
            yield meeting
    with on(DAY, 19, 11):
        tasks.release(now())
        yield meeting
        opinion = opinions.hand_in(meeting, by=row.person, text="请把灯修好")
        yield meeting
        opinions.answer(opinion, by=side.people[Role.COMMUNITY_SECRETARY], answer="下周修")
        yield meeting


def announced(meeting, **fields):
    """Announce seats for observers of ``meeting``; return the gallery."""
    with on(CALLED):
        return observers.announce(meeting, by=meeting.recorder, closes_at=at(DAY, 12), **fields)


def registered(gallery, side, n):
    """Yield ``n`` registrations of neighbours."""
    people = [person(side.community, f"邻居{i}") for i in range(n)]
    household(side.estate, f"{gallery.pk}-102", *people)
    with on(CALLED, 11):
        for each in people:
            yield observers.register(gallery, by=each)


def passed_on(gallery):
    """Let both who have a seat cancel, the first one's heir say yes, and the other's not."""
    def of(rank):
        return Registration.objects.select_related("seat", "gallery__meeting", "person").get(gallery=gallery, rank=rank)

    gallery = Gallery.objects.get(pk=gallery.pk)
    yield observers.withdraw(of(1), by=of(1).person)
    yield observers.confirm(of(3), by=of(3).person)
    yield observers.withdraw(of(2), by=of(2).person)


def commented(entry, author):
    """Let ``author`` comment three times: one comment is shown, another is not, and one is shown by mistake."""
    texts = ("坡道要防滑", "骂人的话", "某某家的电话")
    shown, declined, wrong = [comments.hand_in(entry, by=author, text=text) for text in texts]
    yield shown
    yield comments.show(shown, by=entry.meeting.recorder)
    yield comments.decline(declined, by=entry.meeting.recorder, reason="请就事论事。")
    yield comments.show(wrong, by=entry.meeting.recorder)
    yield comments.take_down(wrong, by=entry.meeting.recorder, reason="有他人的个人信息。")


def called_off(side):
    """A meeting that is announced, whose observers are nominated, and that is called off."""
    meeting = planned(side, place_words="二楼")
    gallery = announced(meeting, admission="nomination", seats=3)
    yield meeting
    (row,) = registered(gallery, side, 1)
    with on(CALLED + dt.timedelta(1)):
        observers.admit(row, by=meeting.recorder)
        yield meeting
        meetings.cancel(meeting, by=side.people[Role.COMMUNITY_SECRETARY], reason="停电")
        yield meeting
