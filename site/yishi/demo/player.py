"""Plays the story: scenes in the order of their instants, each once, on the held product clock."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction

from yishi.clock.story import held_at, move_to
from yishi.tasks.due import run_due

from .models import PlayedScene


@dataclass(order=True)
class Scene:
    """Something that happens in the story at ``at``. ``rank`` orders scenes of one instant; ``play`` does it."""

    at: dt.datetime
    rank: int
    key: str
    play: Callable = field(compare=False)


def play(scenes, until, *, told=print):
    """Play every scene not yet played whose instant is not after ``until``; return how many were played.

    What falls due on the way is run first, as the clock would; what only follows is run once at the end, by
    ``set_clock``. ``told(done, total, scene)`` hears of each. A scene that was written into the story after this world
    had been played past it is left out: nothing is done in the past.
    """
    played = dict(PlayedScene.objects.values_list("key", "at"))
    since = max(played.values(), default=None)
    ahead = [scene for scene in sorted(scenes) if scene.key not in played and scene.at <= until]
    ahead = [scene for scene in ahead if since is None or scene.at >= since]
    day = None
    for number, scene in enumerate(ahead, start=1):
        with held_at(scene.at):
            if scene.at.date() != day:
                day = scene.at.date()
                run_due(scene.at, following=False)
            with transaction.atomic():
                scene.play()
                PlayedScene.objects.create(key=scene.key, at=scene.at)
        told(number, len(ahead), scene)
    return len(ahead)


def set_clock(instant):
    """Let the product clock show ``instant`` from now on, and run what is due by then."""
    with held_at(instant):
        run_due(instant)
    move_to(instant)
