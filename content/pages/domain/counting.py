"""Views are counted by page and day; of who reads nothing is kept, and no cookie is set.

A process counts in memory and writes at most every ten seconds, when an answer has gone out, so that no reader waits: an
upsert for each page and day that was read. A page that cannot be counted is shown all the same. What a process had not
written when it ended is lost.
"""

import logging
import re
import threading
from collections import Counter

from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F

from yishi.clock.story import real_now, today

from ..models.reviews import PageViews

log = logging.getLogger(__name__)
EVERY_SECONDS = 10
ROBOTS = re.compile(r"bot|crawl|spider|slurp|preview|scrap|curl|wget|python|java/|go-http|headless|monitor", re.IGNORECASE)
_counted, _lock = Counter(), threading.Lock()
_written = {"at": None}


def opened(page, community, agent):
    """Count that ``page`` of ``community`` (keys) was opened by the browser that calls itself ``agent``; robots do not count.

    Never fails.
    """
    if not agent or ROBOTS.search(agent):
        return
    with _lock:
        _counted[page, community, today()] += 1


def write_in_time():
    """Write down what was counted, where that was not done just now."""
    moment = real_now()
    with _lock:
        if not _counted or (_written["at"] and 0 <= (moment - _written["at"]).total_seconds() < EVERY_SECONDS):
            return
        _written["at"] = moment
    write()


def write():
    """Write down what was counted. What cannot be written now is kept for the next time."""
    with _lock:
        taken = dict(_counted)
        _counted.clear()
    if not taken:
        return
    try:
        with transaction.atomic():
            for (page, community, day), n in taken.items():
                _add(page, community, day, n)
    except IntegrityError:
        log.exception("views of a page that is gone were dropped")
    except DatabaseError:
        log.exception("views could not be written")
        with _lock:
            _counted.update(taken)


def _add(page, community, day, n):
    rows = PageViews.objects.filter(page=page, day=day)
    if not rows.update(n=F("n") + n):
        PageViews.objects.bulk_create([PageViews(page_id=page, community_id=community, day=day)], ignore_conflicts=True)
        rows.update(n=F("n") + n)
