"""A catalogue for tests: the shipped one, in force, its answerable persons left out."""

import datetime as dt
import re
from functools import cache
from pathlib import Path

from content.catalogue.domain import editions, items
from content.catalogue.models import Edition, Entry, Heading, Topic
from content.catalogue.reading import parse
from yishi.people.enums import Role

FILE = Path(__file__).parents[3] / "site/yishi/demo/world/disclosure-catalogue.yaml"
DAY = dt.date(2026, 1, 20)


@cache
def shipped():
    """Return the bytes of the shipped catalogue without its accounts, which no test has."""
    return re.sub(r"(?m)^  owner: .*\n", "", FILE.read_text(encoding="utf-8")).encode()


@cache
def read(content):
    """Return what a file without accounts holds: reading YAML takes longer than all the rest."""
    return parse(content)


def smallest(world, code="14"):
    """Make an edition in force with one entry, directly, and return the entry."""
    of = {"community": world.street}
    by = {"approved_on": DAY, "effective_on": DAY, "imported_on": DAY, "imported_by": officer(world)}
    edition = Edition.objects.create(title="目录", version="1", issuer="街道", state="in_force", digest="0" * 64, **by, **of)
    topic = Topic.objects.create(edition=edition, code="3", name="重点领域", rank=1, **of)
    heading = Heading.objects.create(code=code, **of)
    return Entry.objects.create(edition=edition, heading=heading, topic=topic, kind="proactive", seq=14, level2="城市管理",
                                limit="WD", value="20", limit_words="20个工作日内", body="执法队", **of)


def officer(world):
    return world.staff[Role.DISCLOSURE_OFFICER]


def entered(world, content=None, **said):
    """Enter an edition, and return it."""
    preview = read(content or shipped())
    assert not preview.errors, preview.errors
    said = {"title": "梧桐里街道政务公开标准目录", "version": "2026年版", "issuer": "街道办事处", "approved_on": DAY,
            "effective_on": DAY, **said}
    return editions.enter(preview, street=world.street, by=officer(world), **said)


def in_force(world, content=None, **said):
    """Enter an edition and put it in force."""
    return editions.put_in_force(entered(world, content, **said), by=officer(world))


def item(world, n=1, **said):
    """Put an item under entry 14, or as ``said``, and return it."""
    said = {"source": "page", "key": str(n), "entry": "14", "title": f"停车管理安排 {n}", "summary": "划线车位一览",
            "url": f"/matters/?n={n}", "made_on": dt.date(2026, 3, 2), "on": dt.date(2026, 3, 6),
            "community": world.own.community, **said}
    return items.put(**said)
