"""One thing of every kind that an act is done to, whole in any of its states; made directly, for no act's sake."""

import datetime as dt

from consultation.collecting import Channel, Disposition, PetitionBase, Wish
from consultation.enums import MatterState, Rule, Topic
from consultation.models import (
    CallOpinion,
    Category,
    FollowUp,
    Hearing,
    HearingParticipant,
    InquiryNote,
    Matter,
    Milestone,
    MinorityOpinion,
    NumberLine,
    Objection,
    Petition,
    Posting,
    PublicCall,
    Report,
    Resolution,
    SatisfactionSurvey,
    Sitting,
    SupervisionOrder,
    TextTemplate,
    Whistle,
    WhistleResponse,
)
from consultation.models.supervision import CallState, OrderState
from consultation.polls.enums import Electorate, PollState, Secrecy
from consultation.polls.models import Poll
from meetings.enums import MeetingKind
from meetings.models import AgendaEntry, Comment, DebateRules, Gallery, Meeting, Recurrence, WrittenOpinion
from tests.world import person
from yishi.people.enums import BodyKind
from yishi.people.models import Body

DAY = dt.date(2026, 3, 2)
AT = dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)
NOT_YET = (PollState.DRAFT, PollState.ANNOUNCED, PollState.ANNULLED)


def things(side):
    """Make one thing of every kind in ``side`` and return them by label. None of it is any office-holder's own."""
    own = {"community": side.community}
    first, second = person(side.community, "李甲"), person(side.community, "李乙")
    matter = Matter.objects.create(
        code="T-1", title="楼道照明", topic=Topic.RENEWAL, place=side.estate, opened_on=DAY, **own
    )
    of = {**own, "matter": matter}
    whistle = Whistle.objects.create(on=DAY, from_words="社区", matter_words="积水", respond_by=DAY, **of)
    line = NumberLine.objects.create(series="槐协决", year=2026, number=901, given_by=first, given_on=DAY, **of)
    made = [
        matter, line, Category.objects.create(code="T", name="照明", **own),
        Report.objects.create(code="T-R", channel=Channel.SNAPSHOT, filed_at=AT, reporter=first, entered_by=first,
                              place=side.estate, title="灯", text="灯不亮", wish=Wish.HELP, **own),
        Petition.objects.create(base=PetitionBase.ADULTS, title="开会", text="请开会", opened_by=first, opened_at=AT,
                                **own),
        Posting.objects.create(purpose="agenda", since=DAY, until=DAY, channels=["公示栏"], posted_by=first, **of),
        Resolution.objects.create(title="决议", dated=DAY, number=line, drafted_by=first, **of),
        MinorityOpinion.objects.create(n=1, text="不同意", recorded_by=first, **of),
        Objection.objects.create(person=first, text="异议", raised_on=DAY, entered_by=first, **of),
        InquiryNote.objects.create(person=first, text="为何", raised_on=DAY, entered_by=first, **of),
        Milestone.objects.create(n=1, name="施工", due=DAY, **of),
        SupervisionOrder.objects.create(level="yellow", to_words="物业", text="整改", on=DAY, due=DAY, **of),
        WhistleResponse.objects.create(whistle=whistle, words="水务局", **own),
        SatisfactionSurvey.objects.create(since=DAY, until=DAY + dt.timedelta(10), invited=10, **of),
        FollowUp.objects.create(name="回访", due=DAY, **of),
        Poll.objects.create(question="是否同意", rule=Rule.COUNCIL, secrecy=Secrecy.NAMED, place=side.community,
                            electorate=Electorate.MEMBERS, roles=["council_member"], **of),
        Meeting.objects.create(kind=MeetingKind.COUNCIL, title="议事会", starts_at=AT, place_words="议事厅",
                               facilitator=first, recorder=second, **own),
        DebateRules.objects.create(n=1, texts=["先立场"], adopted_on=DAY, **own),
    ]
    made += [*_called(made[-2], of, first), *_watched(made[-2], own, first)]
    made.append(Recurrence.objects.create(kind=MeetingKind.COUNCIL, day=20, hour=dt.time(19), every="month", rest="after",
                                          place_words="议事厅", since=DAY, **own))
    Body.objects.create(kind=BodyKind.DEPARTMENT, name="城管中队", **own)
    return {thing._meta.label: thing for thing in made}


def _called(meeting, of, by):
    """Return a call with an opinion, a hearing with who takes part, and a template of texts."""
    own = {"community": of["community"]}
    entry = AgendaEntry.objects.create(meeting=meeting, n=9, title="听证", **own)
    sitting = Sitting.objects.create(entry=entry, kind="deliberation", noticed_on=DAY, **of)
    call = PublicCall.objects.create(draft="草案", explanation="说明", since=DAY, until=DAY + dt.timedelta(30), days=30,
                                     opened_by=by, **of)
    hearing = Hearing.objects.create(sitting=sitting, subject="听证", **of)
    return [
        call, CallOpinion.objects.create(call=call, n=1, person=by, text="意见", raised_on=DAY, entered_by=by, **of),
        hearing, HearingParticipant.objects.create(hearing=hearing, person=by, chosen="drawn", how="抽签",
                                                   named_on=DAY, **of),
        TextTemplate.objects.create(name="感谢", act="reports.dispose", field="reason", text="谢谢", made_by=by, **own),
    ]


