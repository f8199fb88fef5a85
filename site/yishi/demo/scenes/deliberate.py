"""Step 4 of the story: the meetings that deliberate and decide. The ballots are in ``votes``."""

from consultation.domain import deliberation, research, sittings
from meetings.domain import attendance, corrections, meetings, statements
from yishi.people.models import Place

from .. import cast
from ..story import at
from . import live, votes
from .base import DAY, row_of, scene
from .halls import hall, sign_in, sign_minutes, stance_of

GUESTS = (
    ("人大代表", "pc_deputy"), ("政协委员", "cppcc_member"), ("记者", "media"), ("工程师", "expert"), ("营养师", "expert"),
    ("审计", "expert"), ("局", "department"), ("大队", "department"), ("财政所", "department"), ("部门", "department"), ("", "other"),
)
ADMITTED = {"先到先得": "first_come", "全部": "all", "抽签": "lot", "未开始": ""}


def scenes(matter):
    """Return the scenes of the fourth step of ``matter``."""
    told = matter["step4_deliberation"]["meeting"]
    day = told["date"]
    yield scene(matter, "convene", day - 7 * DAY, "10:00", lambda: convene(matter))
    yield scene(matter, "sign-in", day, "18:50", lambda: arrive(matter))
    yield scene(matter, "deliberate", day, "19:01", lambda: begin(matter))
    if matter.get("live"):
        yield from live.scenes(matter)
    for n, entry in enumerate(told["transcript"]):
        yield scene(matter, f"statement-{n}", day, entry["at"], lambda entry=entry: speak(matter, entry))
    yield scene(matter, "consensus", day, "20:30", lambda: agree(matter))
    yield from votes.scenes(matter)
    yield scene(matter, "adjourn", day, "21:10", lambda: end(matter), rank=8)
    for n, note in enumerate(told.get("corrections", ())):
        yield scene(matter, f"correction-{n}", note["date"], "10:00", lambda note=note: correct(matter, note))
        yield scene(matter, f"correction-{n}-signed", note["date"], "16:30", lambda: countersign_correction(matter))
    if "cost_share" in matter["step4_deliberation"]:
        yield scene(matter, "costs", day + DAY, "15:00", lambda: share_costs(matter))
    final = final_of(matter)
    if final:
        called = final.get("called_on", final["notice_date"])
        yield scene(matter, "call-assembly", called, "09:30", lambda: call_assembly(matter))
        yield scene(matter, "assembly", final["date"], "19:00", lambda: open_assembly(matter))
        yield scene(matter, "assembly-ends", final["date"], "20:30", lambda: end_assembly(matter), rank=8)


def final_of(matter):
    """Return the representatives' ballot of ``matter`` in the story, or None."""
    for name in ("ballot_final", "ballot"):
        ballot = matter["step4_deliberation"].get(name)
        if ballot and ballot["kind"] == "rep_assembly":
            return ballot
    return None


def sitting_of(matter, kind="deliberation"):
    """Return the sitting of ``kind`` of the matter."""
    rows = row_of(matter).sittings.select_related("entry__meeting__community", "entry__meeting__facilitator",
                                                  "entry__meeting__recorder", "matter__community")
    return rows.filter(kind=kind).latest("pk")


def convene(matter):
    """The meeting is convened, the matter stands on its agenda, and its guests are invited."""
    told, meeting = matter["step4_deliberation"]["meeting"], hall(matter)
    entries = [
        meetings.add_entry(meeting, by=meeting.recorder, title=entry["title"], minutes=entry["minutes"])
        for entry in told.get("agenda", ())
    ]
    sittings.put(
        row_of(matter), meeting, by=cast.office(matter["community"], "community_secretary"), kind="deliberation",
        entry=entries[2] if entries else None, minutes=60,
    )
    for words in told["invitees"]:
        person = cast.named(matter["community"], words)
        kind = next(kind for mark, kind in GUESTS if mark in words)
        meetings.invite(meeting, by=meeting.recorder, kind=kind, person=person, words="" if person else words)


