"""What pages of the floor below show of the catalogue: a matter its items."""

from urllib.parse import urlencode

from django.db import connection

from yishi.web import keeping
from yishi.web.margins import Margin, register

from .enums import Source
from .models import Item
from .parts import PARTS

HAPPENED = f"""
    SELECT SUM(stream.head) FROM consultation_matter matter
    JOIN catalogue_item item ON item.key IN ({", ".join(["matter.code || %s"] * len(PARTS))})
    JOIN journal_stream stream ON stream.name = 'item:' || item.id
    WHERE matter.id = %s AND item.source = %s"""


def of_matter(matter):
    """Return the standing items of ``matter``, called ``short`` without its title, and the address for faults. One query."""
    rows = Item.objects.standing().filter(source=Source.MATTER, key__startswith=f"{matter.code}:")
    items = list(rows.select_related("heading").order_by("published_on", "pk"))
    for row in items:
        row.short = row.title.removeprefix(f"{matter.title}：")
    return {
        "items": items,
        "fault": urlencode({"page": matter.get_absolute_url()}),
    }


def happened(number):
    """Return how many events there are of all items of the matter ``number``, those taken back too. One query, in SQL."""
    with connection.cursor() as cursor:
        cursor.execute(HAPPENED, [*(f":{part}" for part in PARTS), number, Source.MATTER])
        return cursor.fetchone()[0] or 0


keeping.also("matter", happened)
register(Margin("catalogue", "matter", "catalogue/matter_margin.html", of_matter))
