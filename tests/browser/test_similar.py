"""Whoever begins to write sees what others have brought of the same; the form's own button shows it without a script."""

import pytest
from playwright.sync_api import expect

from consultation.queries.reports import LEAST_CHARACTERS
from tests.consultation.builders_collect import filed
from tests.world import small_world
from yishi.people.enums import Role

from .teller import Teller

SAID, TYPED = "三楼楼道灯坏了，晚上看不见台阶。", "楼道灯坏"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("javascript", [True, False], ids=["typing", "by-the-button"])
def test_a_report_like_the_one_that_is_begun_is_shown(chromium, live_server, javascript):
    side = small_world().own
    report = filed(side, title=SAID, text=SAID)
    teller = Teller(chromium, live_server, javascript=javascript)
    page = teller.open("/reports/new/", side.people[Role.RESIDENT_REP])
    page.locator("textarea").first.press_sequentially(TYPED)
    if not javascript:
        page.get_by_role("button", name="Look for similar ones first").click()
    expect(page.locator("#similar")).to_contain_text(report.code)
    assert len(TYPED) == LEAST_CHARACTERS
    teller.close()
