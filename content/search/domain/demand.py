"""Counting what people look for in vain, and what they say they want to know. Who it was stands nowhere."""

import re

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import today
from yishi.people.enums import PlaceKind
from yishi.people.models import Place
from yishi.refusals import Invalid
from yishi.web.throttle import tries

from ..cutting import fold
from ..models import Demand

LENGTH, A_DAY = 40, 500  # signs of a query that are kept, and different queries of one day
EACH, SECONDS = 20, 3600  # how often one visitor is counted in an hour
PRIVATE = re.compile(r"[\d０-９xX]{5,}|\S*@\S*")  # numbers of telephones, of cards, of identity; addresses of mail


def normal(query):
    """Return ``query`` as it is counted: folded, blanks single, numbers of five digits and addresses of mail struck out."""
    return " ".join(PRIVATE.sub("*", fold(query[:400].replace("\x00", " "))).split())[:LENGTH].strip()


def missed(query, visitor):
    """Count that nothing was found for ``query``: once an hour for the same ``visitor`` (kept as a hash, in the cache)."""
    return _count(query, visitor, "missed")


def want(query, visitor):
    """Count that somebody wants to know ``query``: once an hour for the same ``visitor``. Invalid where it says nothing."""
    if not normal(query).strip("* "):
        raise Invalid(_("Say in a few words what you want to know."), field="q")
    return _count(query, visitor, "wanted")


def _count(query, visitor, column):
    """Count one more in ``column`` of today's row of ``query``; return whether it was counted."""
    words = normal(query)
    if not words.strip("* "):
        return False
    if tries("search-demand", visitor, seconds=SECONDS) > EACH or tries(column, words, visitor, seconds=SECONDS) > 1:
        return False
    row = {"query": words, "day": today()}
    if Demand.objects.filter(**row).update(**{column: F(column) + 1}):
        return True
    street = Place.objects.filter(kind=PlaceKind.SUBDISTRICT).order_by("path").first()
    if street is None or Demand.objects.filter(day=row["day"]).count() >= A_DAY:
        return False
    try:
        with transaction.atomic():
            Demand.objects.create(community=street, **row, **{column: 1})
    except IntegrityError:
        Demand.objects.filter(**row).update(**{column: F(column) + 1})
    return True
