"""Step 6 of the story: milestones, inspections, accountability, ratings, and the closing. What lies ahead is kept to its day."""

import datetime as dt
import re

from django.core.files.base import ContentFile

from consultation.domain import execution, follow_ups, inspections, satisfaction, supervision
from consultation.models import FollowUp, FollowUpKind, FollowUpState, Milestone, SupervisionOrder, WhistleResponse
from consultation.models import SatisfactionSurvey as Survey
from yishi.people.models import Body, Person, Place
from yishi.workdays.periods import add_workdays

from .. import cast, population
from ..story import FOLDER, anchor
from .base import DAY, dice, persons, place_of, row_of, scene

ACTIONS = {"约谈": "talk", "通报": "notice", "转执法": "enforcement"}
REDO = {"HA-2026-06": dt.date(2026, 9, 30)}
ASKED_AGAIN = 11 * DAY
ANSWERED = 6 * DAY  # after the rating: an answer is owed within seven
LATER_ACCEPTANCE = {"LX-2026-05": dt.date(2026, 12, 29)}  # the script tells of a survey and leaves the acceptance to us
NEW_PLAN = {("LX-2026-05", 3): dt.date(2026, 12, 5)}


def scenes(matter):
    """Return the scenes of the sixth step of ``matter``."""
    step, start = matter["step6_execution"], matter["step5_result"]["publication"]["from"]
    yield scene(matter, "start", start, "10:00", lambda: begin(matter))
    for milestone in step["milestones"]:
        yield from milestone_scenes(matter, milestone)
    for n, told in enumerate(step.get("supervision_orders", ())):
        yield scene(matter, f"order-{n}", told["date"], "10:00", lambda told=told: order(matter, told))
        yield scene(matter, f"order-reply-{n}", told["reply_date"], "15:00", lambda told=told: reply(matter, told))
    if "whistle" in step:
        yield from whistle_scenes(matter, step["whistle"])
    for told in inspections_of(matter):
        yield scene(matter, f"inspect-{told['round']}", told["date"], "17:30", lambda told=told: inspect(matter, told))
    if "accountability" in step:
        yield scene(matter, "account", step["accountability"]["date"], "10:00", lambda: account(matter))
        yield scene(matter, "plan-handed-in", step["accountability"]["plan_date"], "16:00", lambda: plan(matter))
    yield from rating_scenes(matter, step["satisfaction"])


def supervisor_of(matter):
    """Return the head of the community's supervisory committee."""
    return cast.office(matter["community"], "supervisory_member")


def clerk_of(matter):
    """Return the community's secretary, who enters what those without an account did."""
    return cast.office(matter["community"], "community_secretary")


def begin(matter):
    """It is said who carries it out, who supervises, and by when what is promised."""
    step, row = matter["step6_execution"], row_of(matter)
    lead = Body.objects.filter(name=step["lead"], community__code=matter["community"]).first()
    execution.start(row, by=clerk_of(matter), lead_words=step["lead"], supervisor_words=step["supervisor"], lead=lead)
    for milestone in step["milestones"]:
        execution.add_milestone(row, by=clerk_of(matter), name=milestone["name"], due=milestone["due"], n=milestone["seq"])


def milestone_of(matter, number):
    """Return the milestone ``number`` of the matter."""
    return Milestone.objects.select_related("community", "matter").get(matter__code=matter["id"], n=number)


def milestone_scenes(matter, told):
    """Return what happens to one milestone: done on its day, late with its reason, or where it stands at the story's now."""
    n, done, reason = told["seq"], told.get("done"), told.get("delay_reason", "")
    if done:
        yield scene(matter, f"milestone-{n}", done, "16:30", lambda: complete(matter, told))
        return
    today = anchor().date()
    if told["status"] == "overdue":
        plan = NEW_PLAN[matter["id"], n]
        yield scene(matter, f"delay-{n}", told["due"] + 3 * DAY, "15:30", lambda: execution.record_delay(
            milestone_of(matter, n), by=clerk_of(matter), reason=reason, new_due=plan))
    if told["status"] == "at_risk":
        yield scene(matter, f"risk-{n}", today - DAY, "10:00", lambda: execution.report_risk(
            milestone_of(matter, n), by=clerk_of(matter), reason="受前一里程碑延期影响"))
    if told.get("progress"):
        yield scene(matter, f"progress-{n}", today - DAY, "11:00", lambda: execution.report_progress(
            milestone_of(matter, n), by=clerk_of(matter), progress=told["progress"]))
    kept = max(NEW_PLAN.get((matter["id"], n), told["due"]), today + DAY)
    yield scene(matter, f"milestone-{n}", kept, "16:30", lambda: complete(matter, {**told, "done": kept}))


