"""One story through the whole procedure, with JavaScript and without, at a phone's width; and what its pages are like."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.world import small_world

from .story import Story
from .teller import Teller

WIDTHS = (320, 390, 1280)
LARGEST, MOST_REQUESTS = 150_000, 10


def faults(page):
    """Return what the automatic rules of accessibility find on the page, and what we ask of every page ourselves."""
    found = [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in Axe().run(page).response["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"):
        found.append("it scrolls sideways")
    if page.locator("h1").count() != 1:
        found.append(f"{page.locator('h1').count()} h1")
    small = page.evaluate(SMALL)
    return found + [f"under 16 px: {words}" for words in small]


SMALL = """() => [...document.querySelectorAll('main *, header *, footer *')].filter(e =>
  [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) && e.getClientRects().length
  && !e.closest('svg, .sr') && parseFloat(getComputedStyle(e).fontSize) < 15.9
).map(e => e.textContent.trim().slice(0, 40)).slice(0, 5)"""


def addresses(story):
    """Return (address, who opens it) of every sort of page that the story touches."""
    secretary, matter, meeting = story.people.community_secretary, story.matter, story.meeting
    report = matter.reports.first()
    return [
        ("/", None), ("/matters/", None), (matter.get_absolute_url(), None), (matter.get_absolute_url(), secretary),
        ("/reports/", None), ("/reports/new/", None), (f"/reports/{report.code}/", None), ("/meetings/", None),
        (meeting.get_absolute_url(), None), ("/sign-in/", None), ("/my/", story.first), ("/desk/", secretary),
        (f"/acts/attachments.attach/{matter.pk}/", secretary), ("/petitions/", None), ("/nowhere/", None),
        (f"/ballots/{matter.polls.get().pk}/", story.members[0]),
    ]


def looked_at(teller, story):
    """Yield (address, width, version, fault) for every page in both versions and at three widths."""
    for address, who in addresses(story):
        page = teller.page(who)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            page.goto(teller.server.url + address)
            for fault in faults(page):
                yield f"{address} at {width} px as {who and who.name}: {fault}"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_from_two_reports_to_an_accepted_result(chromium, live_server, javascript):
    teller = Teller(chromium, live_server, javascript=javascript)
    try:
        story = Story(small_world(), teller)
        story.tell()
        if javascript:
            assert list(looked_at(teller, story)) == []
    finally:
        teller.close()
