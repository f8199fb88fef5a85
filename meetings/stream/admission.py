"""Whose a socket is and what it may read: asked when it comes, whenever it comes again, and every minute."""

import asyncio
from importlib import import_module
from types import SimpleNamespace

from django.conf import settings
from django.contrib.auth import get_user

from yishi.db.from_async import read
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


def admit_all(asked):
    """Return {(meeting, session, language): Eye or None} of all that are ``asked``: whoever is the same is asked once."""
    return {each: admit(*each) for each in dict.fromkeys(asked)}


class Door:
    """Admits those who come at the same time together: one trip to the database for all who wait while another is made."""

    def __init__(self):
        self._waiting, self._task = {}, None

    async def admitted(self, *asked):
        """Return the Eye of whoever has ``asked`` (meeting, session, language), read after this call; or None."""
        answer = self._waiting.setdefault(asked, asyncio.get_running_loop().create_future())
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._answer())
        return await asyncio.shield(answer)

    async def _answer(self):
        while self._waiting:
            together, self._waiting = self._waiting, {}
            try:
                found = await read(admit_all)(together)
            except Exception as error:
                for answer in together.values():
                    answer.set_exception(error)
            else:
                for asked, answer in together.items():
                    answer.set_result(found[asked])
