"""A short campaign of hostile requests against the small world; the long one is ``python -m tests.fuzz``."""

import pytest

from tests.fuzzing.ground import Ground
from tests.fuzzing.judging import Fuzz
from yishi.journal.models import Event

REQUESTS = 300  # always the same ones, however fast the machine is


@pytest.mark.django_db
def test_hostile_requests_are_answered_in_order(world, settings):
    settings.LANGUAGE_CODE = "en"  # the catalogue, which the Chinese sentences stand in, is not read by tests
    fuzz = Fuzz(Ground(), "small")
    before = Event.objects.count()
    faults = list(fuzz.run(range(REQUESTS)))
    assert faults == []
    assert fuzz.sent == REQUESTS and not [status for status in fuzz.statuses if status >= 500]
    assert len(fuzz.statuses) > 2, "it reaches pages, refusals and what is not there"
    assert Event.objects.count() == before, "what was done is taken back"
