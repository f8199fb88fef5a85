import gc
from contextlib import contextmanager

import pytest
from django.core.management.commands.flush import Command
from django.utils.translation import trans_real
from xdist.scheduler import LoadFileScheduling

from content.search import listing
from tests.world import small_world
from yishi.clock.story import held_at, now
from yishi.db.append_only import lifted

# What takes longest begins first, so that the workers end together. The demo world is loaded once, by one worker.
LONGEST = ("tests/demo/", "tests/test_migrations.py", "tests/consultation/test_polis.py", "tests/test_races.py",
           "tests/yishi/test_races.py", "tests/test_matrix.py")


class ByRoom(LoadFileScheduling):
    """A file is for one worker, and so is the folder of the demo world; a story in the browser has one to itself."""

    def _split_scope(self, nodeid):
        if nodeid.startswith("tests/browser/"):
            return nodeid
        return "tests/demo" if nodeid.startswith("tests/demo/") else super()._split_scope(nodeid)


def pytest_configure():
    """Let Python look for rings of garbage seldom: by default it walks the whole site every few requests."""
    gc.set_threshold(100_000, 50, 100)


def pytest_collection_finish():
    gc.freeze()  # what has been loaded by now stays


def pytest_xdist_make_scheduler(config, log):
    return ByRoom(config, log)


def pytest_collection_modifyitems(items):
    ranks = {room: rank for rank, room in enumerate(LONGEST)}
    items.sort(key=lambda item: next((ranks[room] for room in LONGEST if item.nodeid.startswith(room)), len(ranks)))


@pytest.fixture
def world(db):
    """The small sub-district of ``tests.world``, of which no index of the search has been made."""
    listing.forget()
    return small_world()


@pytest.fixture
def django_assert_num_queries(django_assert_num_queries):
    """Count queries without the clock's own, which is asked anew every two seconds: it stands while they are counted."""

    @contextmanager
    def counted(num, **more):
        with held_at(now()), django_assert_num_queries(num, **more) as caught:
            yield caught

    return counted


@pytest.fixture
def chinese(settings):
    """Read the Chinese catalogue, too, which tests leave out otherwise."""
    settings.LOCALE_PATHS = [settings.ROOT / "site" / "yishi" / "locale"]
    trans_real._translations.clear()
    yield
    trans_real._translations.clear()


@pytest.fixture(autouse=True, scope="session")
def append_only_tables_can_be_flushed():
    """Lift the triggers for the flush of a transactional test alone; they stand again right after it.

    For the whole session, since that flush comes after a test's own fixtures have been taken down.
    """
    flush = Command.handle

    def handle(self, **options):
        with lifted(options["database"]):
            return flush(self, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Command, "handle", handle)
        yield