def complete(matter, told):
    """The milestone is done, with the photo or paper that shows it and, where it is late, its reason."""
    milestone = milestone_of(matter, told["seq"])
    if told.get("evidence"):
        content = ContentFile((FOLDER / "evidence" / told["file"]).read_bytes(), name=told["file"])
        execution.add_evidence(milestone, by=clerk_of(matter), title=told["evidence"], upload=content)
    execution.complete(milestone, by=clerk_of(matter), done_on=told["done"], reason=told.get("delay_reason", ""))


def order(matter, told):
    """The supervisory committee orders somebody to answer within three working days."""
    supervision.order(
        row_of(matter), by=supervisor_of(matter), level=told["level"], to_words=told["to"], text=told["text"],
        due=add_workdays(told["date"], 3), milestone=milestone_of(matter, 3),
    )


def reply(matter, told):
    """The answer comes in, and is entered."""
    found = SupervisionOrder.objects.select_related("community", "matter").get(matter__code=matter["id"], text=told["text"])
    reason = next(m["delay_reason"] for m in matter["step6_execution"]["milestones"] if m["status"] == "overdue")
    supervision.reply(found, by=clerk_of(matter), text=reason)


def whistle_scenes(matter, told):
    """Return the call of the departments, and each department's arrival."""
    yield scene(matter, "whistle", told["date"], "09:00", lambda: supervision.whistle(
        row_of(matter), by=cast.person("he"), from_words=told["from"], to=list(Body.objects.filter(name__in=told["to"])),
        matter_words=told["matter"], respond_by=told["respond_by"]))
    for answer in told["responded"]:
        yield scene(matter, f"arrived-{answer['org']}", answer["at"], "14:00", lambda answer=answer: arrive(matter, answer))


def arrive(matter, answer):
    """The department's liaison reports for duty."""
    row = WhistleResponse.objects.select_related("community", "whistle__matter", "body").get(
        whistle__matter__code=matter["id"], body__name=answer["org"]
    )
    liaison = Person.objects.select_related("community").get(seats__body=row.body)
    supervision.respond(row, by=liaison, at=answer["at"])


def inspections_of(matter):
    """Return the inspections of the story, and the one that its script leaves out."""
    told = list(matter["step6_execution"]["inspections"])
    if matter["id"] in LATER_ACCEPTANCE:
        told.append({"round": 1, "date": LATER_ACCEPTANCE[matter["id"]], "by": ["龚正平", "佟维岳"], "result": "pass",
                     "comment": "新增车位、共享车位和余位显示均已启用。"})
    return told


def inspect(matter, told):
    """Those named inspect; a fail says by when it is done again."""
    members = [cast.named(matter["community"], words) or words for words in told["by"]]
    redo = None
    if told["result"] == "fail":
        later = [i["date"] for i in matter["step6_execution"]["inspections"] if i["round"] == told["round"] + 1]
        redo = REDO.get(matter["id"]) or later[0]
    inspections.inspect(
        row_of(matter), by=supervisor_of(matter), result=told["result"], comment=told["comment"], members=members, redo_due=redo
    )


def account(matter):
    """The sub-district holds somebody to account."""
    told = matter["step6_execution"]["accountability"]
    supervision.account(
        row_of(matter), by=cast.person("he"), trigger=told["trigger"], plan_due=told["plan_date"],
        actions=[(action["to"], ACTIONS[action["kind"]], action["text"]) for action in told["actions"]],
    )


def plan(matter):
    """The plan to mend what failed is handed in on its day."""
    row = FollowUp.objects.select_related("community", "matter").get(matter__code=matter["id"], kind=FollowUpKind.PLAN)
    follow_ups.finish(row, by=clerk_of(matter), text=matter["step6_execution"]["accountability"]["plan"])


