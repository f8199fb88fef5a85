"""The scheduled work of the web shell."""

from yishi.tasks.due import due

from . import ready


@due("web.make_ready", follows=True, often=True)
def make_ready(now):
    """Make the pages that visitors read ready, where they are out of date. It is no work that the record of runs is for."""
    ready.make_ready()
