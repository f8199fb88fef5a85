"""What a page costs where there are many matters: ``python -m tests.load.matters`` prints a line of JSON.

The front page, the list of matters (its first page, one far back, one of a step) and the page of one matter are read by a
stranger, nothing kept, at 100 matters, at 10,000 and at 100,000, in one database that fills: on SQLite in a temporary folder, or
on PostgreSQL (``python -m tests.cluster run -- python -m tests.load.matters``). ``ms`` is the time that this process and the
database's worked. The rows are written in bulk, with no domain function between: they are a weight, not a story.
"""

import argparse
import datetime as dt
import json
import os
import statistics
import sys
import tempfile
from itertools import islice

from tests.load.search import spent
from tests.load.texts import generated

SIZES, ROUNDS, CHUNK = (100, 10_000, 100_000), 5, 2000
DAY = dt.date(2026, 3, 2)
FLAT = 1.5  # so many times what a page costs at the smallest size it may cost at the largest
OPEN = ["executing", "executing", "publishing", "deliberating", "collecting"]
STATES = [*OPEN, "closed_not_passed", *["completed"] * 44]  # a tenth is under way
PAGES = {
    "home": "/", "list": "/matters/", "far back": "/matters/?after=60", "one step": "/matters/?step=6",
    "one topic": "/matters/?topic={topic}&community=C0", "matter": "/matters/C0-6/", "words": "/matters/?q=电梯",
}


def main():
    """Print the JSON line; return whether a page costs more the more there is."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    args = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="yishi-matters-") as folder:
        os.environ["YISHI_VAR"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yishi.settings")
        sys.path[:0] = ["site"]
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        from django.db import connection

        street, found = _street(), {}
        for known, size in zip((0, *args.sizes), args.sizes, strict=False):
            fill(street, known, size)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            found[size] = {name: cost(address) for name, address in PAGES.items()}
    first, last = found[args.sizes[0]], found[args.sizes[-1]]
    grown = {name: round(last[name]["ms"] / first[name]["ms"], 2) for name in PAGES}
    more = [name for name in PAGES if grown[name] > FLAT or last[name]["queries"] > first[name]["queries"]]
    print(json.dumps({"database": connection.vendor, "matters": found, "times": grown, "grows": more}, ensure_ascii=False))
    return bool(more)


def cost(address):
    """Return what a page costs a stranger with nothing kept: its queries, and the median of the milliseconds worked."""
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from consultation.enums import Topic

    client, worked, address = Client(), [], address.format(topic=Topic.values[0])
    client.get(address)
    for _round in range(ROUNDS):
        cache.clear()
        begun = spent()
        answer = client.get(address)
        worked.append((spent() - begun) * 1000)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return {"queries": len(queries), "ms": round(statistics.median(worked), 1)}


def fill(street, known, size):
    """Write the matters from number ``known`` to ``size``, each with a report, its event and what its state asks for."""
    texts = enumerate(islice(generated(size), known, None), start=known)
    while some := list(islice(texts, CHUNK)):
        _write(street, some)


def _write(street, some):
    """Write a chunk of matters and what belongs to them."""
    from django.utils import timezone

    from consultation.enums import Topic
    from consultation.models import Matter

    places, who = street
    matters = [
        Matter(community=places[n % 3], code=f"C{n % 3}-{n}", title=title[:120], summary=text[:400], place=places[n % 3],
               topic=Topic.values[n % len(Topic.values)], state=STATES[n % len(STATES)], opened_on=DAY - dt.timedelta(n % 3000),
               closed_on=None if n % len(STATES) < len(OPEN) else DAY + dt.timedelta(60 - n % 3000))
        for n, (title, text) in some
    ]
    Matter.objects.bulk_create(matters)
    at = timezone.make_aware(dt.datetime.combine(DAY, dt.time(9)))
    _write_events(matters, who, at)
    _write_reports(matters, who, at)
    carried = [matter for matter in matters if matter.state in ("completed", "executing")]
    _write_promises(carried)
    _write_results(carried, who, at)


def _write_events(matters, who, at):
    from yishi.journal.models import Event, Stream

    streams = [Stream(community=matter.community, name=matter.stream_name, head=1) for matter in matters]
    Stream.objects.bulk_create(streams)
    Event.objects.bulk_create([
        Event(community=matter.community, stream=stream, seq=1, kind="matter.opened", at=at, actor=who, visibility="public",
              payload={"matter": matter.pk, "procedure": "six_steps"}, digest="0" * 64)
        for matter, stream in zip(matters, streams, strict=True)
    ])


def _write_reports(matters, who, at):
    from consultation.models import Report

    Report.objects.bulk_create([
        Report(community=matter.community, code=f"R{matter.pk}", channel="visit", filed_at=at, reporter=who, entered_by=who,
               place=matter.place, title=matter.title[:60], text=matter.summary, wish="suggestion", matter=matter, state="merged",
               disposition="merged", reason="并入议题", disposed_by=who, disposed_at=at)
        for matter in matters
    ])


def _write_promises(carried):
    from consultation.models import Execution, Milestone

    Execution.objects.bulk_create([
        Execution(community=matter.community, matter=matter, lead_words="物业公司", supervisor_words="监督小组", started=DAY)
        for matter in carried
    ])
    Milestone.objects.bulk_create([
        Milestone(community=matter.community, matter=matter, n=1, name="完工", due=DAY - dt.timedelta(matter.pk % 900),
                  state="done", progress=100, done_on=DAY) if matter.state == "completed" else
        Milestone(community=matter.community, matter=matter, n=1, name="完工", due=DAY + dt.timedelta(matter.pk % 900 + 300))
        for matter in carried
    ])


def _write_results(carried, who, at):
    from consultation.models import NumberLine, Resolution

    lines = [
        NumberLine(community=matter.community, series="load", year=2026, number=matter.pk, matter=matter, given_by=who, given_on=DAY)
        for matter in carried
    ]
    NumberLine.objects.bulk_create(lines)
    Resolution.objects.bulk_create([
        Resolution(community=matter.community, matter=matter, number=line, title=matter.title, dated=DAY, paragraphs=[matter.summary],
                   state="published", drafted_by=who, published_by=who, published_at=at - dt.timedelta(matter.pk % 3000))
        for matter, line in zip(carried, lines, strict=True)
    ])


def _street():
    """Make a street with three communities and somebody in the first; return (the communities, the person)."""
    from yishi.people.models import Person, Place

    street = Place.objects.create(code="S", kind="subdistrict", path="S/", name="街道")
    places = [
        Place.objects.create(code=f"C{n}", kind="community", parent=street, path=f"S/C{n}/", name=f"社区{n}") for n in range(3)
    ]
    return places, Person.objects.create(community=places[0], name="张三")


if __name__ == "__main__":
    raise SystemExit(main())
