"""What is looked for in vain, and what people want to know."""

import datetime as dt

from django.db.models import Max, Sum
from django.db.models.functions import Coalesce

from yishi.clock.story import today

from .models import Demand

SHOWN, DAYS = 100, 365


def demand(days=DAYS):
    """Return what was asked for in the last ``days``, the most wanted first: dicts of query, missed, wanted, last. One query."""
    rows = Demand.objects.filter(day__gt=today() - dt.timedelta(days)).values("query")
    rows = rows.annotate(missed=Coalesce(Sum("missed"), 0), wanted=Coalesce(Sum("wanted"), 0), last=Max("day"))
    return list(rows.order_by("-wanted", "-missed", "query")[:SHOWN])
