import pytest

from . import builders


@pytest.fixture
def made(world):
    """The small sub-district with a desk that is ready."""
    return builders.ready(world)
