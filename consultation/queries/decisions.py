"""Whether those who decide a matter adopted it, and who made the text that says so."""

from yishi.journal.models import Event

from ..polls.queries import Result
from .figures import decisive_figures

MAKING = ("outcome.drafted", "outcome.revised", "outcome.correction_drafted", "outcome.task_named", "outcome.task_dropped")


def decision(matter):
    """Return True where ``matter`` was adopted, False where it was voted down, None where nothing was decided yet.

    The decisive ballot certified last speaks. Where none was held, the consensus recorded last does: one objection at
    the table that stands, and it adopts nothing. An advisory poll decides nothing.
    """
    figures = decisive_figures(matter)
    if not figures:
        return None
    return figures[-1].passed if isinstance(figures[-1], Result) else not figures[-1].objections.standing().exists()


def makers_of(resolution):
    """Return the keys of those who had a hand in this version, the last one last."""
    made = Event.objects.filter(
        stream__name=resolution.stream_name, kind__in=MAKING, payload__resolution=resolution.pk, actor__isnull=False
    )
    keys = [resolution.drafted_by_id, *made.order_by("seq").values_list("actor", flat=True)]
    return [key for n, key in enumerate(keys) if key not in keys[n + 1 :]]
