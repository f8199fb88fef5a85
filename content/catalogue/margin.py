"""What pages of the floor below show of the catalogue: a matter its items, the officer's desk what has to be published."""

from urllib.parse import urlencode

from django.db.models import Subquery, Value
from django.db.models.functions import Concat

from consultation.models import Matter
from yishi.web import keeping
from yishi.web.margins import Margin, register

from .duties import to_publish
from .enums import Source
from .models import Item
from .parts import PARTS


def of_matter(matter):
    """Return the standing items of ``matter`` and the address for faults. One query."""
    rows = Item.objects.standing().filter(source=Source.MATTER, key__startswith=f"{matter.code}:")
    return {
        "items": list(rows.select_related("heading").order_by("published_on", "pk")),
        "fault": urlencode({"page": matter.get_absolute_url(), "name": matter.title}),
    }


def of_desk(person):
    """Return what the officer owes of the catalogue, for the desk; None for everybody else, and where nothing waits."""
    lines = to_publish(person)
    return {"lines": lines} if lines else None


def streams_of(number):
    """Return the streams of all items of the matter ``number``, those taken back too. One query."""
    code = Subquery(Matter.objects.filter(pk=number).values("code"))
    keys = [Concat(code, Value(f":{part}")) for part in PARTS]
    return [f"item:{pk}" for pk in Item.objects.filter(source=Source.MATTER, key__in=keys).values_list("pk", flat=True)]


keeping.also("matter", streams_of)
register(Margin("catalogue-desk", "desk", "catalogue/desk/margin.html", of_desk))
register(Margin("catalogue", "matter", "catalogue/matter_margin.html", of_matter))
