"""The index of a test: on SQLite its tables for full text, which Wagtail's migrations make and tests leave out."""

import pytest
from django.core.cache import cache

from content.search.domain import index
from tests.content.search.builders import make_full_text


@pytest.fixture
def full_text(db):
    """Make the tables for full text, and forget what other tests counted."""
    cache.clear()
    make_full_text()


@pytest.fixture
def searched(full_text, world):
    """The small world, with what can be found in it heard of by ``searched.hear()``."""
    world.hear = index.hear
    return world
