"""Whether those who decide a matter adopted it."""

from ..polls.queries import Result
from .figures import decisive_figures


def decision(matter):
    """Return True where ``matter`` was adopted, False where it was voted down, None where nothing was decided yet.

    The decisive ballot certified last speaks; where none was held, a consensus that was recorded adopts. An advisory
    poll decides nothing.
    """
    figures = decisive_figures(matter)
    if not figures:
        return None
    return figures[-1].passed if isinstance(figures[-1], Result) else True
