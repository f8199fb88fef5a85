"""A community, its secretary, and a matter of theirs that is carried out; a file that wants another makes its own."""

import pytest

from tests.consultation.builders_execution import at, promise, started
from yishi.people.enums import Role


@pytest.fixture
def own(world):
    return world.own


@pytest.fixture
def secretary(own):
    return own.people[Role.COMMUNITY_SECRETARY]


@pytest.fixture
def matter(own):
    with at("2026-03-02"):
        return started(own)


@pytest.fixture
def milestone(matter, own):
    with at("2026-03-02"):
        return promise(matter, own, due="2026-04-10")
