"""One story through the whole procedure, with JavaScript and without, at a phone's width; and what its pages are like."""

import pytest

from consultation.domain import petitions
from tests.world import small_world

from .camera import SHOTS, Camera
from .looking import VIEWS, faults, looked_at
from .story import Story
from .teller import Teller

PUBLIC = ("/", "/matters/", "/reports/", "/reports/new/", "/meetings/", "/petitions/", "/published/", "/check/", "/reading/",
          "/rights/", "/terms/", "/privacy/", "/accessibility/", "/styleguide/", "/sign-in/", "/nowhere/")
DESK = ("/desk/", "/desk/calendar/", "/desk/reports/", "/desk/templates/", "/people/", "/people/new/", "/my/", "/my/notices/")


def pages(story):
    """Return (address, who opens it) of every sort of page that the story touches, and of those that its pages lead to."""
    secretary, matter, meeting = story.people.community_secretary, story.matter, story.meeting
    report, code = matter.reports.first(), story.side.community.code
    return [
        *((address, None) for address in PUBLIC), *((address, secretary) for address in DESK),
        (matter.get_absolute_url(), None), (matter.get_absolute_url(), secretary), (f"{matter.get_absolute_url()}card/", None),
        (f"/reports/{report.code}/", None), (meeting.get_absolute_url(), None), ("/my/", story.first),
        (f"/acts/attachments.attach/{matter.pk}/", secretary), (f"/acts/matters.open/in/{code}/", secretary),
        (f"/acts/petitions.open/in/{code}/", story.first), (f"/people/{story.first.pk}/", secretary),
        (f"/ballots/{matter.polls.get().pk}/", story.members[0]),
        (f"/check/{story.paper.sha256[:12]}/", None), (enough(story).get_absolute_url(), None),
    ]


def enough(story):
    """Return a petition with enough signatures: whoever is the only representative is a fifth of them."""
    alone = story.people.resident_rep
    petition = petitions.open(story.side.community, "reps_fifth", "请召开居民代表会议", "楼道照明的费用怎么出。", by=alone)
    petitions.sign(petition, by=alone)
    return petition


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("javascript", "views"), [
    pytest.param(True, VIEWS[:2], id="with-javascript"), pytest.param(False, VIEWS[2:], id="without-javascript"),
])
def test_from_two_reports_to_an_accepted_result(chromium, live_server, chinese, javascript, views):
    teller, looker = Teller(chromium, live_server, javascript=javascript), Teller(chromium, live_server, language="zh-hans")
    camera = Camera(looker)
    try:
        story = Story(small_world(), teller)
        story.tell(after=camera if javascript else lambda *chapter: None)
        assert camera.faults == [] and camera.taken == ({shot.name for shot in SHOTS} if javascript else set())
        assert list(looked_at(looker, pages(story), views)) == []
    finally:
        teller.close()
        looker.close()


@pytest.mark.parametrize(("flaw", "told"), [
    ("<p style='font-size: 12px'>小字</p>", "under 16 px"), ("<h1>又一个标题</h1>", "2 h1"),
    ("<div style='width: 900px'>宽</div>", "sideways"),
    ("<button style='width: 30px; overflow: hidden; white-space: nowrap'>很长的按钮</button>", "clipped"),
    ("<p style='width: 800px; font-size: 16px'>" + "字" * 60 + "</p>", "hanzi a line"),
    ("<img src='/static/yishi/mark.svg'>", "image-alt"),
    ("<p><a href='/x/'>看全部</a></p>", "px to tap"), ("<button style='height: 40px'>提交</button>", "px to tap"),
])
def test_a_flaw_is_found(chromium, flaw, told):
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    page.set_content(f"<html lang='zh-hans'><title>议</title><main><h1>标题</h1>{flaw}</main></html>")
    assert [fault for fault in faults(page, widths=(390,)) if told in fault]
    page.close()
