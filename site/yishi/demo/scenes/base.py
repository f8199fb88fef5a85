"""What every act of the story needs: the matter's row, its persons, and scenes at an instant."""

import datetime as dt
import random

from consultation.models import Matter
from yishi.people.models import Person, Place

from ..player import Scene
from ..population import SEED
from ..story import at

DAY = dt.timedelta(days=1)


def scene(matter, name, day, clock, play, rank=5):
    """Return the scene ``name`` of ``matter`` (the story's dict) on ``day`` at ``clock``."""
    return Scene(at(day, clock), rank, f"{matter['id']}:{name}", play)


def row_of(matter):
    """Return the Matter of the story's dict."""
    return Matter.objects.select_related("community", "place").get(code=matter["id"])


def community_of(matter):
    """Return the place of the community of ``matter``."""
    return Place.objects.get(code=matter["community"])


def place_of(matter):
    """Return the place the matter is about: its estate, or the whole community."""
    return Place.objects.get(code=matter["estate"] or matter["community"])


def dice(matter, purpose):
    """Return the seeded generator for ``purpose`` in ``matter``: the same every time the story is loaded."""
    return random.Random(f"{SEED}-{matter['id']}-{purpose}")


def residents_of(place):
    """Return the keys of the adult residents of ``place`` without a part of their own in the story, in order."""
    rows = Person.objects.filter(household__place__path__startswith=place.path, born__lt=dt.date(2007, 1, 1))
    return list(rows.exclude(key__startswith="demo:").order_by("key").values_list("pk", flat=True))


def persons(keys):
    """Return the persons with ``keys``, in the order of the keys, their communities and seats read along."""
    rows = Person.objects.select_related("community").prefetch_related("seats__place", "seats__body")
    found = rows.in_bulk(list(keys))
    return [found[key] for key in keys]
