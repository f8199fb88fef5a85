import pytest
from django.core.management.commands.flush import Command

from tests.world import small_world
from yishi.db.append_only import lifted


@pytest.fixture
def world(db):
    """The small sub-district of ``tests.world``."""
    return small_world()


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
