"""The demo world, loaded once for the tests of this folder and taken back after them.

Its papers wait: ``tests/documents`` renders every kind, and those of ten matters take a quarter of the load.
"""

import datetime as dt

import pytest
from django.db import transaction

from tests.content.search.builders import make_full_text
from yishi.demo.player import play, set_clock
from yishi.demo.scenes import script
from yishi.demo.story import anchor, at
from yishi.tasks.due import DUE

EARLY = dt.date(2026, 7, 5)  # the owners of LX-2026-05 have voted, and their ballot is still open


@pytest.fixture(scope="package")
def early_world(django_db_setup, django_db_blocker):
    """The story up to a summer's evening, in a transaction that is rolled back when the folder is through."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.delitem(DUE, "documents.render")
        patch.delitem(DUE, "catalogue.print")
        patch.delitem(DUE, "requests.print")
        make_full_text()
        play(script(), at(EARLY, "20:00"), told=lambda *progress: None)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def demo_world(early_world, django_db_blocker):
    """The story up to its now."""
    with django_db_blocker.unblock():
        play(script(), anchor(), told=lambda *progress: None)
        set_clock(anchor())
