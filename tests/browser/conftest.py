"""A real browser (Debian's Chromium) before a server that runs in a thread of the test; only in a run of its own."""

import os
from pathlib import Path

import pytest

# The browser without its windows, which takes a third less time; the whole one where that alone is there.
CHROMIUM = next(filter(os.path.exists, ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")), "chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]
FOLDER = Path(__file__).parent
ASKED = os.environ.get("YISHI_BROWSER_TESTS") == "on"  # ``make test`` sets it for the run of its own
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's driver runs a loop in this thread


def pytest_ignore_collect(collection_path, config):
    """Leave this folder out of the other runs: the browser's driver keeps an event loop in the tests' own thread."""
    return True if collection_path.name.startswith("test_") and not ASKED else None


@pytest.fixture(scope="session")
def chromium():
    """The browser, started once."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
