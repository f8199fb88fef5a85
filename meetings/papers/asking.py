"""Asking for the papers of a meeting where it becomes public; the worker makes them (see ``yishi.documents``)."""

from yishi.documents.domain.documents import ask
from yishi.documents.models import Document

POSTER = "meeting-poster"


def poster_of(meeting):
    """Return the Document of the poster of ``meeting`` that was asked for last, or None."""
    return Document.objects.filter(kind=POSTER, subject=str(meeting.pk)).order_by("-version").first()


def ask_for_poster(meeting):
    """Ask for the poster that announces ``meeting``, in the transaction that convenes it or changes what it says."""
    if not meeting.rule.private:
        last = poster_of(meeting)
        ask(POSTER, meeting.pk, version=last.version + 1 if last else 1, community=meeting.community)
