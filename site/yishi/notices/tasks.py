"""The scheduled work of notices."""

from yishi.tasks.due import due

from .domain import notices


@due("notices.catch_up")
def catch_up(now):
    """Give the notices that a listener missed; return of how many events."""
    return notices.catch_up()