def _watched(meeting, own, by):
    """Return the gallery of ``meeting``, whose seats are drawn, a written opinion, and a comment."""
    entry = AgendaEntry.objects.create(meeting=meeting, n=8, title="旁听", **own)
    return [
        Comment.objects.create(meeting=meeting, entry=entry, person=by, text="评论", at=AT, **own),
        Gallery.objects.create(meeting=meeting, admission="lot", closes_at=AT, seed_words="开奖号", list_text="AB resident\n", **own),
        WrittenOpinion.objects.create(meeting=meeting, n=1, person=by, text="意见", at=AT, entered_by=by, **own),
    ]


def whole(thing, state):
    """Return the fields, its state among them, with which ``thing`` stands whole in ``state`` (see the constraints)."""
    fields = FIELDS.get(thing._meta.model_name)
    return {"state": str(state), **(fields(thing, state) if fields else {})}


def _matter(matter, state):
    ended = state in {MatterState.COMPLETED, MatterState.CLOSED_NOT_PASSED, MatterState.DECLINED, MatterState.CONVERTED,
                      MatterState.HANDED_OVER}
    return {"closed_on": DAY if ended else None}


def _report(report, state):
    merged, converted, handed = state == "merged", state == "converted", state == "handed_over"
    answered = converted or handed
    return {
        "matter": Matter.objects.get(community=report.community, code="T-1") if merged else None,
        "converted_to": "街道办" if converted else "",
        "handed_to": Body.objects.get(community=report.community, name="城管中队") if handed else None,
        "disposition": Disposition.HANDED_OVER if answered else "", "reason": "移交" if answered else "",
        "disposed_by_id": report.entered_by_id if answered else None, "disposed_at": AT if answered else None,
    }


def _petition(petition, state):
    reached, answered = state in {"reached", "answered"}, state == "answered"
    return {
        "reached_at": AT if reached else None, "entitled": 100 if reached else None, "needed": 10 if reached else None,
        "answer": "开会" if answered else "", "answered_at": AT if answered else None,
        "answered_by_id": petition.opened_by_id if answered else None, "meeting_on": DAY if answered else None,
    }


def _resolution(resolution, state):
    out = state != "draft"
    return {"published_at": AT if out else None, "published_by_id": resolution.drafted_by_id if out else None}


def _minority(opinion, state):
    done = state == "answered"
    return {"answer": "说明" if done else "", "answered_at": AT if done else None,
            "answered_by_id": opinion.recorded_by_id if done else None}


def _spoken(said, state):
    done = state == "answered"
    return {"reply": "说明" if done else "", "replied_on": DAY if done else None,
            "replied_by_id": said.entered_by_id if done else None}


def _milestone(milestone, state):
    done = state == "done"
    return {"done_on": DAY if done else None, "progress": 100 if done else 0}


def _order(order, state):
    done = state == OrderState.REPLIED
    return {"reply": "已改" if done else "", "replied_on": DAY if done else None}


def _response(response, state):
    return {"at": DAY if state == CallState.ARRIVED else None}


def _follow_up(follow_up, state):
    done = state == "done"
    return {"done_on": DAY if done else None, "text": "已回访" if done else ""}


def _poll(poll, state):
    frozen = state not in NOT_YET
    return {"roll_hash": "0" * 64 if frozen else "", "definition_hash": "0" * 64 if frozen else "",
            "opens_at": AT if frozen else None, "entitled": 1 if frozen else None}


def _call(call, state):
    return {"closed_on": DAY if state == "closed" else None}


def _opinion(opinion, state):
    done = state == "answered"
    return {"verdict": "not" if done else "", "reason": "说明" if done else "", "replied_on": DAY if done else None,
            "replied_by_id": opinion.entered_by_id if done else None}


def _hearing(hearing, state):
    return {"published_on": DAY if state == "published" else None}


def _participant(participant, state):
    return {"signed_on": DAY if state == "signed" else None, "reason": "缺席" if state in ("excused", "struck") else ""}


def _gallery(gallery, state):
    seeded, drawn = state in ("seeded", "given"), state == "given"
    return {
        "seed": "7" if seeded else "", "seeded_at": AT if seeded else None,
        "seeded_by_id": gallery.meeting.facilitator_id if seeded else None, "drawn_at": AT if drawn else None,
        "drawn_by_id": gallery.meeting.recorder_id if drawn else None,
    }


def _written(opinion, state):
    done = state == "answered"
    return {"answer": "说明" if done else "", "answered_at": AT if done else None,
            "answered_by_id": opinion.entered_by_id if done else None}


def _comment(comment, state):
    read = state != "waiting"
    return {"reason": "与议题无关" if state == "declined" else "", "reviewed_at": AT if read else None,
            "reviewed_by_id": comment.meeting.recorder_id if read else None}


FIELDS = {
    "comment": _comment,
    "gallery": _gallery, "writtenopinion": _written,
    "matter": _matter, "report": _report, "petition": _petition, "resolution": _resolution,
    "minorityopinion": _minority, "objection": _spoken, "inquirynote": _spoken, "milestone": _milestone,
    "supervisionorder": _order, "whistleresponse": _response, "followup": _follow_up, "poll": _poll,
    "publiccall": _call, "callopinion": _opinion, "hearing": _hearing, "hearingparticipant": _participant,
}
