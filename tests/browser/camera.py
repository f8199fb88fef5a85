"""The pictures of the manual: taken of the story's own pages, in Chinese, at a phone's width.

Every run of the story takes all of them again and asks whether they can still be taken. ``YISHI_PICTURES=write`` (``make
pictures``) puts them where the manual shows them.
"""

import os
from collections import namedtuple
from io import BytesIO
from pathlib import Path

from PIL import Image

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "manual" / "pictures"
COLOURS, FEWEST, SIZE = 64, 24, (390, 844)

# ``name`` of the file; the ``chapter`` of the story after which, ``who`` (None: a visitor) opens ``address``, does
# ``first`` there and scrolls to ``top``.
Shot = namedtuple("Shot", "name chapter who address first top", defaults=(None, None))


def acting(code, thing, query=""):
    """Return the address of the form of the act ``code`` on the story's ``thing``."""
    return lambda story: f"/acts/{code}/{thing(story).pk}/{query}"


def matter(story):
    return story.matter


def filled_in(page):
    page.fill("[name=text]", "三单元楼道的灯全黑了，老人下楼看不见。")


def in_favour(page):
    page.locator("main input[value=in_favor]").check(force=True)


def looked_ahead(page):
    page.fill("[name=channels]", "小区公示栏、平台")
    page.get_by_role("button", name="先看会怎样").click()


SHOTS = (
    Shot("report", "reports", "first", "/reports/new/", filled_in),
    Shot("report-filed", "reports", "first", lambda story: f"/reports/{story.report.code}/"),
    Shot("desk", "merges", "recorder", lambda story: f"/desk/?matter={story.matter.code}"),
    Shot("merge", "reports", "recorder", "/desk/reports/"),
    Shot("admission", "merges", "community_secretary", acting("agenda.record_admission", matter)),
    Shot("look-ahead", "admits", "recorder", acting("postings.post", matter, "?purpose=agenda"), looked_ahead),
    Shot("inquiry", "researches", None, lambda story: story.matter.get_absolute_url(), None, "section.part:has-text('查清了什么')"),
    Shot("statement", "deliberates", "recorder", lambda story: f"/acts/statements.state/{story.meeting.pk}/"),
    Shot("meeting", "deliberates", None, lambda story: story.meeting.get_absolute_url()),
    Shot("ballot", "opens", "voter", lambda story: f"/ballots/{story.poll.pk}/", in_favour),
    Shot("vote", "votes", None, lambda story: story.matter.get_absolute_url(), None, "article.vote"),
    Shot("home", "publishes", None, "/"),
    Shot("matter", "publishes", None, lambda story: story.matter.get_absolute_url()),
    Shot("objection", "publishes", "first", acting("objections.object_to", matter)),
    Shot("calendar", "publishes", "community_secretary", "/desk/calendar/"),
    Shot("complete", "starts", "property_manager", lambda story: f"/acts/execution.complete/{story.milestone.pk}/"),
    Shot("inspect", "carries_out", "supervisory_member", acting("inspections.inspect", matter)),
    Shot("rate", "surveys", "first", lambda story: f"/acts/satisfaction.rate/{story.survey.pk}/"),
    Shot("my", "closes", "first", "/my/"),
    Shot("check", "closes", None, lambda story: f"/check/{story.paper.sha256[:12]}/"),
    Shot("reading", "closes", None, "/reading/"),
    Shot("people", "closes", "community_secretary", "/people/"),
    Shot("person", "closes", "community_secretary", lambda story: f"/people/{story.people.grid_worker.pk}/"),
    Shot("import", "closes", "community_secretary", "/people/import/"),
)


class Camera:
    """Takes the pictures that belong after a chapter, through ``teller``, and remembers what was wrong with one."""

    def __init__(self, teller):
        self.teller, self.taken, self.faults = teller, set(), []

    def __call__(self, story, chapter):
        for shot in SHOTS:
            if shot.chapter == chapter:
                self.take(story, shot)

    def take(self, story, shot):
        """Take one picture; keep it where it was asked for."""
        address = shot.address if isinstance(shot.address, str) else shot.address(story)
        page = self.teller.open(address, story.called(shot.who))
        if shot.first:
            shot.first(page)
            page.wait_for_load_state()
        page.evaluate("document.querySelector('aside.banner')?.remove()")
        if shot.top:
            page.locator(shot.top).first.evaluate("element => element.scrollIntoView()")
        found = Image.open(BytesIO(page.screenshot())).convert("RGB")
        self.taken.add(shot.name)
        if found.size != SIZE or len(found.getcolors(maxcolors=SIZE[0] * SIZE[1])) < FEWEST:
            self.faults.append(f"{shot.name}: {found.size}, nothing to be seen")
        if os.environ.get("YISHI_PICTURES") == "write":
            PICTURES.mkdir(parents=True, exist_ok=True)
            found.quantize(COLOURS).save(PICTURES / f"{shot.name}.png", optimize=True)
