"""Every shape that an office's papers of steps 2 and 3 have, kept whole and read back."""

import datetime as dt

import pytest

from consultation.domain import agenda, numbers, research
from consultation.enums import HearingForm, MatterState, Rule
from consultation.models import Proposer
from tests.consultation.builders_agenda import ADMITTED, NOTICED, REVIEWED, bare, on
from yishi.people.enums import Role

pytestmark = pytest.mark.writes

# (proposer, in words, how many signed, the checklist)
PAPERS = [
    (Proposer.COMMITTEE, "社区居民委员会（依据9条居民诉求合并）", None, {
        "rule": Rule.OWNERS_SPECIAL, "form": HearingForm.HEARING, "form_words": "业主协商+居民听证",
        "needs_owner_vote": True, "within_autonomy": "yes",
    }),
    (Proposer.COUNCIL_MEMBERS, "协商议事委员会委员5人联名", 5, {
        "rule": Rule.OWNERS_ORDINARY, "form": HearingForm.OWNERS_VOTE, "form_words": "议事会+业主大会书面表决",
        "needs_owner_vote": True, "within_autonomy": "yes",
    }),
    (Proposer.GRID_WORKER, "网格员提议、居委会汇总", None, {
        "rule": Rule.COUNCIL, "form": HearingForm.COUNCIL_AND_CALL, "form_words": "议事会+居民意向投票",
        "within_autonomy": "yes",
    }),
    (Proposer.COMMITTEE, "居委会", None, {
        "rule": Rule.COUNCIL, "form": HearingForm.COUNCIL, "form_words": "议事会（快办）", "within_autonomy": "yes",
        "fast_track": True,
    }),
    (Proposer.REPRESENTATIVES, "居民代表11人联名", 11, {
        "rule": Rule.REP_ASSEMBLY, "form": HearingForm.TALK, "form_words": "恳谈会+居民代表会议表决",
        "within_autonomy": "yes",
    }),
    (Proposer.COMMITTEE, "社区居委会", None, {
        "rule": Rule.COUNCIL, "form": HearingForm.TALK, "form_words": "恳谈会+议事会+吹哨报到",
        "within_autonomy": "partly", "escalate": "涉及执法事项，协商公约加部门执法",
    }),
    (Proposer.SECRETARIAT, "协商议事委员会秘书处", None, {
        "rule": Rule.CONSENT, "form": HearingForm.REP_ASSEMBLY, "within_autonomy": "no", "escalate": "区体育部门",
        "note": "器材由体育主管部门配置，更换须向区体育部门申请",
    }),
    (Proposer.OWNERS_COMMITTEE, "业主委员会", None, {
        "rule": Rule.RESIDENTS_ASSEMBLY, "form": HearingForm.HEARING, "within_autonomy": "yes",
    }),
    (Proposer.RESIDENTS, "居民联名", 10, {"rule": Rule.COUNCIL, "form": HearingForm.COUNCIL, "within_autonomy": "yes"}),
]
PARTIES = ["本单元12户业主", "相邻1单元底层住户2户", "社区居委会", "区住房和城乡建设局", "电梯设计单位（第三方）"]
OPTIONS = [
    {"code": "A", "name": "平层入户方案", "note": "需占用阳台，造价高约9万元"}, {"code": "甲", "name": "车棚旁"},
    {"code": "P1", "name": "儿童友好广场地面更新", "budget_yuan": 128000},
]


@pytest.mark.parametrize(("proposer", "words", "signed", "fields"), PAPERS)
def test_every_shape_of_the_agenda_papers_is_admitted(world, proposer, words, signed, fields):
    item = bare(world.own)
    secretary, recorder = world.own.people[Role.COMMUNITY_SECRETARY], world.own.people[Role.RECORDER]
    with on(REVIEWED):
        agenda.revise_text(item, by=recorder, text="讨论是否加装电梯，以及方案和费用分摊（面积合计1068.0平方米）。")
        agenda.record_admission(
            item, by=secretary, proposer=proposer, proposed_by_words=words, signatures=signed, in_topic_list=True,
            legal_basis="城市居民委员会组织法（2025修订）第三十二条", **fields,
        )
        for party in PARTIES:
            agenda.name_stakeholder(item, by=recorder, words=party)
        agenda.declare_no_conflict(item, by=recorder, words="102户与施工单位无利害关系")
    with on(NOTICED):
        for skipped in (1, 2):
            numbers.explain(
                "槐议", NOTICED.year, skipped, community=item.community, by=recorder, explanation="纸质登记，未走本系统"
            )
        agenda.review(item, by=secretary, body_words="社区党委会", opinion="同意，先算清费用。", reviewed_on=REVIEWED)
        agenda.number(item, by=recorder, number=3)
        agenda.post_notice(item, by=recorder, until=ADMITTED, channels=["平台公示", "小区公示栏", "单元微信群"])
        agenda.schedule(item, by=recorder, day=ADMITTED)
    with on(ADMITTED):
        agenda.admit(item, by=secretary)
    item.refresh_from_db()
    row = item.admission
    assert {name: getattr(row, name) for name in fields} == fields
    assert (row.proposer, row.proposed_by_words, row.signatures) == (proposer, words, signed)
    assert (item.rule, item.form, item.fast_track) == (fields["rule"], fields["form"], "fast_track" in fields)
    assert [party.words for party in item.stakeholders.all()] == PARTIES
    assert item.party_reviews.get().reviewed_on == REVIEWED
    assert item.conflict_declarations.get().words == "102户与施工单位无利害关系"
    assert (str(row.number_line), row.scheduled_on) == ("槐议〔2026〕3号", ADMITTED)


def test_every_shape_of_the_inquiry_is_kept(world):
    item = bare(world.own, MatterState.SURVEYING)
    recorder, expert = world.own.people[Role.RECORDER], world.own.people[Role.EXPERT]
    as_of = dt.date(2026, 11, 20)
    with on(as_of):
        research.plan(
            item, by=recorder, since=dt.date(2026, 11, 2), until=dt.date(2026, 11, 28), unit="名老人", target=1020,
            methods=["线上问卷", "骑手专场座谈", "电力容量测算", "三处选址踏勘"],
        )
        row = research.record_returns(item, by=recorder, returned=418, as_of=as_of)
        for text in ("截至11月20日回收418户（41.0%）。", "19时以后找不到车位的占有车户78%;76%愿意步行8分钟。"):
            research.record_finding(item, by=recorder, text=text)
        research.record_opinion(item, by=recorder, words="靳北山", text="净距不应小于6米。")
        research.record_opinion(item, by=recorder, person=expert, text="须设自动断电。")
        for option in OPTIONS:
            research.draft_option(item, by=recorder, **option)
        plan = research.plan_costs(
            item, by=recorder, total_yuan=468000, subsidy_yuan=200000, owners_yuan=268000, households_per_floor=2,
            shares=list({"一层": 0, "二层": 5, "三层": 8, "四层": 11, "五层": 12, "六层": 14}.items()),
        )
    assert (str(row.percent), row.as_of, row.methods[-1]) == ("41.0", as_of, "三处选址踏勘")
    assert [finding.n for finding in item.findings.all()] == [1, 2]
    assert [opinion.person for opinion in item.expert_opinions.all()] == [None, expert]
    assert list(item.options.values_list("code", "budget_yuan")) == [("A", None), ("甲", None), ("P1", 128000)]
    assert plan.shares[0] == ["一层", "0"] and len(plan.shares) == 6
