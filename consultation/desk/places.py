"""The tree of places as a form shows it: communities that open to their estates, estates that open to their buildings."""

import re

from yishi.people.enums import PlaceKind
from yishi.people.models import Place

NUMBERS = re.compile(r"(\d{1,9})")
KINDS = (PlaceKind.COMMUNITY, PlaceKind.ESTATE, PlaceKind.BUILDING)


def tree(chosen, actor=None):
    """Return [{"place", "open", "checked", "estates"}] for each community, an estate the same with "buildings".

    ``chosen`` is the key that was chosen, in whatever form it was sent; a branch that holds it stands open. Where nothing
    was chosen yet that of ``actor`` (a Person or None) does, or the only community. One query.
    """
    places = sorted(Place.objects.filter(kind__in=KINDS), key=lambda place: natural(place.path))
    communities = [branch(place, chosen, estates=[]) for place in places if place.kind == PlaceKind.COMMUNITY]
    for community in communities:
        inside = [place for place in places if place is not community["place"] and community["place"].contains(place)]
        community["estates"] = [
            branch(estate, chosen, buildings=[
                branch(place, chosen) for place in inside if place is not estate and estate.contains(place)
            ]) for estate in inside if estate.kind == PlaceKind.ESTATE
        ]
        _open(community)
    if not any(community["open"] for community in communities):
        for community in communities:
            community["open"] = len(communities) == 1 or (actor is not None and community["place"].pk == actor.community_id)
    return communities


def natural(path):
    """Return the key by which the house 2 stands before the house 10."""
    return [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in NUMBERS.split(path)]


def branch(place, chosen, **inside):
    """Return one node: the place, whether it is the one ``chosen``, and what is ``inside``."""
    return {"place": place, "checked": str(place.pk) == str(chosen or ""), "open": False, **inside}


def _open(community):
    """Open the branches that hold what was chosen."""
    for estate in community["estates"]:
        estate["open"] = any(building["checked"] for building in estate["buildings"])
        community["open"] |= estate["open"] or estate["checked"]
    community["open"] |= community["checked"]