def rating_scenes(matter, told):
    """Return the survey, its ratings, what became of the dissatisfied, and the closing."""
    yield scene(matter, "survey", told["from"], "09:00", lambda: satisfaction.open_survey(
        row_of(matter), by=cast.office(matter["community"], "community_secretary"), until=told["to"], invited=told["invited"]))
    yield scene(matter, "ratings", mid_of(told), "12:00", lambda: rate(matter, told))
    for n, comment in enumerate(told["comments"]):
        if "follow_up" in comment:
            yield scene(matter, f"mend-{n}", mended_on(told, comment), "15:00", lambda comment=comment: mend(matter, comment))
    yield scene(matter, "mend-rest", mid_of(told) + ANSWERED, "16:00", lambda: mend_rest(matter))
    ends, last_work = told["to"], max(m.get("done") or m["due"] for m in matter["step6_execution"]["milestones"])
    if last_work > ends:  # asked again within 7 days of the last milestone (domain 3.5)
        ends = last_work + ASKED_AGAIN
        yield scene(matter, "survey-again", last_work + DAY, "09:00", lambda: satisfaction.open_survey(
            row_of(matter), by=cast.office(matter["community"], "community_secretary"), until=ends, invited=told["invited"]))
        yield scene(matter, "ratings-again", last_work + 5 * DAY, "12:00", lambda: rate(matter, told | {"comments": []}))
        yield scene(matter, "mend-again", last_work + 5 * DAY + ANSWERED, "16:00", lambda: mend_rest(matter))
    yield scene(matter, "close", ends + DAY, "17:00", lambda: close(matter))


def mended_on(told, comment):
    """Return the day that the answer itself names (11月18日…), or three days after the rating."""
    named = re.match(r"(\d+)月(\d+)日", comment["follow_up"])
    if named:
        return dt.date(told["to"].year, *map(int, named.groups()))
    return mid_of(told) + 3 * DAY


def mid_of(told):
    """Return the day on which the residents of the story rate: half way through the survey."""
    return told["from"] + (told["to"] - told["from"]) // 2


def rate(matter, told):
    """Residents rate; the comments of the story go to the first of each kind."""
    survey = Survey.objects.select_related("community", "matter").filter(matter__code=matter["id"]).latest("since")
    values = [v for v in ("satisfied", "basic", "dissatisfied") for _n in range(told[v])]
    comments = {}
    for comment in told["comments"]:
        comments.setdefault(comment["rating"], []).append(comment["text"])
    for person, value in zip(raters_of(matter, len(values)), values, strict=True):
        text = comments[value].pop(0) if comments.get(value) else ""
        satisfaction.rate(survey, by=person, value=value, text=text)


def raters_of(matter, count):
    """Return ``count`` residents of the place, one a household where there are enough, the story's own first."""
    place = Place.objects.get(code=population.scope_of(matter)) if matter["id"] == "HA-2026-03" else place_of(matter)
    rows = Person.objects.filter(household__place__path__startswith=place.path, born__lt="2006-01-01")
    firsts = {}
    for key, household in rows.order_by("household", "key").values_list("pk", "household"):
        firsts.setdefault(household, key)
    keys = list(firsts.values())
    return persons(keys if len(keys) <= count else dice(matter, "raters").sample(keys, count))


def mend(matter, comment):
    """What was done about somebody's dissatisfaction."""
    row = FollowUp.objects.select_related("community", "matter").get(
        matter__code=matter["id"], rating__text=comment["text"]
    )
    follow_ups.finish(row, by=clerk_of(matter), text=comment["follow_up"])


def mend_rest(matter):
    """Whoever was dissatisfied and wrote nothing is called within the seven days, all by one sentence."""
    rows = FollowUp.objects.select_related("community", "matter").filter(
        matter__code=matter["id"], state=FollowUpState.OWED, rating__text=""
    )
    for row in rows:
        follow_ups.finish(row, by=clerk_of(matter), text="已电话回访，说的事记下，转给牵头单位")


def close(matter):
    """The matter is closed: adopted and done, or voted down and what was agreed instead done."""
    row, secretary = row_of(matter), cast.office(matter["community"], "community_secretary")
    for told in matter["step6_execution"].get("follow_up", ()):
        follow_ups.add(row, by=clerk_of(matter), name=told["name"], due=told["due"])
    if matter["step4_deliberation"].get("ballot", {}).get("result") == "not_passed":
        execution.close_not_passed(row, by=secretary)
    else:
        execution.close(row, by=secretary)
