"""The scheduled work of search."""

from yishi.tasks.due import due

from .domain import index


@due("search.refresh", follows=True)
def refresh(now):
    """Make found what the journal told of since the last time; return how many things changed."""
    return sum(iter(index.hear, 0))
