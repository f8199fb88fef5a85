"""The hall in several browsers at once, before a server with sockets; and what its pages are like while a vote runs."""

import pytest

from .hall import Evening, hall, standing
from .looking import VIEWS, looked_at
from .teller import Teller

PROJECTORS = ((1280, 720), (1920, 1080))
CUT_OFF = """() => [...document.querySelectorAll('main.screen > *')].filter(part => {
  const box = part.getBoundingClientRect();
  return box.bottom > innerHeight + 1 || box.right > innerWidth + 1 || part.scrollHeight > part.clientHeight + 1;
}).map(part => part.tagName)"""


@pytest.mark.django_db(transaction=True)
def test_an_evening_from_the_first_word_to_the_signed_minutes(chromium, tmp_path):
    made = hall()
    with standing(made, tmp_path) as (server, sessions):
        evening = Evening(chromium, server, made, sessions)
        looker = Teller(chromium, server, language="zh-hans", sessions=sessions)
        try:
            for chapter in ("opens", "records", "loses_the_line", "gives_the_floor", "votes"):
                getattr(evening, chapter)()
            pages = [(made.live, None), (made.live, made.members[0]), (made.screen, None), (made.console, made.clerk)]
            assert list(looked_at(looker, pages, VIEWS[:1])) == []
            evening.certifies()
            assert cut_off(evening.wall.page()) == []
            evening.signs()
        finally:
            evening.close()
            looker.close()


def cut_off(page):
    """Return the parts of the screen in the hall that a projector would cut off, for each size."""
    found = []
    for width, height in PROJECTORS:
        page.set_viewport_size({"width": width, "height": height})
        found += [(width, part) for part in page.evaluate(CUT_OFF)]
    return found
