"""The scheduled work's own upkeep."""

import datetime as dt

from yishi.clock.story import real_now

from .due import due
from .models import TaskRun

KEPT = dt.timedelta(days=90)


@due("tasks.clear_runs")
def clear_runs(now):
    """Delete the records of runs that ended more than 90 days ago; return how many."""
    deleted, _by_model = TaskRun.objects.filter(ended__lt=real_now() - KEPT).delete()
    return deleted
