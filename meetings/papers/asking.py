"""Asking for the papers of a meeting where it becomes public; the worker makes them (see ``yishi.documents``)."""

from yishi.documents.domain.documents import ask_anew
from yishi.documents.models import Document

POSTER = "meeting-poster"


def poster_of(meeting):
    """Return the Document of the poster of ``meeting`` that was asked for last, or None."""
    return Document.objects.filter(kind=POSTER, subject=str(meeting.pk)).order_by("-version").first()


def ask_for_poster(meeting):
    """Ask for the poster that announces ``meeting``, in the transaction that convenes it or changes what it says."""
    if not meeting.rule.private:
        ask_anew(POSTER, meeting.pk, community=meeting.community)
