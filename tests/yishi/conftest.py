import pytest

from yishi.clock import story
from yishi.workdays import calendar


@pytest.fixture(autouse=True)
def nothing_is_remembered():
    """What a process keeps of the clock's and the calendar's rows must not outlive a test's rollback."""
    yield
    story.forget()
    calendar.forget()
