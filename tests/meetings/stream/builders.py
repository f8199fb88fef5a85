"""A meeting in which everything has happened once, the ways in which it is read, and a client of its stream."""

import json

from django.test import TestCase

from meetings.domain import attendance, meetings, minutes, sitting, speakers, statements, table
from meetings.enums import Capacity, InviteeKind, Stance
from meetings.stream.encoders import encode
from meetings.stream.log import after
from meetings.stream.visibility import Audience, Eye
from tests.meetings.builders import CALLED, DAY, at, council, on, opened, planned
from tests.world import person
from yishi.people.enums import Role

EYES = [Eye(audience, "en") for audience in Audience]
GUEST = "欧阳小明"


def eventful(side):
    """Hold a meeting with every kind of event of the hall; return it."""
    members, people = council(side), side.people
    meeting = planned(side)
    guest, clerk, chair, secretary = person(side.community, GUEST), meeting.recorder, meeting.facilitator, people[
        Role.COMMUNITY_SECRETARY]
    with on(CALLED):
        meetings.appoint(meeting, by=secretary, facilitator=chair, recorder=clerk)
        meetings.reschedule(meeting, by=secretary, starts_at=at(DAY, 18), reason="场地")
        meetings.invite(meeting, by=clerk, kind=InviteeKind.EXPERT, words="工程师（601室）")
        first, second, third, _left = [
            meetings.add_entry(meeting, by=clerk, title=title) for title in ("到会", "电梯", "停车", "其他")
        ]
        meetings.strike_entry(third, by=clerk, reason="另行安排")
    with on(DAY, 19):
        attendance.enter_attendance(meeting, members[:12], by=clerk)
        attendance.check_in(meeting, guest, by=clerk, capacity=Capacity.STAKEHOLDER)
        attendance.leave(meeting, members[11], by=clerk)
        attendance.recuse(meeting, members[2], second, by=clerk, reason="邻居")
        attendance.count_stakeholders(meeting, 3, by=clerk)
        attendance.count_observers(meeting, by=clerk, seats=10, registered=4, on_site=2, online=5, admitted_by="all")
        meetings.open(meeting, by=chair)
        meetings.move_to_entry(first, by=chair)
        meetings.move_to_entry(second, by=chair)
        said = statements.state(second, by=clerk, speaker=guest, stance=Stance.FOR, text="同意<b>装</b>")
        statements.correct(said, by=clerk, text="同意装电梯")
        debated(second, members, by=chair)
        minutes.record_consensus(second, by=clerk, text="采用方案B。", draft=True)
        agreed = minutes.record_consensus(second, by=clerk, text="采用方案C。")
        minutes.record_objection(meeting, by=clerk, consensus=agreed, person=guest, text="采光")
        meetings.close(meeting, by=chair)
        drawn = minutes.draft(meeting, by=clerk)
        minutes.edit(meeting, by=clerk, written_texts={drawn.sections[0]["code"]: "会议照常举行。"})
        minutes.sign(meeting, by=clerk)
        minutes.withdraw_signature(meeting, by=clerk)
        minutes.sign(meeting, by=clerk)
        minutes.countersign(meeting, by=chair)
    return meeting


def talking(side):
    """Open a meeting with five events; return it. Its ``say(n)`` adds statements and rings as a commit does."""
    meeting, entries, _members = opened(side)

    def say(n=1):
        with on(DAY, 19, 30), TestCase.captureOnCommitCallbacks(execute=True):
            for _time in range(n):
                statements.state(entries[1], by=meeting.recorder, speaker_words="居民", stance="for", text="同意")

    meeting.say = say
    return meeting


def debated(entry, members, *, by):
    """Let hands go up and down, somebody have the floor, a paper lie on the table, and the evening pause."""
    meeting = entry.meeting
    hand = speakers.raise_hand(entry, by=members[0], stance=Stance.AGAINST)
    speakers.call(hand, by=by)
    speakers.undo_call(meeting, by=by)
    hand.refresh_from_db()
    speakers.call(hand, by=by)
    speakers.end(meeting, by=by)
    speakers.lower_hand(speakers.raise_hand(entry, by=members[1], stance=Stance.FOR), by=members[1])
    table.show_paper(meeting, by=by, paper="a")
    table.take_away(meeting, by=by)
    sitting.adjourn(meeting, by=by, words="休息十分钟")
    sitting.resume(meeting, by=by)
    sitting.return_to(meeting.entries.get(n=1), by=by)
    entry.refresh_from_db()
    sitting.return_to(entry, by=by)
    statements.withdraw(
        statements.state(entry, by=meeting.recorder, speaker=members[0], stance=Stance.AGAINST, text="记错了"), by=meeting.recorder
    )
    meeting.refresh_from_db()


def told(meeting, eye, seq=0):
    """Return the messages of the events of ``meeting`` after ``seq`` as ``eye`` reads them."""
    return [json.loads(text) for _seq, text in encode(after(meeting.stream_name, seq), [eye])[eye]]


class Follower:
    """What somebody knows of a meeting who has only read docs/stream.md and heard the stream."""

    def __init__(self):
        self.seq, self.state, self.agenda, self.said, self.agreed = 0, "planned", [], {}, {}
        self.present, self.objections, self.signed, self.guests, self.aside = {}, {}, {}, [], {}
        self.counts, self.times = {}, 0

    def hear(self, message):
        """Take one event in."""
        assert message["seq"] == self.seq + 1, "a gap"
        self.seq, data = message["seq"], message.get("data", {})
        self.state = data.get("state", self.state)
        self.agenda = data.get("agenda", self.agenda)
        take = getattr(self, message["type"].replace(".", "_"), None)
        if take:
            take(data)
        return self

    def statements_stated(self, data):
        self.said[data["statement"]] = (data["entry"], data["by"], data["stance_words"], data["text"], data["version"])

    statements_corrected = statements_stated

    def attendance_entered(self, data):
        self.present[data["capacity"]] = self.present.get(data["capacity"], 0) + data["n"]

    def attendance_left(self, data):
        self.present[data["capacity"]] -= 1

    def attendance_recused(self, data):
        self.aside[data["entry"]] = self.aside.get(data["entry"], 0) + 1

    def attendance_stakeholders_counted(self, data):
        self.counts["stakeholders"] = data["stakeholders"]

    def attendance_observers_counted(self, data):
        self.counts |= {name: data[name] for name in ("seats", "on_site", "online")}

    def meetings_invited(self, data):
        self.guests.append(data["name"])

    def minutes_consensus_recorded(self, data):
        self.agreed[data["entry"]] = (data["text"], data["draft"])

    def minutes_objection_recorded(self, data):
        self.objections[data["objection"]] = (data["by"], data["text"])

    def minutes_signed(self, data):
        self.signed[data["role"]] = data["by"]

    def minutes_countersigned(self, data):
        self.signed[data["role"]] = data["by"]
        self.state = "signed"

    def minutes_signature_withdrawn(self, data):
        self.signed = {}
