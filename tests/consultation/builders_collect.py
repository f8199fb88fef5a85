"""Builders for the tests of step 1."""

import datetime as dt
from zoneinfo import ZoneInfo

from consultation.domain import matters, reports
from tests.world import household, person
from yishi.clock.story import held_at
from yishi.people.enums import Role

LAMPS = "三楼到五楼的楼道灯全黑了，我妈昨晚摔了一跤，还好只是擦伤，不知道该找谁。"


def at(day, hour=10, minute=0):
    """Return a context in which the product clock stands at ``day`` ("2026-04-13"), ``hour``:``minute``."""
    moment = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(hour, minute), ZoneInfo("Asia/Shanghai"))
    return held_at(moment)


def neighbours(side, n, first=1):
    """Make ``n`` adult residents of ``side``, each in a household of their own."""
    made = []
    for room in range(first, first + n):
        made.append(person(side.community, f"居民{room}"))
        household(side.estate, f"9-{room}", made[-1])
    return made


def filed(side, by=None, **fields):
    """File a report in ``side`` by its resident, unless somebody else is named."""
    fields.setdefault("text", LAMPS)
    fields.setdefault("wish", "help")
    return reports.file(side.community, by=by or side.people[Role.RESIDENT], **fields)


def opened(side, *merged, **fields):
    """Open a matter in ``side`` with the reports ``merged``."""
    fields.setdefault("title", "家属院楼道照明维修")
    fields.setdefault("topic", "T6")
    fields.setdefault("place", side.estate)
    return matters.open(side.community, by=side.people[Role.RECORDER], reports=merged, **fields)


def clerk(side):
    """Return the recorder of ``side``."""
    return side.people[Role.RECORDER]


# Each takes (side, matter) and cures one guard of proposing.
READY = {
    "support": lambda side, matter: matters.record_initiative(matter, "committee", "居委会", by=clerk(side)),
    "dispositions": lambda side, matter: [
        reports.dispose(report, "merged", "并入本议题办理。", by=clerk(side)) for report in matter.reports.unanswered()
    ],
    "no_duplicate": lambda side, matter: matters.declare_no_duplicate(matter, by=clerk(side)),
    "privacy": lambda side, matter: matters.check_privacy(matter, by=clerk(side)),
}


def make_ready(side, matter, without=()):
    """Cure every guard of proposing ``matter`` but those in ``without``."""
    for code, cure in READY.items():
        if code not in without:
            cure(side, matter)
    return matter
