"""Builders for the tests of steps 2 and 3: a matter brought to its state by the domain functions themselves."""

import datetime as dt

from django.utils import timezone

from consultation.domain import agenda, research
from consultation.enums import HearingForm, MatterState, Rule, Topic
from consultation.models import Autonomy, Matter, Proposer
from yishi.clock.story import held_at
from yishi.people.enums import Role

OPENED, REVIEWED = dt.date(2026, 1, 8), dt.date(2026, 2, 11)
NOTICED, ADMITTED = dt.date(2026, 2, 13), dt.date(2026, 2, 24)
SINCE, UNTIL, PUBLISHED = dt.date(2026, 2, 26), dt.date(2026, 3, 16), dt.date(2026, 3, 17)
CHANNELS = ["平台公示", "小区公示栏"]
TEXT = "讨论一号院3号楼2单元是否加装电梯，以及方案、费用分摊、低层住户补偿和后期运维。"
ANSWERS = {
    "proposer": Proposer.COMMITTEE, "proposed_by_words": "社区居民委员会（依据9条居民诉求合并）",
    "rule": Rule.OWNERS_SPECIAL, "form": HearingForm.HEARING, "form_words": "业主协商+居民听证",
    "in_topic_list": True, "within_autonomy": Autonomy.YES, "needs_owner_vote": True,
    "legal_basis": "民法典第二百七十八条、无障碍环境建设法第二十二条",
}
STEPS = ("text", "admission", "stakeholders", "conflict", "review", "number", "notice", "schedule")


def on(day, hour=10):
    """Return a context in which the product clock stands at ``hour`` on the date ``day``."""
    return held_at(timezone.make_aware(dt.datetime.combine(day, dt.time(hour))))


def bare(side, state=MatterState.AGENDA_REVIEW, code="HA-2026-03", **fields):
    """Make a matter of the world's ``side`` that stands at ``state``, set there directly."""
    if not side.community.short:
        side.community.short = "槐" if side.community.code == "HA" else "临"
        side.community.save()
    fields = {"title": "3号楼2单元加装电梯", "topic": Topic.ESTATE_PROJECT, "opened_on": OPENED, **fields}
    fields.setdefault("place", side.estate)
    return Matter.objects.create(community=side.community, code=code, state=state, **fields)


def prepare(made, side, *, without=(), **answers):
    """Do everything that stands before admission, each on its day, except the STEPS ``without``."""
    secretary, recorder = side.people[Role.COMMUNITY_SECRETARY], side.people[Role.RECORDER]
    acts = {
        "text": (REVIEWED, lambda: agenda.revise_text(made, by=recorder, text=TEXT)),
        "admission": (REVIEWED, lambda: agenda.record_admission(made, by=secretary, **{**ANSWERS, **answers})),
        "stakeholders": (REVIEWED, lambda: agenda.name_stakeholder(made, by=recorder, words="本单元12户业主")),
        "conflict": (REVIEWED, lambda: agenda.declare_no_conflict(made, by=recorder)),
        "review": (REVIEWED, lambda: agenda.review(made, by=secretary, body_words="社区党委会", opinion="同意。")),
        "number": (NOTICED, lambda: agenda.number(made, by=recorder)),
        "notice": (NOTICED, lambda: agenda.post_notice(made, by=recorder, until=ADMITTED, channels=CHANNELS)),
        "schedule": (NOTICED, lambda: agenda.schedule(made, by=recorder, day=ADMITTED)),
    }
    for step in STEPS:
        if step not in without:
            day, act = acts[step]
            with on(day):
                act()


def inquire(made, side, *, without=(), **plan):
    """Hold and close the inquiry of ``made``, except for the parts ``without``."""
    recorder = side.people[Role.RECORDER]
    fields = {"since": SINCE, "until": UNTIL, "methods": ["入户问卷", "日照分析"], "target": 12, "unit": "户", **plan}
    acts = {
        "plan": lambda: research.plan(made, by=recorder, **fields),
        "returns": lambda: research.record_returns(made, by=recorder, returned=12),
        "finding": lambda: research.record_finding(made, by=recorder, text="12户全部交回问卷。"),
        "option": lambda: research.draft_option(made, by=recorder, code="A", name="平层入户方案"),
        "close": lambda: research.close(made, by=recorder),
    }
    for step, act in acts.items():
        if step not in without:
            with on(SINCE if step == "plan" else UNTIL):
                act()


def matter(world, state=MatterState.AGENDA_REVIEW, answers=None, **fields):
    """Return a matter of the world's own community, brought to ``state`` (agenda review, surveying, deliberating).

    ``answers`` are those of its admission that are others than ANSWERS.
    """
    made = bare(world.own, **fields)
    if state == MatterState.AGENDA_REVIEW:
        return made
    prepare(made, world.own, **(answers or {}))
    with on(ADMITTED):
        agenda.admit(made, by=world.own.people[Role.COMMUNITY_SECRETARY])
    if state == MatterState.DELIBERATING:
        inquire(made, world.own)
        with on(PUBLISHED):
            research.publish(made, by=world.own.people[Role.RECORDER], channels=CHANNELS)
        Matter.objects.filter(pk=made.pk).update(state=state)
        made.refresh_from_db()
    return made
