"""Step 2 of the story: text, party study, checklist, notice, stakeholders, the agenda meeting, admission."""

from consultation.domain import agenda, conflicts, sittings
from consultation.enums import HearingForm
from yishi.people.models import Body, Place

from .. import cast
from ..population import scope_of
from .base import DAY, row_of, scene
from .begin import number_in
from .halls import call_item, meeting_on, open_agenda_meeting

FORMS = {
    "业主协商+居民听证": HearingForm.HEARING, "议事会+业主大会书面表决": HearingForm.OWNERS_VOTE,
    "议事会+居民意向投票": HearingForm.COUNCIL_AND_CALL, "听证会+业主大会书面表决": HearingForm.HEARING,
    "议事会（快办）": HearingForm.COUNCIL, "恳谈会+居民代表会议表决": HearingForm.REP_ASSEMBLY,
    "居民项目遴选+议事会+居民代表会议表决": HearingForm.REP_ASSEMBLY, "恳谈会+议事会+吹哨报到": HearingForm.TALK,
    "议事会": HearingForm.COUNCIL,
}
AUTONOMY = {True: "yes", False: "no", "partly": "partly"}


def scenes(matter):
    """Return the scenes of the second step of ``matter``."""
    step = matter["step2_agenda"]
    review, notice = step["party_review"]["date"], step["notice"]["from"]
    meeting, research = step["scheduled_meeting"], matter["step3_survey"]["period"]["from"]
    admitted = min(meeting, research - DAY)
    yield scene(matter, "text", review, "17:00", lambda: write_text(matter))
    yield scene(matter, "party-review", review, "18:00", lambda: study(matter))
    yield scene(matter, "notice", notice, "09:00", lambda: put_up(matter))
    yield scene(matter, "agenda-sitting", notice, "10:00", lambda: put_on_agenda(matter))
    if meeting <= research:
        yield scene(matter, "agenda-meeting", meeting, "19:50", lambda: open_agenda_meeting(matter), rank=3)
        yield scene(matter, "agenda-item", meeting, "20:45", lambda: hear_item(matter))
    yield scene(matter, "admit", admitted, "20:50", lambda: admit(matter))


def write_text(matter):
    """The recorder writes the text of the item and names the stakeholders."""
    recorder, row = cast.office(matter["community"], "recorder"), row_of(matter)
    agenda.revise_text(row, by=recorder, text=matter["step2_agenda"]["item_text"])
    for words in matter["step2_agenda"]["stakeholders"]:
        agenda.name_stakeholder(row, by=recorder, words=words, body=Body.objects.filter(name=words).first())


def study(matter):
    """The community's secretary signs for the party organisation, and records checklist and conflicts."""
    step, row = matter["step2_agenda"], row_of(matter)
    secretary = cast.office(matter["community"], "community_secretary")
    review, answers = step["party_review"], step["admissibility"]
    agenda.record_admission(
        row, by=secretary, **proposer_of(matter), rule=matter["decision"], form=FORMS[matter["form"]],
        form_words=matter["form"], in_topic_list=answers["in_topic_list"], within_autonomy=AUTONOMY[answers["within_autonomy"]],
        legal_basis=answers["legal_basis"], needs_owner_vote=answers["needs_owner_vote"],
        escalate=answers.get("escalate", ""), note=answers.get("note", ""), fast_track=answers.get("fast_track", False),
        voting_place=Place.objects.get(code=scope_of(matter)) if answers["needs_owner_vote"] else None,
    )
    conflicts.declare_no_conflict(row, by=secretary, words=answers.get("conflict_check", ""))
    agenda.review(row, by=secretary, body_words=review["body"], opinion=review["opinion"], reviewed_on=review["date"])


def proposer_of(matter):
    """Return who put the item forward, in the words of the checklist."""
    words = matter["step2_agenda"]["proposed_by"]
    kinds = (
        ("委员5人联名", "council_members", 5), ("居民代表", "representatives", digits(words)),
        ("业主委员会", "owners_committee", None),
        ("网格员", "grid_worker", None), ("秘书处", "secretariat", None), ("", "committee", None),
    )
    kind, signatures = next((kind, number) for mark, kind, number in kinds if mark in words)
    return {"proposer": kind, "proposed_by_words": words, "signatures": signatures}


def digits(words):
    """Return the whole number in ``words``, or None."""
    found = "".join(sign for sign in words if sign.isdigit())
    return int(found) if found else None


def put_up(matter):
    """The recorder posts the notice and takes the number the office gave."""
    step, row = matter["step2_agenda"], row_of(matter)
    recorder = cast.office(matter["community"], "recorder")
    agenda.post_notice(row, by=recorder, until=step["notice"]["to"], channels=step["notice"]["channels"])
    agenda.schedule(row, by=recorder, day=step["scheduled_meeting"])
    if "（拟）" not in step["agenda_no"]:
        agenda.number(row, by=recorder, number=number_in(step["agenda_no"])[1])


def put_on_agenda(matter):
    """The matter is put on the agenda of the month's meeting."""
    day = matter["step2_agenda"]["scheduled_meeting"]
    if day <= matter["step3_survey"]["period"]["from"]:
        meeting = meeting_on(matter["community"], day)
        sittings.put(
            row_of(matter), meeting, by=cast.office(matter["community"], "community_secretary"), kind="agenda",
            title=f"审议列题：{matter['title']}", minutes=15,
        )


def hear_item(matter):
    """At the end of an evening that another matter tells of, the item is called too."""
    for sitting in row_of(matter).sittings.filter(kind="agenda", entry__state="pending", entry__meeting__state="open"):
        call_item(sitting.entry)


def admit(matter):
    """The secretary admits the item; a number held back until then is taken now."""
    row, secretary = row_of(matter), cast.office(matter["community"], "community_secretary")
    if "（拟）" in matter["step2_agenda"]["agenda_no"]:
        agenda.number(row, by=secretary, number=number_in(matter["step2_agenda"]["agenda_no"])[1])
    agenda.admit(row, by=secretary)
