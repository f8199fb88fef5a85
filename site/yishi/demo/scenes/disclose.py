"""The story's pages: written, reviewed by somebody else, and published, each on its day."""

import datetime as dt

from django.utils.html import escape

from content.pages.domain import desk, publishing
from content.pages.models import (
    ArticlePage,
    CommunityPage,
    DisclosurePage,
    GuidePage,
    PowersPage,
    ReadingPointsPage,
    ReportPage,
)
from yishi.people.models import Place

from .. import cast
from ..player import Scene
from ..story import at, pages, texts, world
from ..things import board_of, shown

TYPES = {"article": ArticlePage, "notice": ArticlePage, "powers": PowersPage, "points": ReadingPointsPage, "guide": GuidePage,
         "report": ReportPage, "community": CommunityPage, "disclosure": DisclosurePage}
STREET = "WTL"
FIRST = dt.date(2026, 1, 5)  # what was made before is put on the site then
HANGS = dt.timedelta(20)
WORLD_PAGES = {"about": ("about", "4"), "orgs": ("about", "4"), "notice-1": ("notices", "22"), "notice-2": ("notices", "30")}
TOLD_TWICE = {"news-1"}  # the lift: the catalogue's text tells it whole
ASK = "详情请到社区便民服务站咨询。"
AFFAIRS = {"居务": "community", "财务": "finance", "党务": "party"}
KINDS = {
    "24": "decisions", "22": "money", "13": "facilities", "18": "facilities", "8": "projects", "25": "consulted",
    "26": "consulted", "7": "help",
}
TOLD = {"通知公告": "notice", "工作动态": "news"}
ROOMS = {"article": "items", "notice": "notices", "news": "news"}


def scenes():
    """Return a scene for every page of the story."""
    for n, told in enumerate([*pages(), *_of_the_world(), *_of_the_catalogue()]):
        day = max(told.get("published_on", told["made_on"]), FIRST)
        yield Scene(at(day, f"{9 + n % 8:02}:30"), 3, f"pages:{told['slug']}", lambda told=told: _publish(told))


def prepare_desk():
    """Make the editors' desk ready, if the founding has not."""
    desk.prepare()


def _of_the_world():
    """Yield the pages of the story itself, with what it leaves to the loader."""
    known = {told["title"] for told in texts()}
    for told in (told for told in world()["pages"] if told["title"] not in known and told["slug"] not in TOLD_TWICE):
        room, entry = WORLD_PAGES.get(told["slug"], ("news", "13"))
        body = told.get("body", "")
        intro = "\n\n".join(world()["place"]["subdistrict"]["intro"].splitlines())
        body = intro if body.startswith("见 ") else body or f"{told['title']}。{ASK}"
        yield {"type": "article", "room": room, "slug": f"w-{told['slug']}", "entry": entry, "title": told["title"],
               "summary": told["title"], "made_on": told.get("date", FIRST), "body": body,
               "kind": TOLD.get(told.get("kind"), "article")}


def _of_the_catalogue():
    """Yield the texts written for the catalogue's entries; where a community tells its affairs they hang on its board."""
    for n, told in enumerate(texts(), start=1):
        affairs = told.get("affairs")
        room = told.get("community") or ROOMS[told["kind"]]
        more = {"affairs": AFFAIRS[affairs], "kind": KINDS.get(told["entry"], "other")} if affairs else {}
        shape = {"type": "community" if affairs else "article", "room": room, "slug": f"item-{told['entry']}-{n}"}
        yield {**shape, **told, **more}


def _publish(told):
    """Draft the page of ``told`` by the office it belongs to, and let another person review and publish it."""
    community = Place.objects.get(code=told["room"] if told["room"].isupper() else STREET)
    own = community.code != STREET
    writer = cast.office(community.code, "community_secretary") if own else cast.office(STREET, "disclosure_officer")
    reviewer = cast.office(STREET, "disclosure_officer" if own else "street_director")
    names = {field.name for field in TYPES[told["type"]]._meta.get_fields()} - {"body", "board", "community", "rows", "points"}
    page = TYPES[told["type"]](
        community=community, source=told.get("source") or _source(community),
        body=[*body_of(told.get("body", ""), told["title"]), *shown(told, writer)],
        **{name: value for name, value in told.items() if name in names and name != "source"}, **_rows(told), **_posting(told),
    )
    publishing.publish(page, under=desk.room(community, "" if own else told["room"]), by=writer, reviewer=reviewer)


def _source(community):
    return f"{community.name}{'办事处' if community.code == STREET else '居民委员会'}"


def _rows(told):
    return {name: [(block, row) for row in told[name]] for name, block in (("rows", "row"), ("points", "point")) if name in told}


def _posting(told):
    if told["type"] != "community":
        return {}
    since = told.get("published_on", told["made_on"])
    place = next(each for each in world()["communities"] if each["id"] == told["room"])
    board = f"{place['name']}居委会公示栏（{place['office']['address']}）"
    more = {"photo": board_of(place["name"]), "photo_alt": f"{place['name']}公示栏示意图：六张公告，红框里的是这一张"}
    return {"posted_from": since, "posted_until": since + HANGS, "board": board, **more}


def body_of(text, title):
    """Return the blocks of ``text``: paragraphs, ``## `` headings, ``- `` lists, ``|`` tables, parted by empty lines."""
    found = []
    for part in filter(None, (part.strip() for part in text.split("\n\n"))):
        lines = [line.strip() for line in part.splitlines()]
        if lines[0].startswith("## "):
            found.append(("heading", lines[0][3:]))
            found += body_of("\n".join(lines[1:]), title)
        elif lines[0].startswith("|"):
            heading = next((value for kind, value in reversed(found) if kind == "heading"), title)
            found.append(("table", {"caption": str(heading)[:120], "text": "\n".join(lines)}))
        elif lines[0].startswith("- "):
            found.append(("text", f"<ul>{''.join(f'<li>{escape(line[2:])}</li>' for line in lines)}</ul>"))
        else:
            found.append(("text", f"<p>{'<br/>'.join(map(escape, lines))}</p>"))
    return found
