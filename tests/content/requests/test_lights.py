"""How a request stands, by word and shape: while the applicant is waited for, when their days are over, when it is answered."""

import datetime as dt

import pytest

from content.requests.domain import decisions, intake, timing
from content.requests.lights import light_of
from content.requests.models import Request
from content.requests.tasks import pressing
from tests.content.requests.builders import at, director, drafted, officer, running

pytestmark = pytest.mark.django_db
D = dt.date.fromisoformat


def whole(row):
    return Request.objects.whole().get(pk=row.pk)


def stands(row):
    light = light_of(whole(row))
    return light.shape, str(light.word), light.day


def test_what_is_never_completed_is_given_up_and_not_late(world):
    """Its period would begin with the completed request (art. 30); it was called nine days late, and answered late."""
    with at("2026-11-02"):
        row = running(world)
        intake.ask_completion(row, by=officer(world), to_complete="哪一年？", complete_by=D("2026-12-10"))
    with at("2026-12-11"):
        drafted(world, row, "given_up")
        assert stands(row) == ("risk", "the applicant’s days are over", D("2026-12-10")) and pressing(whole(row)) == ""
        decisions.sign(row, by=director(world))
        assert stands(row) == ("done", "answered", D("2026-12-11"))


def test_a_fee_that_is_not_paid_in_time_lets_the_days_be_over_and_nothing_be_late(world):
    with at("2026-11-02"):
        row = running(world)
        timing.charge(row, by=officer(world), yuan="120", reason="三千页。")
    with at("2026-11-30"):
        assert stands(row)[:2] == ("wait", "the clock stands")
    with at("2027-02-01"):
        over = ("risk", "the applicant’s days are over", D("2026-11-30"))
        assert stands(row) == over
        drafted(world, whole(row), "given_up")
        assert stands(row) == over and "fee" in light_of(whole(row)).why, "and nobody was asked"
        decisions.sign(whole(row), by=director(world))
        assert stands(row) == ("done", "answered", D("2027-02-01"))


def test_by_a_later_term_the_days_are_counted_up_to_that_term(world):
    """From the end of the twenty days on every day was called the last, and both were told that it presses."""
    with at("2026-11-02"):
        row = running(world)
        timing.ask_reasons(row, by=officer(world), reasons_by=D("2026-11-10"))
        timing.take_reasons(row, by=officer(world), reasons="研究", delayed_until=D("2026-12-31"))
    with at("2026-12-15"):
        assert stands(row) == ("run", "12 working days left", D("2026-12-31")) and pressing(whole(row)) == ""
    with at("2026-12-28"):
        assert stands(row)[:2] == ("risk", "3 working days left") and pressing(whole(row)) == "soon"
