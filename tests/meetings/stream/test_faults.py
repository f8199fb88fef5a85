"""Lines cut, doorbells unheard, the process of a server gone with all that it kept: nobody loses an event or sees one twice.

In one process, for it is quick; ``python -m tests.faults.live`` does it to real servers.
"""

import asyncio
import random
import sqlite3
from collections import Counter

import pytest
from asgiref.sync import sync_to_async as at_the_database
from django.db import OperationalError

from meetings.stream import admission, consumer, log, tailer

from .builders import talking
from .test_socket import ended, heard, listening, played

pytestmark = pytest.mark.django_db
HEAD, SAID, VIEWERS = 5, 24, 4
SILENCE = 0.4  # seconds without a word, after which a line is dead


async def watch(meeting, chance, shown):
    """Watch as docs/stream.md says, and put into ``shown`` what comes; come again whenever the line is dead, or cut it."""
    while len(shown) < HEAD + SAID:
        socket = await listening(meeting, len(shown))
        try:
            while chance.random() > 0.1 and len(shown) < HEAD + SAID:
                message = await socket.receive_json_from(timeout=SILENCE)
                if "seq" in message:
                    assert message["seq"] == len(shown) + 1, "the next one, over every line"
                    shown.append(message["seq"])
        except TimeoutError:
            continue
        await socket.disconnect()


def killed():
    """Take away the reader of this process, as kill -9 does: those who listen to it hear nothing any more."""
    reader = tailer._tailers.pop(asyncio.get_running_loop())
    reader._task.cancel()


def test_whatever_breaks_everybody_has_every_event_once_and_in_order(world, monkeypatch):
    meeting, chance = talking(world.own), random.Random(7)
    rung = tailer.Tailer.wake
    monkeypatch.setattr(tailer, "MOMENT", 0.05)
    monkeypatch.setattr(tailer.Tailer, "wake", lambda self, names=(): chance.random() < 0.7 and rung(self, names))

    async def story():
        shown = [[] for _n in range(VIEWERS)]
        watching = [asyncio.create_task(watch(meeting, chance, each)) for each in shown]
        for n in range(SAID):
            await at_the_database(meeting.say)()
            if n == SAID // 2:
                killed()
        await asyncio.wait_for(asyncio.gather(*watching), 120)

    played(story)


def test_a_crowd_that_comes_back_at_once_is_admitted_and_told_together(world, monkeypatch):
    meeting, crowd, done = talking(world.own), 12, Counter()

    def counted(module, name):
        plain = getattr(module, name)
        monkeypatch.setattr(module, name, lambda *said: done.update([name]) or plain(*said))

    for module, name in ((admission, "admit"), (log, "opened"), (log, "after")):
        counted(module, name)

    async def story():
        sockets = await asyncio.gather(*(listening(meeting, 0) for _n in range(crowd)))
        for each in await asyncio.gather(*(heard(socket, HEAD) for socket in sockets)):
            assert [message["seq"] for message in each] == list(range(1, HEAD + 1))
        for socket in sockets:
            await socket.disconnect()

    played(story)
    assert (done["opened"], done["after"]) == (1, 1) and done["admit"] < crowd


def test_while_the_database_is_away_everybody_is_sent_off_with_a_word_and_comes_again(world, monkeypatch):
    meeting, plain = talking(world.own), admission.admit

    def away(*asked):
        error, driver = OperationalError(), sqlite3.OperationalError()
        driver.sqlite_errorcode = sqlite3.SQLITE_BUSY
        raise error from driver

    async def story():
        inside = await listening(meeting, HEAD)
        await heard(inside, 1, "hello")
        monkeypatch.setattr(admission, "admit", away)
        await inside.send_json_to({"type": "hello", "last_seq": HEAD})
        assert await ended(inside) == consumer.AWAY, "who asks again"
        assert await ended(await listening(meeting)) == consumer.AWAY, "who comes"
        monkeypatch.setattr(admission, "admit", plain)
        back = await listening(meeting, 0)
        assert len(await heard(back, HEAD)) == HEAD
        await back.disconnect()

    played(story)
