"""The story's last evening goes on by itself, so that a newcomer sees a hall in motion: the next scene every few seconds.

A thread of the server plays it, of all servers the one that holds the lease; the bar of the demonstration stops it, sends
it on, and makes it slower or faster. The product clock goes along: it jumps to each scene, and never back.
"""

import datetime as dt
import logging
import socket
import threading
import time
from functools import cache

from django.conf import settings
from django.db import Error as DatabaseFailure
from django.db import close_old_connections, transaction

from meetings.models import Meeting
from yishi.clock.story import held_at, move_to, now, real_now
from yishi.refusals import Refused
from yishi.tasks.domain.leases import hold

from .models import Evening, PlayedScene
from .scenes import script
from .story import anchor

log = logging.getLogger(__name__)
PACES = (40, 20, 10, 5, 2)  # seconds from one scene to the next
LASTS = dt.timedelta(hours=4)
TICK_SECONDS = 0.5
SHOWN_FOR = 1.0  # seconds that what the bar shows is kept in the process
LEASE, LEASE_SECONDS = "evening", 10
_shown = {"at": None, "row": None}


def begin():
    """Set the stage: the meeting that begins within the hour goes on by itself from now. Nothing where there is none."""
    soon = Meeting.objects.filter(starts_at__range=(anchor(), anchor() + dt.timedelta(hours=1))).order_by("starts_at", "pk")
    if meeting := soon.first():
        Evening.objects.update_or_create(pk=1, defaults={"meeting": meeting, "played_at": real_now()})


@cache
def scenes():
    """Return the scenes of the evening, in their order."""
    return [scene for scene in sorted(script()) if anchor() < scene.at <= anchor() + LASTS]


def left():
    """Return the scenes of the evening that have not been played."""
    played = set(PlayedScene.objects.filter(at__gt=anchor()).values_list("key", flat=True))
    return [scene for scene in scenes() if scene.key not in played]


def step(moment):
    """Play the next scene if it is time (``moment``: the machine's) and return it, else None.

    Where a guard refuses, the evening stops with the reason. The night after, it is over whatever is left.
    """
    evening = Evening.objects.filter(pk=1, playing=True).first()
    if evening is None or moment < evening.played_at + dt.timedelta(seconds=evening.pace):
        return None
    ahead = left()
    if not ahead or now() > anchor() + 3 * LASTS:
        Evening.objects.update(playing=False, over=True)
        return None
    try:
        _play(ahead[0])
    except Refused as refusal:
        Evening.objects.update(playing=False, stuck=str(refusal)[:400])
        return None
    Evening.objects.update(played_at=moment, stuck="")
    return ahead[0]


def _play(scene):
    instant = max(scene.at, now())
    with held_at(instant), transaction.atomic():
        scene.play()
        PlayedScene.objects.create(key=scene.key, at=scene.at)
    move_to(instant)


def stop():
    """Let the evening stand still."""
    Evening.objects.filter(over=False).update(playing=False)


def go_on():
    """Let the evening go on at its next scene; one that was refused is left out."""
    evening = Evening.objects.filter(pk=1, over=False).first()
    if evening and evening.stuck and (ahead := left()):
        PlayedScene.objects.get_or_create(key=ahead[0].key, defaults={"at": ahead[0].at})
    Evening.objects.filter(over=False).update(playing=True, stuck="", played_at=real_now())


def slower():
    """Let more time pass between two scenes."""
    _walk(-1)


def faster():
    """Let less time pass between two scenes."""
    _walk(1)


def _walk(by):
    for evening in Evening.objects.filter(pk=1):
        at = min(range(len(PACES)), key=lambda n: abs(PACES[n] - evening.pace))
        Evening.objects.update(pace=PACES[max(0, min(at + by, len(PACES) - 1))])


def shown():
    """Return the Evening for the bar of the demonstration, or None where nobody plays it; read once a second at most."""
    if not settings.YISHI_WORKER:
        return None
    if _shown["at"] is None or time.monotonic() - _shown["at"] > SHOWN_FOR:
        _shown.update(at=time.monotonic(), row=Evening.objects.select_related("meeting").filter(pk=1).first())
    return _shown["row"]


def forget():
    """Read what the bar shows anew at the next question."""
    _shown.update(at=None, row=None)


def _go_on_by_itself():
    name = f"{socket.gethostname()[:40]}:{threading.get_ident()}"
    while True:
        time.sleep(TICK_SECONDS)
        close_old_connections()
        try:
            if Evening.objects.filter(playing=True).exists() and hold(LEASE, name, LEASE_SECONDS):
                step(real_now())
        except DatabaseFailure:
            log.debug("the evening waits for the database", exc_info=True)
        except Exception as error:
            log.exception("the evening stops")
            Evening.objects.update(playing=False, stuck=f"{type(error).__name__}: {error}"[:400])


_started = set()


def start():
    """Start the evening's thread, once a process and only in a demonstration. It dies with the server."""
    if settings.YISHI_DEMO and settings.YISHI_WORKER and not _started:
        _started.add("evening")
        threading.Thread(target=_go_on_by_itself, name="yishi-evening", daemon=True).start()