def arrive(matter):
    """Members sign in; stakeholders and observers are counted."""
    told, meeting = matter["step4_deliberation"]["meeting"], hall(matter)
    sign_in(meeting, told["council_present"])
    attendance.count_stakeholders(meeting, told["stakeholders_present"], by=meeting.recorder)
    seen = told["observers"]
    attendance.count_observers(
        meeting, by=meeting.recorder, seats=seen["seats"], registered=seen["registered"], on_site=seen["on_site"],
        online=seen["online"], admitted_by=ADMITTED[seen["admitted_by"]],
    )


def begin(matter):
    """The facilitator opens the sitting and calls its entry; of the live evening the first, and the others in their time."""
    sitting = sitting_of(matter)
    meeting = deliberation.open_sitting(sitting, by=sitting.entry.meeting.facilitator)
    last = 1 if matter.get("live") else sitting.entry.n
    for entry in meeting.entries.filter(state="pending").order_by("n"):
        if entry.n <= last:
            meetings.move_to_entry(entry, by=meeting.facilitator)


def speak(matter, told):
    """What somebody says goes into the transcript."""
    entry = sitting_of(matter).entry
    if matter.get("live"):
        entry = live.called(matter) or entry
    person = cast.named(matter["community"], told["speaker"])
    stance = stance_of(told)
    plain = told["stance"] in {"赞成", "反对", "提问", "说明", "主持", "有条件赞成"}
    statements.state(
        entry, by=entry.meeting.recorder, stance=stance, stance_words="" if plain else told["stance"], text=told["text"],
        speaker=person, speaker_words="" if person else told["speaker"],
    )


def agree(matter):
    """What was agreed is recorded."""
    sitting = sitting_of(matter)
    text = matter["step4_deliberation"]["meeting"]["consensus"]
    deliberation.record_consensus(sitting, by=sitting.entry.meeting.recorder, text=text, draft="表决前草拟" in text)


def end(matter):
    """The meeting is closed, once every matter on its agenda is through; both sign."""
    meeting = hall(matter)
    meetings.close(meeting, by=meeting.facilitator)
    sign_minutes(meeting)


def correct(matter, note):
    """The recorder proposes to correct the signed minutes."""
    meeting = hall(matter)
    corrections.propose(meeting, by=meeting.recorder, wrong=note["wrong"], right=note["right"], reason=note["reason"])


def countersign_correction(matter):
    """The facilitator countersigns it; it stands under the minutes from then on."""
    meeting = hall(matter)
    corrections.countersign(meeting, by=meeting.facilitator)


def share_costs(matter):
    """The shares of the costs, as agreed at the hearing, become the cost plan."""
    told = matter["step4_deliberation"]["cost_share"]
    research.plan_costs(
        row_of(matter), by=cast.office(matter["community"], "recorder"), total_yuan=told["total_yuan"],
        subsidy_yuan=told["subsidy_yuan"], owners_yuan=told["owners_yuan"],
        households_per_floor=told["households_per_floor"], shares=[list(pair) for pair in told["per_household_percent"].items()],
    )


def call_assembly(matter):
    """The secretary convenes the representatives' assembly that decides."""
    final, community = final_of(matter), matter["community"]
    place = Place.objects.get(code=community)
    meeting = meetings.schedule(
        place, by=cast.office(community, "community_secretary"), kind="rep_assembly",
        title=f"{place.name}居民代表会议", starts_at=at(final["date"], "19:00"), place_words=f"{place.name}大会议室",
        facilitator=cast.office(community, "facilitator"), recorder=cast.office(community, "recorder"),
        entitled=final["eligible"], form_words="居民代表会议",
    )
    sittings.put(row_of(matter), meeting, by=cast.office(community, "community_secretary"), kind="decision", minutes=60)


def open_assembly(matter):
    """The representatives sign in, and the facilitator opens the assembly."""
    sitting, final = sitting_of(matter, "decision"), final_of(matter)
    meeting = sitting.entry.meeting
    attendance.enter_attendance(meeting, votes.assembly(matter["community"])[: final["present"]], by=meeting.recorder)
    deliberation.open_sitting(sitting, by=meeting.facilitator)
    meetings.move_to_entry(sitting.entry, by=meeting.facilitator)


def end_assembly(matter):
    """The assembly is closed; both sign."""
    meeting = sitting_of(matter, "decision").entry.meeting
    meetings.close(meeting, by=meeting.facilitator)
    sign_minutes(meeting)
