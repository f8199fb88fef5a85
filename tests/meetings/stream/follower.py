"""What somebody knows of a meeting who has heard its stream, and what its pages show: the two are held together."""

from django.utils.timezone import localtime

from meetings.console.pages import floor
from meetings.console.stream import on_the_table
from meetings.corrections.reading import shown as corrected
from meetings.gallery.section import section
from meetings.models import Comment, Gallery, Registration
from meetings.pages import called, record
from meetings.queries import quorum
from meetings.stream.page import Hall

HANDS = {"speakers.hand_raised": "waiting", "speakers.call_undone": "waiting", "speakers.called": "speaking",
         "speakers.end_undone": "speaking", "speakers.lower_undone": "waiting",
         "speakers.hand_lowered": "", "speakers.ended": ""}
ROW = ("admission", "closes_at", "gallery", "list", "seed")


class Follower:
    """Whoever has only read docs/stream.md and hears the stream."""

    def __init__(self):
        self.seq, self.state, self.whole, self.agenda, self.said, self.agreed = 0, "", {}, [], {}, {}
        self.present, self.members, self.objections, self.signed, self.guests, self.aside = {}, 0, {}, {}, [], {}
        self.counts, self.hands, self.paper, self.commented = {}, {}, None, {}
        self.gallery, self.seats, self.answered, self.corrected = {}, {}, {}, {}

    def hear(self, message):
        """Take one event in."""
        assert message["seq"] == self.seq + 1, "a gap"
        self.seq, data = message["seq"], message.get("data", {})
        self.state, self.agenda = data.get("state", self.state), data.get("agenda", self.agenda)
        self.members = data.get("present", self.members)
        if data.get("request") and message["type"] not in HANDS:
            self.hands.pop(data["request"])  # whoever spoke is through
        for take in (message["type"], message["type"].partition(".")[0]):
            getattr(self, take.replace(".", "_"), lambda kind, data: None)(message["type"], data)
        return self

    def meetings(self, kind, data):
        self.whole |= {name: data[name] for name in ("title", "starts_at", "place", "note", "facilitator", "recorder")
                       if name in data}

    def meetings_invited(self, kind, data):
        self.guests.append(data["name"])

    def meetings_uninvited(self, kind, data):
        self.guests.remove(data["name"])

    def statements(self, kind, data):
        self.said[data["statement"]] = (data["entry"], data["by"], data["stance_words"], data["text"], data["version"])

    def attendance_entered(self, kind, data):
        self.present[data["capacity"]] = self.present.get(data["capacity"], 0) + data["n"]

    def attendance_left(self, kind, data):
        self.present[data["capacity"]] -= 1

    attendance_struck = attendance_left

    def attendance_recused(self, kind, data):
        self.aside[data["entry"]] = self.aside.get(data["entry"], 0) + 1

    def attendance_recusal_withdrawn(self, kind, data):
        self.aside[data["entry"]] -= 1

    def attendance_stakeholders_counted(self, kind, data):
        self.counts["stakeholders"] = data["stakeholders"]

    def attendance_observers_counted(self, kind, data):
        self.counts |= {name: data[name] for name in ("on_site", "online")}

    def minutes_consensus_recorded(self, kind, data):
        self.agreed[data["entry"]] = (data["text"], data["draft"])

    def minutes_consensus_withdrawn(self, kind, data):
        stands = data["stands"]
        self.agreed[data["entry"]] = stands and (stands["text"], stands["draft"])

    def minutes_objection_recorded(self, kind, data):
        self.objections[data["objection"]] = (data["by"], data["text"], None)

    def minutes_objection_withdrawn(self, kind, data):
        self.objections[data["objection"]] = (data["by"], data["text"], (data["withdrawn_by"], data["reason"]))

    def minutes_signed(self, kind, data):
        self.signed[data["role"]] = data["by"]

    def minutes_countersigned(self, kind, data):
        self.signed[data["role"]] = data["by"]

    def minutes_signature_withdrawn(self, kind, data):
        self.signed = {}

    def corrections_countersigned(self, kind, data):
        self.corrected[data["n"]] = (data["wrong"], data["right"], data["reason"], data["by"], data["answered_by"])

    def speakers(self, kind, data):
        self.hands.pop(data["request"], None)
        if HANDS[kind]:
            self.hands[data["request"]] = (data["entry"], HANDS[kind], data["by"], data["stance"])

    def table(self, kind, data):
        self.paper = (data["title"], data["url"]) if kind == "table.paper_shown" else None

    def comments_shown(self, kind, data):
        if not data.get("removed"):
            self.commented[data["comment"]] = (data["entry"], data["by"], data["text"])

    def comments_taken_down(self, kind, data):
        self.commented.pop(data["comment"], None)

    def observers(self, kind, data):
        for row in data.get("registrations", [data] if "registration" in data else []):
            self.seats[row["registration"]] = (row["kind"], row["online"], row["registered"], row["seat"])
        if "admission" in data:
            self.gallery = {name: data[name] for name in ROW}

    lotteries = observers

    def opinions_answered(self, kind, data):
        self.answered[data["n"]] = (data["text"], data["answer"])

    def counted(self):
        """Return the counts of those who are no members; nobody watches online before the meeting has begun."""
        return [n for name, n in self.counts.items() if name != "online" or self.state not in ("planned", "cancelled")]

    def held(self):
        """Return all of it in the words of ``shown``."""
        current = next((row["entry"] for row in self.agenda if row["state"] == "current"), None)
        return {
            "state": self.state, "whole": self.whole, "agenda": [(row["n"], row["title"], row["state"]) for row in self.agenda],
            "said": self.said, "agreed": {key: said for key, said in self.agreed.items() if said},
            "aside": {key: n for key, n in self.aside.items() if n}, "guests": self.guests,
            "objections": self.objections, "signed": self.signed, "members": self.members,
            "present": sorted(n for n in [*self.present.values(), *self.counted()] if n),
            "hands": sorted(hand[1:] for hand in self.hands.values() if hand[0] == current),
            "paper": self.paper, "comments": self.commented, "gallery": self.gallery, "opinions": self.answered,
            "corrections": self.corrected,
        }


