import pytest
from django.core.management.commands.flush import Command

from yishi.db.append_only import lifted

from tests.world import small_world


@pytest.fixture
def world(db):
    """The small sub-district of ``tests.world``."""
    return small_world()


@pytest.fixture(autouse=True)
def append_only_tables_can_be_flushed(monkeypatch):
    """Lift the triggers for the flush of a transactional test alone; they stand again right after it."""
    flush = Command.handle

    def handle(self, **options):
        with lifted(options["database"]):
            return flush(self, **options)

    monkeypatch.setattr(Command, "handle", handle)
