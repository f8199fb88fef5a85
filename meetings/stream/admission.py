"""Whose a socket is and what it may read: asked when it comes, whenever it comes again, and every minute."""

from importlib import import_module
from types import SimpleNamespace

from django.conf import settings
from django.contrib.auth import get_user

from yishi.people.middleware import actor_of

from ..models import Meeting
from .visibility import eye_of, watchable


def admit(pk, session, language):
    """Return the Eye with which the session key ``session`` ("": a visitor) may watch the meeting ``pk``, or None."""
    meeting = Meeting.objects.select_related("community").filter(pk=pk).first()
    if meeting is None or not watchable(meeting):
        return None
    return eye_of(meeting, person_of(session), language)


def person_of(session):
    """Return the Person who has signed in under the session key ``session``, or None."""
    if not session:
        return None
    request = SimpleNamespace(session=import_module(settings.SESSION_ENGINE).SessionStore(session))
    request.user = get_user(request)
    return actor_of(request)
