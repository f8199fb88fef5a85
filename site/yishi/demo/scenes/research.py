"""Step 3 of the story: the inquiry, its findings, expert opinions, options, and its report."""

from consultation.domain import research

from .. import cast
from .base import row_of, scene


def scenes(matter):
    """Return the scenes of the third step of ``matter``."""
    step = matter["step3_survey"]
    first, last = step["period"]["from"], step["period"]["to"]
    told = step["sample"].get("as_of", last)
    yield scene(matter, "plan", first, "09:00", lambda: plan(matter))
    yield scene(matter, "findings", told, "17:00", lambda: record(matter))
    if told < last:
        yield scene(matter, "final-count", last, "17:10", lambda: count(matter))
    yield scene(matter, "inquiry-closed", last, "18:00", lambda: close(matter))


def plan(matter):
    """The recorder plans the inquiry."""
    step = matter["step3_survey"]
    research.plan(
        row_of(matter), by=cast.office(matter["community"], "recorder"), since=step["period"]["from"],
        until=step["period"]["to"], methods=step["methods"], unit=step["sample"]["unit"], target=step["sample"]["target"],
        technical="expert" in step,
    )


def record(matter):
    """What was found out is recorded: returns, findings, the expert's opinion, the options."""
    step, row = matter["step3_survey"], row_of(matter)
    recorder = cast.office(matter["community"], "recorder")
    research.record_returns(row, by=recorder, returned=step["sample"]["returned"], as_of=step["sample"].get("as_of"))
    for text in step["findings"]:
        research.record_finding(row, by=recorder, text=text)
    if "expert" in step:
        expert = cast.named(matter["community"], step["expert"]["name"])
        research.record_opinion(row, by=recorder, text=step["expert"]["opinion"], person=expert)
    for option in step["options_drafted"]:
        research.draft_option(
            row, by=recorder, code=option["code"], name=option["name"], note=option.get("note", ""),
            budget_yuan=option.get("budget_yuan"),
        )


def count(matter):
    """The count of the whole period takes the place of the one in between."""
    research.record_returns(
        row_of(matter), by=cast.office(matter["community"], "recorder"),
        returned=matter["step3_survey"]["sample"]["returned"],
    )


def close(matter):
    """The inquiry is closed and its report posted."""
    row, recorder = row_of(matter), cast.office(matter["community"], "recorder")
    research.close(row, by=recorder)
    research.publish(row, by=recorder, channels=["平台公示", "小区公示栏"])
