"""What a page costs the database: every public page of the demo world, found as a visitor finds them, by its links."""

import re
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from yishi.clock.story import held_at
from yishi.demo.story import anchor
from yishi.web.answers import MEMORY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_world")]
MOST = 12
BEGIN = ["/", "/search/?q=预算"]  # what no link leads to is begun with
OPEN = {"published/community/<code:code>/", "catalogue/", "catalogue/<str:code>/", "guides/", "guides/<code:code>/", "search/",
        "requests/", "requests/new/", "requests/figures/", "board/", "kiosk/"}
OF_ONE = {"matters/<code:code>/", "meetings/<int:pk>/record/", "open-data/matters/<code:code>.json"}
LINKS = re.compile(r'<a\b[^>]*?\bhref="(/[^"#]*)')


def opened(client, address):
    """Open ``address`` twice, as the second of two visitors does; return the answer and the queries of the second."""
    with held_at(anchor()), CaptureQueriesContext(connection) as caught:  # what is kept goes by the minute of the clock
        client.get(address)
        first = len(caught)
        answer = client.get(address)
    return answer, [query["sql"] for query in caught.captured_queries[first:]]


def test_no_public_page_costs_a_visitor_more_than_twelve_queries(client, settings):
    settings.YISHI_KEEPS_PAGES = True
    cache.clear()
    MEMORY.clear()
    waiting, seen, dear = [*BEGIN], {}, {}
    while waiting:
        address = waiting.pop(0)
        route = resolve(urlsplit(address).path).route
        if seen.setdefault(route, address) != address or route in dear:
            continue
        answer, queries = opened(client, address)
        dear[route] = queries if len(queries) > MOST else []
        if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
            waiting += LINKS.findall(answer.content.decode())
    cache.clear()
    MEMORY.clear()
    assert {"", "matters/", "meetings/", "reports/", "published/", *OF_ONE, *OPEN} <= set(seen), "links lead to the whole of it"
    assert {route: (len(queries), seen[route]) for route, queries in dear.items() if queries} == {}
