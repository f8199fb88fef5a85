"""The foot of every page with all that a government site has to say there."""

import pytest

from tests.world import small_world
from yishi.instance.models import Instance

from .looking import VIEWS, looked_at
from .teller import Teller


@pytest.mark.django_db(transaction=True)
def test_a_foot_with_every_filing_is_fit_for_thumbs(chromium, live_server, chinese):
    Instance.objects.create(
        community=small_world().street, organiser="望澜市澄源区梧桐里街道办事处", undertaker="梧桐里街道综合办公室",
        tel="0000-555-0100", hours="周一至周五 8:30—12:00、14:00—17:30", icp="澜ICP备2026000001号",
        police_filing="澜公网安备00000000000001号", site_code="0000000001", fault_address="zwgk@wutongli.example",
    )
    looker = Teller(chromium, live_server, language="zh-hans")
    try:
        assert list(looked_at(looker, [("/terms/", None)], VIEWS)) == []
    finally:
        looker.close()
