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
    information,
    publish,
    research,
    services,
    supervise,
)
from . import begin, calls, catalogue, collect, deliberate, disclose, information, publish, research, services, supervise


def script():
    """Return every scene of the story, past and scripted, in no order."""
    scenes = [
        *begin.scenes(), *services.scenes(), *catalogue.scenes(), *disclose.scenes(), *information.scenes(),
    ]
    scenes = [*begin.scenes(), *services.scenes(), *catalogue.scenes(), *disclose.scenes(), *information.scenes()]
    for matter in matters():
        for part in (collect, agenda_scenes, research, calls, deliberate, publish, supervise):
            scenes += part.scenes(matter)
    return scenes
