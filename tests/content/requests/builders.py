"""Requests for the tests, made by the domain's own verbs on a held clock."""

import datetime as dt
from zoneinfo import ZoneInfo

from content.requests.domain import consulting, decisions, intake
from yishi.clock.story import held_at
from yishi.people.enums import Role

ZONE = ZoneInfo("Asia/Shanghai")
SAID = {
    "name": "郝有为", "id_kind": "id_card", "id_last": "043X", "contact": "0000-7788", "wanted": "2025年分社区决算表及合同",
    "medium": "electronic", "way": "site",
}
DRAFTS = {  # what an answer of each kind says
    "already_public": {"answer": "见本站“决算”栏。"}, "granted": {"answer": "随信附决算表。"},
    "partial": {"answer": "处罚决定书。", "withheld": "后厨照片。", "ground": "third_party", "reason": "涉及商业秘密。"},
    "refused": {"ground": "process", "reason": "讨论记录。"}, "not_held": {"reason": "查了档案室和业务系统。"},
    "not_ours": {"reason": "属区住建局职责。", "responsible": "区住建局"}, "requires_processing": {"reason": "没有现成汇总表。"},
    "repeat": {"reason": "已以3号答复。"}, "special_law": {"reason": "按不动产登记规定查询。", "responsible": "区登记中心"},
    "redirected": {"reason": "属投诉。", "responsible": "社区诉求渠道"}, "given_up": {}, "not_processed": {"reason": "理由不合理。"},
    "corrected": {"answer": "出生年月为1961年3月。"}, "not_corrected": {"reason": "与原始凭证一致。"},
    "forwarded": {"responsible": "区公安分局"}, "elsewhere": {"responsible": "区公安分局"},
}


def at(day, clock="10:00"):
    """Hold the clock on ``day`` (2026-09-24)."""
    return held_at(dt.datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZONE))


def officer(world):
    return world.staff[Role.DISCLOSURE_OFFICER]


def director(world):
    return world.staff[Role.STREET_DIRECTOR]


def submitted(world, **said):
    """Send a request on the site; returns it with its key."""
    return intake.submit(world.street, **{**SAID, **said})


def running(world, **said):
    """Send a request and confirm it today."""
    row, _key = submitted(world, **said)
    return intake.confirm(row, by=officer(world))


def consulted(world, row, name="某烧烤店"):
    return consulting.consult(row, by=officer(world), name=name, about="后厨照片")


def drafted(world, row, decision="granted", **said):
    return decisions.draft(row, by=officer(world), decision=decision, **{**DRAFTS[decision], **said})


def answered(world, row, decision="granted", **said):
    """Draft the answer and have it signed."""
    drafted(world, row, decision, **said)
    decisions.sign(row, by=director(world))
    return row
