"""Asking for the paper of the minutes, where both have signed; the worker makes it (see ``yishi.documents``)."""

from yishi.documents.domain.documents import ask
from yishi.documents.models import Document

MINUTES = "minutes"


def ask_for_paper(minutes):
    """Ask for the paper of ``minutes``, in the transaction of the second signature."""
    ask(MINUTES, minutes.meeting_id, version=minutes.n, community=minutes.community)


def paper_of(minutes):
    """Return the Document of the paper of ``minutes``, or None."""
    return Document.objects.of(MINUTES, minutes.meeting_id, minutes.n).first()
