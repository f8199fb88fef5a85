"""Builders for the tests of step 5."""

import datetime as dt

from django.utils import timezone

from consultation.collecting import Channel, ReportState, Wish
from consultation.domain import filing, outcomes, postings, releases, sittings
from consultation.enums import MatterState, Rule, Topic
from consultation.models import Matter, Report, Stakeholder, Support
from consultation.polls.domain import hands, polls
from consultation.polls.enums import AGAINST, IN_FAVOR, Electorate, Secrecy
from tests.world import household, person, seat
from yishi.clock.story import held_at, now
from yishi.people.enums import Role
from yishi.people.models import Person


def at(day, hour=10):
    """Return a context in which the product clock stands at ``hour`` on the date ``day`` ("2026-04-13")."""
    day = dt.date.fromisoformat(day) if isinstance(day, str) else day
    return held_at(timezone.make_aware(dt.datetime.combine(day, dt.time(hour))))


def matter_in(side, state=MatterState.DELIBERATING, code="HA-2026-01", **fields):
    """Make a matter of the world's ``side`` that stands at ``state``, set there directly."""
    fields.setdefault("title", "3号楼2单元加装电梯")
    fields.setdefault("opened_on", dt.date(2026, 1, 5))
    return Matter.objects.create(
        community=side.community, place=side.estate, code=code, topic=Topic.RENEWAL, state=state, **fields
    )


def decided_matter(side, passed=True, code="HA-2026-01"):
    """Make a matter under deliberation that the council decided on 12 April 2026: 3 present, all for or all against."""
    matter = matter_in(side, code=code, rule=Rule.COUNCIL)
    recorder, facilitator = side.people[Role.RECORDER], side.people[Role.FACILITATOR]
    for name in ("委员甲", "委员乙"):
        seat(person(side.community, name), Role.COUNCIL_MEMBER, side.community)
    with at("2026-04-12"):
        sittings.hold_by_papers(matter, by=recorder, words="楼栋走访")
        poll = polls.create(
            community=side.community, by=recorder, question="是否同意加装电梯", rule=Rule.COUNCIL, matter=matter,
            secrecy=Secrecy.SHOW_OF_HANDS, electorate=Electorate.MEMBERS, roles=[Role.COUNCIL_MEMBER], decisive=True,
        )
        polls.open_poll(poll, by=recorder)
        hands.enter(poll, by=recorder, present=3, counts={IN_FAVOR if passed else AGAINST: 3})
        hands.confirm(poll, by=facilitator)
        polls.close_poll(poll, by=recorder)
        polls.certify(poll, by=side.people[Role.SUPERVISORY_MEMBER])
    return matter


DRAFTED, POSTED, LAST_DAY = dt.date(2026, 4, 13), dt.date(2026, 4, 14), dt.date(2026, 4, 29)
TITLE = "关于3号楼2单元加装电梯的协商决议"
PARAGRAPHS = ["经表决，决议通过。", "采用错层入户方案。"]


def drafted(side, **decision):
    """Draft the resolution of a decided matter on 13 April 2026; return the Resolution."""
    matter = decided_matter(side, **decision)
    with at(DRAFTED):
        return outcomes.draft(
            matter, by=side.people[Role.RECORDER], title=TITLE, paragraphs=PARAGRAPHS, dated=DRAFTED
        )


def post_resolution(side, matter, since=POSTED, until=LAST_DAY):
    """Post the resolution at two channels."""
    return postings.post(
        matter, "resolution", by=side.people[Role.RECORDER], since=since, until=until,
        channels=["平台成果公示", "小区公示栏"],
    )


def review(resolution, result="whole", **more):
    """Let the sub-district's disclosure officer review the draft."""
    officer = Person.objects.filter(seats__role=Role.DISCLOSURE_OFFICER).earliest("pk")
    return releases.review(resolution, by=officer, result=result, secrets_checked=True, **more)


# Each takes (side, resolution) and cures one guard of publishing.
READY = {
    "numbered": lambda side, r: outcomes.take_number(r, by=side.people[Role.RECORDER]),
    "minority_recorded": lambda side, r: outcomes.record_no_minority(r.matter, by=side.people[Role.RECORDER]),
    "tasks": lambda side, r: outcomes.name_task(
        r, by=side.people[Role.RECORDER], text="签订施工合同", body_words="实施小组", due=dt.date(2026, 5, 25)
    ),
    "reviewed": lambda _side, r: review(r),
    "posting_planned": lambda side, r: post_resolution(side, r.matter),
}


def make_ready(side, resolution, without=()):
    """Cure every guard of publishing except those named in ``without``."""
    for code, cure in READY.items():
        if code not in without:
            cure(side, resolution)
    return resolution


def published(side, **decision):
    """Draft, make ready and publish on 14 April 2026; return the Resolution."""
    resolution = drafted(side, **decision)
    with at(POSTED):
        make_ready(side, resolution)
        outcomes.publish(resolution, by=side.people[Role.COMMUNITY_SECRETARY])
    return resolution


# Each takes (side, resolution) and cures one guard of ending the posting.
SETTLED = {
    "proved": lambda side, r: postings.prove(
        r.matter.postings.get(purpose="resolution"), by=side.people[Role.RECORDER], channel="小区公示栏", on=POSTED,
        caption="公示栏照片",
    ),
    "told_reporters": lambda side, r: tell(side, r, "reporters"),
    "told_supporters": lambda side, r: tell(side, r, "supporters"),
    "told_stakeholders": lambda side, r: tell(side, r, "stakeholders"),
    "filed": lambda side, r: filing.file_with_street(
        r, by=side.people[Role.COMMUNITY_SECRETARY], received_words="街道社区办"
    ),
}


def tell(side, resolution, audience):
    """Report the result back to ``audience``."""
    return outcomes.report_back(
        resolution.matter, by=side.people[Role.RECORDER], to=audience, channel="站内通知"
    )


def settle(side, resolution, without=()):
    """Cure every guard of ending the posting except those named in ``without``."""
    for code, cure in SETTLED.items():
        if code not in without:
            cure(side, resolution)
    return resolution


def with_backers(side, matter):
    """Give ``matter`` a report by one resident, supported by another, and a stakeholder; return the three persons."""
    people = [person(side.community, name) for name in ("王小明", "李小红", "赵小军")]
    for n, each in enumerate(people):
        household(side.estate, f"9-90{n}", each)
    report = Report.objects.create(
        community=side.community, code=f"R-{matter.code}", channel=Channel.SNAPSHOT, filed_at=now(), reporter=people[0],
        entered_by=people[0], place=side.estate, title="电梯", text="盼装电梯", wish=Wish.SUGGESTION, matter=matter,
        state=ReportState.MERGED,
    )
    Support.objects.create(community=side.community, report=report, person=people[1], at=now())
    Stakeholder.objects.create(community=side.community, matter=matter, words="相邻住户", person=people[2])
    return people
