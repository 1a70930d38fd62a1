"""The browser that tests share: what a hang of it costs."""

import pytest
from playwright.sync_api import Error


def test_a_browser_that_hangs_is_killed_and_the_next_page_has_another(chromium):
    page = chromium.new_context().new_page()
    with chromium.limited(1), pytest.raises(Error, match="has been closed"):
        page.evaluate("for (;;);")
    assert chromium.new_context().new_page().evaluate("1 + 1") == 2
