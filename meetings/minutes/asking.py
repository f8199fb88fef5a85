"""Asking for the paper of the minutes, where both have signed; the worker makes it (see ``yishi.documents``)."""

from yishi.documents.domain.documents import ask
from yishi.documents.models import Document

MINUTES = "minutes"


def ask_for_paper(minutes, version=None):
    """Ask for the paper of ``minutes``, in the transaction of the second signature under them or under a correction.

    ``version`` is that of the paper: the text's own, and one more with each correction that stands under it.
    """
    ask(MINUTES, minutes.meeting_id, version=version or minutes.n, community=minutes.community)


def papers_of(minutes):
    """Return the Documents of the papers of ``minutes``: as it was signed, then with each correction. One query."""
    return list(Document.objects.filter(
        kind=MINUTES, subject=str(minutes.meeting_id), version__gte=minutes.n).order_by("version"))
