"""A catalogue for tests: the shipped one, in force, its answerable persons left out."""

import datetime as dt
import re
from functools import cache
from pathlib import Path

from content.catalogue.domain import editions, items
from content.catalogue.reading import parse
from yishi.people.enums import Role

FILE = Path(__file__).parents[3] / "site/yishi/demo/world/disclosure-catalogue.yaml"
DAY = dt.date(2026, 1, 20)


@cache
def shipped():
    """Return the bytes of the shipped catalogue without its accounts, which no test has."""
    return re.sub(r"(?m)^  owner: .*\n", "", FILE.read_text(encoding="utf-8")).encode()


def officer(world):
    return world.staff[Role.DISCLOSURE_OFFICER]


def entered(world, content=None, **said):
    """Enter an edition, and return it."""
    preview = parse(content or shipped())
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
