"""What of a page stands on paper: folded parts stand open, but a long record that nobody opened keeps to its one line."""

import pytest

from .conftest import FOLDER

SHEET = FOLDER.parents[1] / "static" / "yishi" / "css" / "print.css"


@pytest.mark.parametrize(("place", "opened", "printed"), [
    ("votes", "", True), ("timeline", "", False), ("timeline", "open", True),
])
def test_what_is_folded_on_paper(chromium, place, opened, printed):
    page = chromium.new_page()
    page.set_content(
        f"<html lang='zh-hans'><style>{SHEET.read_text()}</style><section id='{place}'>"
        f"<details class='fold' {opened}><summary>43条记录</summary><ol><li>立项</li></ol></details></section></html>"
    )
    page.emulate_media(media="print")
    assert (page.locator("ol").is_visible(), page.locator("summary").is_visible()) == (printed, True)
    page.close()