def shown(meeting, viewer):
    """Return what the pages of ``meeting`` show ``viewer`` now."""
    page = record(meeting, viewer)
    meeting, entries = page["meeting"], page["entries"]
    return {
        "state": meeting.state, "whole": {
            "title": meeting.title, "starts_at": local(meeting.starts_at), "place": meeting.place_words, "note": meeting.note,
            "facilitator": page["led_by"], "recorder": page["kept_by"],
        },
        "agenda": [(row.n, row.title, row.state) for row in entries],
        "said": {said.n: (row.pk, said.by, said.stance_words or said.get_stance_display(), said.text, said.version)
                 for row in entries for said in row.said},
        "agreed": {row.pk: (row.agreed.text, row.agreed.draft) for row in entries if row.agreed},
        "aside": {row.pk: row.aside for row in entries if row.aside}, "guests": [name for name, _kind in page["guests"]],
        "objections": {row.pk: (row.by, row.text, row.undone and (row.undone.who, row.undone.reason))
                       for row in page["objections"]},
        "signed": {row.role: row.by for row in page["signatures"]},
        "corrections": {row.n: (row.wrong, row.right, row.reason, row.who, row.answered.who) for row in corrected(meeting, viewer)},
        "members": quorum(meeting).present,
        "present": sorted(n for _words, n in page["presence"]), **on_the_stage(meeting, viewer),
    }


def on_the_stage(meeting, viewer):
    """Return what the live page and the announcement show besides."""
    hall, laid = Hall(meeting, viewer), on_the_table(Hall(meeting, viewer))
    queue = floor(hall.current, viewer)["queue"]
    hands = [("waiting", turn.request) for turn in queue.turns] + [("speaking", row) for row in (queue.speaking,) if row]
    commented = [row for entry in hall.entries for row in Comment.objects.filter(entry=entry, state="shown")]
    row = Gallery.objects.filter(meeting=meeting).first()
    return {
        "hands": sorted((how, request.by, request.stance) for how, request in hands),
        "paper": laid and (laid["paper"].title, laid["paper"].url),
        "comments": {each.pk: (each.entry_id, called(each.person, "", viewer), each.text) for each in commented},
        "gallery": {"admission": row.admission, "closes_at": local(row.closes_at), "gallery": row.state, "list": row.list_hash,
                    "seed": row.seed if row.drawn_at else ""} if row else {},
        "opinions": {each.n: (each.text, each.answer) for each in section(meeting, viewer).get("opinions", ()) if each.answer},
    }


def local(instant):
    """Return ``instant`` as it is written in the stream."""
    return localtime(instant).isoformat(timespec="seconds")


def listed(meeting):
    """Return where each registration stands, as the list for the counter shows it."""
    rows = Registration.objects.filter(gallery__meeting=meeting).select_related("seat")
    return {row.pk: (row.kind, row.online, row.state, row.place and row.place.n) for row in rows}
