"""An officer's story and a citizen's of what is published; and what the pages are like that they come by."""

import pytest
from django.core.cache import cache

from tests.content.search.builders import make_full_text
from tests.world import small_world

from .looking import VIEWS, looked_at
from .publishing import Citizen, Officer
from .teller import Teller


@pytest.fixture
def told(chromium, live_server, chinese, settings, tmp_path):
    """Tell the chapters of a story, and have its pages looked at by a phone and in one language."""
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    make_full_text()
    teller, looker = Teller(chromium, live_server), Teller(chromium, live_server, language="zh-hans")

    def tell(kind, chapters, pages):
        story = kind(small_world(), teller)
        for chapter in chapters:
            getattr(story, chapter)()
        assert list(looked_at(looker, pages(story), VIEWS[:1])) == []

    yield tell
    teller.close()
    looker.close()


@pytest.mark.django_db(transaction=True)
def test_an_officer_brings_an_article_and_an_answer_out(told):
    told(Officer, ("writes", "reviews", "receives", "consults", "answers"), lambda story: [
        (story.article.url, None), ("/catalogue/14/", None), ("/published/community/HA/", None), ("/published/ten/", None),
        ("/requests/figures/", None), ("/requests/desk/?show=all", story.officer), (f"/requests/{story.code}/", story.officer),
        ("/catalogue/desk/", story.officer),
    ])


@pytest.mark.django_db(transaction=True)
def test_a_citizen_finds_the_budget_asks_for_more_and_is_given_it(told):
    told(Citizen, ("finds", "asks", "is_answered", "follows"), lambda story: [
        ("/search/?q=预算", None), ("/search/?q=潜水艇", None), ("/catalogue/", None), ("/requests/", None),
        ("/requests/new/", None), ("/requests/status/", None), ("/guides/", None), ("/board/", None), ("/kiosk/", None),
    ])
