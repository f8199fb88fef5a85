"""What the page of a matter shows of the catalogue: its items with their numbers; and where to say that one is wrong."""

from urllib.parse import urlencode

from yishi.web.margins import Margin, register

from .enums import Source
from .models import Item


def of_matter(matter):
    """Return the standing items of ``matter`` and the address for faults. One query."""
    rows = Item.objects.standing().filter(source=Source.MATTER, key__startswith=f"{matter.code}:")
    return {
        "items": list(rows.select_related("heading").order_by("published_on", "pk")),
        "fault": urlencode({"page": matter.get_absolute_url(), "name": matter.title}),
    }


register(Margin("catalogue", "matter", "catalogue/matter_margin.html", of_matter))
