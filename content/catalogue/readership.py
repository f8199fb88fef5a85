"""Socket: which rooms of the site count how often what they published is opened; each plugs its counter in.

A counter takes a year and returns {key of an item: how often it was opened}. Of who opened it nothing is kept anywhere.
"""

from collections import Counter

from .models import Item

COUNTERS = {}
MOST = 2000


def register(source, counter):
    """Plug the counter of ``source`` in. A source may be taken once; a second one stops the site from starting."""
    if COUNTERS.setdefault(source, counter) != counter:
        raise ValueError(f"the views of {source} are counted twice")


def opened(year):
    """Return {key of a heading: how often what stands under it was opened in ``year``}. Two queries a counter."""
    found = Counter()
    for source, counter in COUNTERS.items():
        views = dict(Counter(counter(year)).most_common(MOST))
        for heading, key in Item.objects.standing().filter(source=source, key__in=views).values_list("heading", "key"):
            found[heading] += views[key]
    return found


def published(year):
    """Return the keys of the headings under which something of a counted room was published in ``year``. One query."""
    rows = Item.objects.standing().filter(source__in=COUNTERS, published_on__year=year)
    return set(rows.order_by().values_list("heading", flat=True).distinct())
