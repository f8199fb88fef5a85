"""Whether those who decide a matter adopted it."""

from ..polls.queries import Result
from .figures import decisive_figures


def decision(matter):
    """Return True where ``matter`` was adopted, False where it was voted down, None where nothing was decided yet.

    The decisive ballot certified last speaks. Where none was held, the consensus recorded last does: one objection at
    the table, and it adopts nothing. An advisory poll decides nothing.
    """
    figures = decisive_figures(matter)
    if not figures:
        return None
    return figures[-1].passed if isinstance(figures[-1], Result) else not figures[-1].objections.exists()
