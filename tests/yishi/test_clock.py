import datetime as dt
import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone, translation

from yishi.clock import spoken, story
from yishi.clock.models import Shift

STORY = dt.datetime(2026, 11, 20, 19, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))
SOON = dt.timedelta(seconds=30)


@pytest.mark.django_db
def test_without_a_row_it_is_real_time_in_the_site_s_zone():
    assert abs(story.now() - timezone.now()) < SOON
    assert story.now().utcoffset() == dt.timedelta(hours=8)
    assert story.today() == story.now().date()


@pytest.mark.django_db
def test_moved_it_shows_the_story_s_instant_and_runs_on():
    story.move_to(STORY)
    first = story.now()
    assert dt.timedelta() <= first - STORY < SOON
    assert story.now() > first
    assert str(story.today()) == "2026-11-20"
    story.move_to(STORY + dt.timedelta(days=1))
    assert str(story.today()) == "2026-11-21" and Shift.objects.count() == 1
    assert abs(story.real_now() - timezone.now()) < SOON


@pytest.mark.django_db
def test_a_row_moved_by_another_process_is_seen_after_two_seconds(monkeypatch, django_assert_num_queries):
    story.now()
    Shift.objects.create(pk=1, real=timezone.now(), story=STORY)
    with django_assert_num_queries(0):
        assert abs(story.now() - timezone.now()) < SOON
    monkeypatch.setattr(story, "REREAD_SECONDS", 0)
    assert str(story.today()) == "2026-11-20"


@pytest.mark.writes
@pytest.mark.django_db
def test_there_is_one_row_and_no_other():
    with pytest.raises(IntegrityError), transaction.atomic():
        Shift.objects.create(pk=2, real=timezone.now(), story=STORY)


def test_held_it_stands_still_in_this_thread_alone_and_asks_no_database():
    seen = []
    with story.held_at(STORY):
        assert story.now() == story.now() == STORY
        with story.held_at(STORY + dt.timedelta(days=1)):
            assert str(story.today()) == "2026-11-21"
        assert str(story.today()) == "2026-11-20"
        thread = threading.Thread(target=lambda: seen.append(story._held.get()))
        thread.start()
        thread.join()
    assert seen == [None] and story._held.get() is None


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="naive"), story.held_at(dt.datetime(2026, 11, 20)):
        pass


def test_late_in_the_evening_of_greenwich_it_is_tomorrow_here():
    with story.held_at(dt.datetime(2026, 11, 19, 16, 30, tzinfo=dt.UTC)):
        assert str(story.today()) == "2026-11-20"


@pytest.mark.django_db
def test_before_the_first_migration_it_is_real_time(monkeypatch):
    monkeypatch.setitem(story._read, "table", False)
    monkeypatch.setattr(connection.introspection, "table_names", lambda *args: ["journal_event"])
    story.forget()
    assert abs(story.now() - timezone.now()) < SOON


@pytest.mark.parametrize(("date", "said"), [
    ("2026-12-04", "Fri 4 December"), ("2026-01-04", "Sun 4 January"), ("2027-01-15", "Fri 15 January 2027"),
    ("2025-12-04", "4 December 2025"),
])
def test_a_day_has_its_weekday_unless_its_year_is_over(date, said):
    with story.held_at(STORY), translation.override("en"):
        assert spoken.day(dt.date.fromisoformat(date)) == said
