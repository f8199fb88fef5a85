"""Builders for the tests of ballots: a council, owners, residents, and polls of them brought to their state."""

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

from consultation.enums import Rule
from consultation.polls.domain import polls
from consultation.polls.enums import Electorate, Method, Secrecy
from tests.world import household, owner, person, seat
from yishi.clock.story import held_at
from yishi.people.enums import Role

ABC = [("A", "平层"), ("B", "错层"), ("C", "暂不加装")]
OPENS = dt.datetime(2026, 4, 6, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
CLOSES = dt.datetime(2026, 4, 12, 18, tzinfo=ZoneInfo("Asia/Shanghai"))
ANNOUNCED = dt.datetime(2026, 3, 21, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


def at(instant):
    """Return a context in which the product clock stands at ``instant``."""
    return held_at(instant)


def while_open():
    """Return a context in which the window is open."""
    return held_at(OPENS + dt.timedelta(hours=1))


def after():
    """Return a context in which the window is over."""
    return held_at(CLOSES + dt.timedelta(hours=1))


def people(side, n, prefix="居民", **fields):
    """Make ``n`` adult residents of ``side``, a household each."""
    made = [person(side.community, f"{prefix}{i}", **fields) for i in range(n)]
    for i, each in enumerate(made):
        household(side.estate, f"{prefix}-{i}", each)
    return made


def council(side, n):
    """Give ``side`` a council of ``n`` members (its one council member among them), and return them."""
    members = [side.people[Role.COUNCIL_MEMBER]]
    for i in range(n - 1):
        members.append(person(side.community, f"委员{i}"))
        seat(members[-1], Role.COUNCIL_MEMBER, side.community)
    return members


def owners(side, *areas):
    """Make an owner with a person for each area; return [(owner, person)]."""
    made = []
    for i, area in enumerate(areas):
        who = person(side.community, f"业主{i}")
        made.append((owner(side.estate, Decimal(area), who, room=f"业-{i}"), who))
    return made


def draft(side, **fields):
    """Prepare a poll: a named opinion poll of listed persons on a motion, unless said otherwise."""
    fields = {
        "question": "是否同意加装电梯", "rule": Rule.ADVISORY_POLL, "secrecy": Secrecy.NAMED,
        "electorate": Electorate.LISTED, "opens_at": OPENS, "closes_at": CLOSES, **fields,
    }
    return polls.create(community=side.community, by=side.people[Role.RECORDER], **fields)


def opened(side, persons=None, **fields):
    """Prepare a poll, announce it where its rule asks, and open it."""
    recorder = side.people[Role.RECORDER]
    with held_at(ANNOUNCED):
        made = draft(side, **fields)
        if made.electorate == Electorate.LISTED:
            polls.freeze_roll(made, by=recorder, persons=persons)
        if made.opens_at:
            polls.announce(made, by=recorder)
    with held_at(made.opens_at or OPENS):
        return polls.open_poll(made, by=recorder)


def closed(side, poll, **fields):
    """Close ``poll`` after its window."""
    with after():
        return polls.close_poll(poll, by=side.people[Role.RECORDER], **fields)


def council_poll(side, **fields):
    """Open a secret ballot of the council, as in a meeting: no announced end."""
    fields = {"rule": Rule.COUNCIL, "electorate": Electorate.MEMBERS, "roles": [Role.COUNCIL_MEMBER],
              "secrecy": Secrecy.SECRET, "opens_at": None, "closes_at": None, **fields}
    return opened(side, **fields)


def owners_poll(side, **fields):
    """Open a named ballot of the owners of the estate of ``side``."""
    fields = {"rule": Rule.OWNERS_SPECIAL, "electorate": Electorate.OWNERS, "place": side.estate, **fields}
    return opened(side, **fields)


def options(**fields):
    """Return the definition of one question with the options A, B, C."""
    return {"method": Method.SINGLE, "choices": ABC, **fields}
