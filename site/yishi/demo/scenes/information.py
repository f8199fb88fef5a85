"""Information on request: the four requests of the story, each from receipt to letter, by the persons in charge."""

import datetime as dt
import re

from content.requests.domain import consulting, contests, decisions, intake, published, timing
from content.requests.enums import Channel, ContestKind, Decision, PartyKind, Reply
from content.requests.letters import higher_of
from content.requests.models import Request
from yishi.people.models import Place

from .. import cast
from ..player import Scene
from ..story import at, world

ASKED = {  # id → how the applicant is called and counted, what the answer says
    "F-2026-018": {"name": "李某", "kind": "person", "decision": Decision.GRANTED,
                   "answer": "随信附2025年度分社区决算表和合同扫描件；合同中的个人信息已遮盖。"},
    "F-2026-019": {"name": "某商户", "kind": "business", "id_kind": "credit_code", "decision": Decision.PARTIAL,
                   "answer": "其他商户的行政处罚决定书。", "withheld": "后厨现场照片。", "ground": "third_party"},
    "F-2026-020": {"name": "王某", "kind": "person", "decision": Decision.REDIRECTED, "responsible": "社区诉求渠道、信访渠道"},
    "F-2026-021": {"name": "某研究机构", "kind": "research", "id_kind": "credit_code",
                   "decision": Decision.REQUIRES_PROCESSING, "on": dt.date(2026, 12, 24),
                   "reason": "没有现成的汇总表。各议题的表决结果已随结果文书逐项公布，可以在本站查阅。"},
}
CONTESTED = {"F-2026-019": dt.date(2026, 11, 18)}  # of which notice of a reconsideration came that day
PUBLISHED_ON, ENTRY = dt.date(2026, 10, 26), "22"


def scenes():
    """Return the scenes of every request."""
    found = []
    for told in world()["foi_requests"]:
        plan = ASKED[told["id"]]
        found += [_scene(told, "submit", told["submitted"], "10:00", lambda t=told, p=plan: submit(t, p))]
        if told["channel"] == "在线提交":
            found += [_scene(told, "confirm", told["confirmed_received"], "11:00", lambda t=told, p=plan: confirm(t, p))]
        for party in told.get("third_party_consulted", ()):
            found += [
                _scene(told, "consult", party["asked"], "10:00", lambda t=told, p=party: consult(t, p)),
                _scene(told, "hear", party["replied"], "16:00", lambda t=told, p=party: hear(t, p)),
            ]
        if told.get("extended_due"):
            found += [_scene(told, "extend", told["decision_date"], "10:00", lambda t=told: extend(t))]
        found += _decided(told, plan)
    return found


def _decided(told, plan):
    on = plan.get("on", told["decision_date"])
    found = [
        _scene(told, "draft", on, "09:30", lambda: draft(told, plan)), _scene(told, "sign", on, "15:00", lambda: sign(told)),
    ]
    if told["id"] == "F-2026-018":
        found += [_scene(told, "propose", PUBLISHED_ON, "10:00", lambda: propose(told)),
                  _scene(told, "publish", PUBLISHED_ON, "15:00", lambda: publish(told))]
    if told["id"] in CONTESTED:
        found.append(_scene(told, "contest", CONTESTED[told["id"]], "11:00", lambda: contest(told)))
    return found


def contest(told):
    """Notice comes that the applicant asked for reconsideration."""
    row = _row(told)
    contests.enter(row, by=cast.person("wen"), kind=ContestKind.RECONSIDERATION, body=higher_of(row.community),
                   number="望政复〔2026〕41号")


def submit(told, plan):
    """The request comes in: online, or entered at the counter."""
    said = {
        "name": plan["name"], "wanted": told["content"].replace("（实为投诉）", ""), "code": told["id"],
        "id_kind": plan.get("id_kind", "id_card"), "id_last": "0018", "contact": "0000-8801", "medium": "electronic",
        "way": "site",
    }
    street = Place.objects.get(code="WTL")
    if told["channel"] == "在线提交":
        intake.submit(street, **said)
    else:
        intake.enter(street, by=cast.person("wen"), channel=Channel.IN_PERSON, received_on=told["confirmed_received"],
                     seen_at_counter=True, applicant_kind=plan["kind"], **said)


def confirm(told, plan):
    """The officer confirms the day."""
    intake.confirm(_row(told), by=cast.person("wen"), on=told["confirmed_received"], applicant_kind=plan["kind"])


def consult(told, party):
    """A third party is asked in writing."""
    consulting.consult(_row(told), by=cast.person("wen"), kind=PartyKind.THIRD_PARTY, name=party["org"],
                       about="美食街整治中的行政处罚决定书和现场照片，其中涉及贵单位的部分。")


def hear(told, party):
    """Its answer comes in."""
    consulting.hear(_row(told), by=cast.person("wen"), reply=Reply.PARTLY, text=party["reply"])


def extend(told):
    """The director approves twenty working days more."""
    reason = re.search(r"（(.+)）", told["decision"]).group(1)
    timing.extend(_row(told), by=cast.person("he"), days=20, reason=f"{reason}。")


def draft(told, plan):
    """The officer drafts the answer, with the papers that are given."""
    row, by = _row(told), cast.person("wen")
    for name in told.get("attachments", ()):
        decisions.attach(row, by=by, title=name)
    said = {name: plan[name] for name in ("answer", "withheld", "ground", "responsible") if name in plan}
    reason = plan.get("reason") or told.get("reason") or told.get("notice") or ""
    reason = f"{reason.rstrip('。')}。" if reason else ""
    decisions.draft(row, by=by, decision=plan["decision"], reason=reason, **said)


def sign(told):
    """The director signs it, with the number that the story tells."""
    number = re.search(r"〕(\d+)号", told.get("doc_no", ""))
    decisions.sign(_row(told), by=cast.person("he"), number=number and int(number.group(1)))


def propose(told):
    """The officer proposes to publish it for everybody (art. 44)."""
    published.propose(
        _row(told), by=cast.person("wen"), kind="proactive", title="2025年度社区服务专项资金分社区决算表", entry=ENTRY,
        question=told["content"], text=ASKED[told["id"]]["answer"].replace("随信附", "本栏公开"),
        why="多位居民问过同一份决算表，今后每年主动公开。",
    )


def publish(told):
    """The director reviews it and lets it out."""
    published.publish(_row(told).answers.get(), by=cast.person("he"), review="不涉密，个人信息已遮盖，可以公开。")


def _scene(told, name, day, clock, play):
    return Scene(at(day, clock), 5, f"{told['id']}:{name}", play)


def _row(told):
    return Request.objects.whole().get(code=told["id"])
