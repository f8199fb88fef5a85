"""Beside the six steps: the public calls for opinions, with every opinion answered, and the hearings."""

from consultation.domain import attachments, calls, hearings
from consultation.models import CallOpinion, Hearing, HearingParticipant

from .. import cast
from ..story import called, heard
from .base import dice, persons, place_of, residents_of, row_of, scene
from .deliberate import sitting_of


def scenes(matter):
    """Return the scenes of the call and of the hearing of ``matter``, where the story has one."""
    for told in called(matter):
        yield from _of_call(matter, told)
    for told in heard(matter):
        day = matter["step4_deliberation"]["meeting"]["date"]
        yield scene(matter, "hearing-prepared", told["published"], "10:30", lambda told=told: prepare(matter, told))
        yield scene(matter, "hearing-published", told["published"], "11:00", lambda told=told: publish(matter, told))
        yield scene(matter, "hearing-signed", day, "21:20", lambda told=told: sign(matter, told), rank=9)


def _of_call(matter, told):
    yield scene(matter, "call", told["opened"], "09:40", lambda: open_call(matter, told))
    for n, opinion in enumerate(told["opinions"], start=1):
        yield scene(matter, f"opinion-{n}", opinion["date"], "14:00", lambda n=n, opinion=opinion: say(matter, opinion, n))
    for reply in told["answers"]:
        yield scene(
            matter, f"opinion-answer-{reply['of'][0]}", reply["day"], "10:00", lambda reply=reply: answer(matter, reply)
        )
    yield scene(matter, "call-closed", told["closed"], "15:00", lambda: close(matter))


def open_call(matter, told):
    """The secretary publishes the draft with its explanation, and calls for opinions."""
    calls.open(
        row_of(matter), by=secretary_of(matter), draft=told["draft"], explanation=told["explanation"],
        channels=told["channels"], days=told["days"], short_reason=told["short_reason"],
    )


def say(matter, told, n):
    """A resident gives an opinion; what came on paper or was said at a talk is entered by the recorder."""
    person = whom(matter, told, f"opinion-{n}")
    named = {} if person else {"words": told["words"], "channel": told["channel"]}
    calls.say(
        call_of(matter), by=person or cast.office(matter["community"], "recorder"), text=told["text"],
        nameless=told.get("nameless", False), **named,
    )


def answer(matter, told):
    """The secretary answers an opinion, and with the same words those that say the same."""
    rows = {row.n: row for row in CallOpinion.objects.filter(call__matter=row_of(matter)).select_related("community", "call")}
    first, *others = [rows[n] for n in told["of"]]
    calls.answer(first, by=secretary_of(matter), verdict=told["verdict"], reason=told["reason"], others=others)


def close(matter):
    """The secretary closes the call: the table of opinions, verdicts and reasons is published."""
    calls.close(call_of(matter), by=secretary_of(matter))


def prepare(matter, told):
    """The recorder files the papers, makes the sitting a hearing, and names who takes part and how each was chosen."""
    recorder, row = cast.office(matter["community"], "recorder"), row_of(matter)
    for title in told["papers"]:
        attachments.attach(row, by=recorder, title=title)
    hearing = hearings.prepare(row, by=recorder, sitting=sitting_of(matter), subject=told["subject"])
    for n, each in enumerate(told["participants"]):
        hearings.name_participant(
            hearing, by=recorder, chosen=each["chosen"], how=each["how"], person=whom(matter, each, f"hearing-{n}"),
            words=each.get("words", ""),
        )


def publish(matter, told):
    """The recorder publishes papers, day, place and participants, seven days before."""
    hearing = Hearing.objects.select_related("community", "matter__community", "sitting__entry__meeting").get(
        matter=row_of(matter)
    )
    hearings.publish(hearing, by=cast.office(matter["community"], "recorder"), channels=told["channels"])


def sign(matter, told):
    """After the hearing the recorder enters who signed its record, and why one did not."""
    recorder = cast.office(matter["community"], "recorder")
    rows = HearingParticipant.objects.filter(hearing__matter=row_of(matter)).select_related("community", "hearing__sitting")
    for row, each in zip(rows.order_by("pk"), told["participants"], strict=True):
        if "excused" in each:
            hearings.excuse(row, by=recorder, reason=each["excused"])
        else:
            hearings.sign(row, by=recorder)


def call_of(matter):
    """Return the call of the story's matter."""
    return row_of(matter).call


def secretary_of(matter):
    """Return the community's secretary."""
    return cast.office(matter["community"], "community_secretary")


def whom(matter, told, purpose):
    """Return the person that ``told`` names, or one drawn from the register; None where it is told in words alone."""
    if told.get("drawn"):
        return persons([dice(matter, purpose).choice(residents_of(place_of(matter)))])[0]
    return cast.named(matter["community"], told["by"]) if "by" in told else None
