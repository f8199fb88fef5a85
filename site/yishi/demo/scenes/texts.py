"""The recurring texts of the workbench: each community has its own, written by its recorder."""

import datetime as dt

from consultation.domain import templates
from yishi.people.models import Place

from .. import cast
from ..player import Scene
from ..story import at, recurring

DAY = dt.date(2025, 12, 2)


def scenes():
    """Return the one scene."""
    yield Scene(at(DAY, "10:00"), 5, "texts:write", write)


def write():
    """The recorders write what they answer again and again."""
    for place in Place.objects.communities():
        for told in recurring():
            templates.make(
                place, by=cast.office(place.code, "recorder"), name=told["name"], act=told["form"], field=told["field"],
                text=told["text"],
            )
