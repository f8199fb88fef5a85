"""A public page is taken back with a reason, and what hangs on a board not before its 15 days."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from content.catalogue.models import Item
from content.pages.domain import releases
from content.pages.models import CommunityPage
from tests.content.pages import builders
from yishi.clock.story import held_at
from yishi.journal.models import Event
from yishi.refusals import Forbidden, Invalid

pytestmark = pytest.mark.django_db
POSTED = {"posted_from": dt.date(2026, 3, 2), "posted_until": dt.date(2026, 3, 20), "board": "公示栏", "affairs": "finance",
          "kind": "money"}


def on(day):
    return held_at(dt.datetime(2026, 3, day, 4, tzinfo=dt.UTC))


@pytest.mark.writes
def test_what_hangs_is_taken_back_after_15_days_or_for_a_reason_of_the_law(made, client):
    with on(2):
        page = builders.published(made, kind_of_page=CommunityPage, **POSTED)
    client.force_login(made.users.head)
    address, words = reverse("wagtailadmin_pages:unpublish", args=[page.pk]), {"words": "账目有误，更正后重发"}
    with on(16):
        assert client.get(address).status_code == 200
        asked = client.post(address)
        assert "arts. 14 to 16" in asked.content.decode() and 'name="words"' in asked.content.decode()
        assert client.post(address, {"words": " "}).status_code == 422
        refused = client.post(address, words)
        assert refused.status_code == 422 and words["words"] in refused.content.decode(), "what was typed is still there"
        with pytest.raises(Forbidden):
            releases.withdraw(page, by=made.people.writer, words="x")
        with pytest.raises(Invalid):
            releases.withdraw(page, by=made.people.head, words="", reason="third_party")
        assert CommunityPage.objects.get().live
    with on(17):
        assert client.post(address, words).status_code == 302
    assert not CommunityPage.objects.get().live and Item.objects.get().withdrawn_because == words["words"]
    assert Event.objects.get(kind="pages.withdrawn").actor == made.people.head


def test_secrets_and_privacy_go_at_once(made):
    with on(3):
        page = builders.published(made, kind_of_page=CommunityPage, **POSTED)
        assert not releases.withdraw(page, by=made.people.head, words="误登门牌号", reason="third_party").live
    assert Event.objects.get(kind="pages.withdrawn").payload["reason"] == "third_party"


def test_no_page_ends_before_it_stops_hanging(made):
    page = builders.article(made, CommunityPage, expire_at=dt.datetime(2026, 3, 19, 4, tzinfo=dt.UTC), **POSTED)
    with pytest.raises(ValidationError, match="20"):
        page.clean()
