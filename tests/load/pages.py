"""What public pages cost: ``python -m tests.load.pages`` on a database that holds a world prints a line of JSON.

As strangers find them, by links, without a cookie and with an empty cache: how many queries a page costs when it is ready
(``kept``), and when everything kept has been thrown away (``cold``: the red control of the store; what keeping it anew
costs is counted). The clock's own query, one in two seconds, is left out. Then the server's own time of the pages of goal 12, as a
ratio to a bare Django view that asks for session, user and CSRF (``tests.load.bare``), each in a daphne of its own and not
as a demonstration; ``cold`` here with the store switched off. Everything is made ready again before.
"""

import argparse
import http.client
import json
import os
import re
import statistics
import sys
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

from tests.serving import ROOT, answer_of, daphne, served

GOALS = {"kept_queries": 12, "kept_cpu": 3, "cold_cpu": 15}
BEGIN = ["/", "/search/?q=预算", "/calls/"]  # what no link leads to is begun with
EACH = 25  # addresses of one route
LINKS = re.compile(r'<a\b[^>]*?\bhref="(/[^"#]*)')
HANDFUL = 50  # answers for which the time is taken at once: the kernel counts in hundredths of a second
STRANGER = {"accept-language": "zh-hans"}


def main():
    """Print the JSON line; return whether a goal is missed."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--repeat", type=int, default=10, help="handfuls of answers for the time of a page")
    args = asked.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yishi.settings")
    os.environ["YISHI_WORKER"] = "off"
    sys.path[:0] = ["site"]
    import django

    django.setup()
    from yishi.clock.story import held_at, now
    from yishi.web.models import KeptPage, KeptUpTo
    from yishi.web.ready import make_all_ready

    def anew():
        KeptPage.objects.all().delete()
        KeptUpTo.objects.all().delete()  # everything in the journal is news
        make_all_ready()

    with held_at(now()):
        anew()
        kept = crawl()
        cold = crawl(KeptPage.objects.all().delete)
        anew()
    times = cpu(of_goal(kept), args.repeat)
    found = figures(kept, cold) | times
    missed = [name for name, goal in GOALS.items() if found[name] > goal]
    print(json.dumps({**found, "missed": missed}, ensure_ascii=False))
    return bool(missed)


def crawl(first=lambda: None):
    """Open every public page once, as a stranger each time, after ``first()``; return {address: (route, queries)}."""
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import Resolver404, resolve

    from yishi.web.answers import MEMORY

    waiting, seen, found = [*BEGIN], Counter(), {}
    Client().get("/rights/", headers=STRANGER)  # what is read once a process has been read
    while waiting:
        address = waiting.pop(0)
        try:
            route = resolve(urlsplit(address).path).route
        except Resolver404:
            continue
        seen[route] += 1
        if address in found or seen[route] > EACH:
            continue
        cache.clear()
        MEMORY.clear()
        first()
        with CaptureQueriesContext(connection) as caught:
            answer = Client().get(address, headers=STRANGER)
        found[address] = (route, sum("clock_shift" not in query["sql"] for query in caught.captured_queries))
        if answer.status_code == 200 and not answer.streaming and "html" in answer.headers["Content-Type"]:
            waiting += LINKS.findall(answer.content.decode())
    return found


def figures(kept, cold):
    """Return the figures of the queries: the most there are, and of which page, ready and cold."""
    dearest = {}
    for name, found in (("kept", kept), ("cold", cold)):
        address, (_route, n) = max(found.items(), key=lambda item: item[1][1])
        dearest |= {f"{name}_queries": n, f"{name}_dearest": address}
    above = {name: _above(found) for name, found in (("kept", kept), ("cold", cold))}
    return {"pages": len(kept), "above_the_goal": above, **dearest}


def _above(found):
    """Return {route: the most queries} of the routes that cost more than the goal."""
    most = {}
    for route, n in found.values():
        most[route] = max(n, most.get(route, 0))
    return {route: n for route, n in most.items() if n > GOALS["kept_queries"]}


def of_goal(found):
    """Return the pages of goal 12 by name: home, list, a matter, the catalogue, an entry, an article (the dearest)."""
    routes = {"home": "", "matters": "matters/", "matter": "matters/<code:code>/", "catalogue": "catalogue/",
              "entry": "catalogue/<str:code>/", "article": "pages/<trail:trail>"}
    dearest = {route: address for address, (route, _n) in sorted(found.items(), key=lambda item: item[1][1])}
    return {name: dearest[route] for name, route in routes.items()}


def cpu(addresses, repeat):
    """Return the servers' own time of each page by the bare site's, kept and with nothing kept, and the greatest of each."""
    with _served({}, "tests.load.bare:application") as bare:
        base = statistics.median(_times(bare, "/", repeat * 5))
    found = {}
    for way, keeps in (("kept", "on"), ("cold", "off")):
        with _served({"YISHI_KEEPS_PAGES": keeps}, "yishi.asgi:application") as house:
            found[way] = {name: round(statistics.median(_times(house, a, repeat)) / base, 1) for name, a in addresses.items()}
    return {"bare_ms": round(base * 1000, 2), "kept_cpu": max(found["kept"].values()),
            "cold_cpu": max(found["cold"].values()), "by_page": found}


@contextmanager
def _served(settings, application):
    """Serve ``application`` with daphne and the settings of this process; yield the server."""
    environment = {**os.environ, "YISHI_DEMO": "off", **settings, "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"}
    with served(environment, lambda port: [*daphne(port)[:-1], application]) as site:
        answer_of(site, "/")
        yield site


def _times(site, address, repeat):
    """Return how long the process of ``site`` works, in seconds, for each of ``repeat`` handfuls of answers to a stranger."""
    connection = http.client.HTTPConnection(urlsplit(site.address).netloc, timeout=30)
    times = []
    for n in range(repeat + 1):
        before = _worked(site.process.pid)
        for _n in range(HANDFUL):
            connection.request("GET", quote(address, safe="/?=&%"), headers=STRANGER)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise SystemExit(f"{address}: {answer.status}")
        if n:
            times.append((_worked(site.process.pid) - before) / HANDFUL)
    return times


def _worked(pid):
    """Return how long the process has worked: its own time and the kernel's for it, in seconds, to the hundredth."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main())
