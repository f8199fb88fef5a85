"""Step 5 of the story: the resolution, other opinions with answers, its posting, objections, and reporting back."""

from consultation.domain import filing, objections, outcomes, postings, releases
from consultation.models import Objection

from .. import cast
from .base import DAY, row_of, scene
from .begin import number_in


def scenes(matter):
    """Return the scenes of the fifth step of ``matter``."""
    step = matter["step5_result"]
    first, last = step["publication"]["from"], step["publication"]["to"]
    yield scene(matter, "draft", step["resolution"]["date"], "09:00", lambda: draft(matter))
    yield scene(matter, "publish", first, "09:00", lambda: publish(matter))
    yield scene(matter, "posting-proof", first + DAY, "10:00", lambda: prove(matter))
    yield scene(matter, "report-back", first + DAY, "11:00", lambda: report_back(matter))
    for n, told in enumerate(step["objections"]):
        yield scene(matter, f"objection-{n}", told["date"], "10:00", lambda told=told: object_to(matter, told))
        yield scene(matter, f"answer-{n}", told["reply_date"], "16:00", lambda told=told: reply(matter, told))
    yield scene(matter, "end-posting", last + DAY, "08:30", lambda: end_posting(matter))


def secretary_of(matter):
    """Return the community's secretary."""
    return cast.office(matter["community"], "community_secretary")


def draft_of(matter):
    """Return the latest version of the resolution."""
    return row_of(matter).resolutions.select_related("matter__community", "community").latest("version")


def draft(matter):
    """The recorder drafts the resolution, with other opinions beside their answers and the next tasks."""
    step, row = matter["step5_result"], row_of(matter)
    recorder = cast.office(matter["community"], "recorder")
    told = step["resolution"]
    outcomes.draft(row, by=recorder, title=told["title"], paragraphs=told["body"], dated=told["date"])
    resolution = draft_of(matter)
    outcomes.take_number(resolution, by=recorder, number=number_in(told["doc_no"])[1])
    text, _comma, answer = step["minority_note"].partition("，")
    if answer:
        outcomes.record_minority(row, by=recorder, text=text, answer=answer)
    else:
        outcomes.record_no_minority(row, by=recorder)
    lead = matter["step6_execution"]["lead"]
    for milestone in matter["step6_execution"]["milestones"]:
        outcomes.name_task(resolution, by=recorder, text=milestone["name"], body_words=lead, due=milestone["due"])


def publish(matter):
    """The recorder arranges the posting, the officer reviews the text, the secretary publishes and files it."""
    step, secretary = matter["step5_result"], secretary_of(matter)
    postings.post(
        row_of(matter), "resolution", by=cast.office(matter["community"], "recorder"), since=step["publication"]["from"],
        until=step["publication"]["to"], channels=step["publication"]["channels"],
    )
    releases.review(draft_of(matter), by=cast.person("wen"), result="whole", secrets_checked=True)
    outcomes.publish(draft_of(matter), by=secretary)
    filing.file_with_street(draft_of(matter), by=secretary, received_words="街道社区管理办公室")


def prove(matter):
    """The recorder keeps the caption of the photo of the notice board."""
    posting = row_of(matter).postings.filter(purpose="resolution").latest("pk")
    channel = next((c for c in posting.channels if "平台" not in c), posting.channels[0])
    postings.prove(
        posting, by=cast.office(matter["community"], "recorder"), channel=channel, on=posting.since + DAY,
        caption="张贴照片（社区留存）",
    )


def report_back(matter):
    """The result is reported back to those who reported and supported it, and to the stakeholders."""
    told = {"reporters": "平台消息", "supporters": "平台消息", "stakeholders": "电话和上门", "residents": "小区公示栏"}
    for to, channel in told.items():
        outcomes.report_back(row_of(matter), by=cast.office(matter["community"], "recorder"), to=to, channel=channel)


def object_to(matter, told):
    """Somebody objects: a resident of the register, or whom the office enters in words."""
    person = cast.resident(matter["community"], told["by"])
    if person:
        objections.object_to(row_of(matter), by=person, text=told["text"])
    else:
        objections.object_to(
            row_of(matter), by=cast.office(matter["community"], "recorder"), text=told["text"], words=told["by"]
        )


def reply(matter, told):
    """The secretary answers the objection."""
    objection = Objection.objects.select_related("community", "matter").get(matter__code=matter["id"], text=told["text"])
    objections.answer(objection, by=secretary_of(matter), reply=told["reply"])


def end_posting(matter):
    """The posting has hung for its time."""
    outcomes.end_posting(row_of(matter), by=secretary_of(matter))
