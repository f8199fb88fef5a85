"""The script of the story: every scene of every matter, made from the YAML, played through the domain functions."""

from ..story import matters
from . import agenda as agenda_scenes
from . import (
    begin,
    calls,
    catalogue,
    collect,
    deliberate,
    disclose,
    gallery,
    information,
    open_day,
    publish,
    relief,
    research,
    services,
    supervise,
    texts,
)

OPENING = (begin, texts, catalogue, services, disclose, information, relief, open_day)


def script():
    """Return every scene of the story, past and scripted, in no order."""
    scenes = [scene for part in OPENING for scene in part.scenes()]
    for matter in matters():
        for part in (collect, agenda_scenes, research, calls, deliberate, gallery, publish, supervise):
            scenes += part.scenes(matter)
    return scenes
