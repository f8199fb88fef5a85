"""What a page costs the database: every public page of the demo world, found as a visitor finds them, by its links."""

import re
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from consultation.models import CallOpinion, Matter, OutcomeRecord
from consultation.polls.models import Poll
from meetings.enums import MeetingState
from meetings.models import Meeting
from tests.demo.reading import client_of, differing, forget, keep
from yishi.clock.story import held_at
from yishi.demo.story import anchor
from yishi.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_world")]
MOST = 12
BEGIN = ["/", "/search/?q=预算"]  # what no link leads to is begun with
OPEN = {"published/community/<code:code>/", "catalogue/", "catalogue/<str:code>/", "guides/", "guides/<code:code>/", "search/",
        "requests/", "requests/new/", "requests/figures/", "board/", "kiosk/"}
OF_ONE = {"matters/<code:code>/", "meetings/<int:pk>/record/", "open-data/matters/<code:code>.json"}
# What it costs to put a page together anew, as for the first visitor after an event: the dearest there is of each, without
# the store. A kind of row is read once a page; so a bound falls when rows are read together, and rises with a new kind alone.
ANEW = {
    "home": 25, "matter": 49, "matter-record": 29, "open-data-matter": 24, "check": 13, "meeting": 16, "meeting-record": 25,
    "meeting-minutes": 13, "meeting-replay": 18, "meeting-live": 15,
}
# The same for readers who have signed in; of a matter, for those who hold a seat or are named on its page.
SIGNED_IN = {"my": 32, "notices": 20, "matter": 58, "ballot": 12, "desk": 46}
# While a meeting goes on, its pages are made for each who has signed in.
AT_A_MEETING = {f"meetings/<int:pk>/{part}": n for part, n in (("", 24), ("record/", 28), ("minutes/", 16), ("live/", 23))}
LINKS = re.compile(r'<a\b[^>]*?\bhref="(/[^"#]*)')


def opened(client, address):
    """Open ``address`` twice, as the second of two visitors does; return the answer and the queries of the second."""
    with held_at(anchor()), CaptureQueriesContext(connection) as caught:  # what is kept goes by the minute of the clock
        client.get(address)
        first = len(caught)
        answer = client.get(address)
    return answer, [query["sql"] for query in caught.captured_queries[first:]]


def resident():
    """Return a client of somebody who has an account, holds no seat, and is named on no page."""
    return client_of(Person.objects.filter(seats=None, household__isnull=False, community__code="LX").order_by("pk").first())


def test_no_public_page_costs_a_visitor_more_than_twelve_queries_nor_a_resident_who_has_signed_in(settings):
    settings.YISHI_KEEPS_PAGES = True
    forget()
    waiting, seen, dear, mine = [*BEGIN], {}, {}, {}
    client, signed = Client(headers={"accept-language": "en"}), resident()
    while waiting:
        address = waiting.pop(0)
        route = resolve(urlsplit(address).path).route
        if seen.setdefault(route, address) != address or route in dear:
            continue
        answer, queries = opened(client, address)
        dear[route] = queries if len(queries) > MOST else []
        mine[route] = max(mine.get(route, 0), len(opened(signed, address)[1]))
        if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
            waiting += LINKS.findall(answer.content.decode())
    forget()
    assert {"", "matters/", "meetings/", "reports/", "published/", *OF_ONE, *OPEN} <= set(seen), "links lead to the whole of it"
    assert {route: (len(queries), seen[route]) for route, queries in dear.items() if queries} == {}
    assert {route: most for route, most in mine.items() if most > AT_A_MEETING.get(route, MOST)} == {}


def built_anew():
    """Yield (name of the route, address) of every page of a matter and of a meeting, of every paper, and of the front page."""
    yield "home", reverse("home")
    for code in Matter.objects.values_list("code", flat=True):
        yield from ((name, reverse(name, args=[code])) for name in ("matter", "matter-record", "open-data-matter"))
    for sha256 in OutcomeRecord.objects.values_list("sha256", flat=True):
        yield "check", reverse("check", args=[sha256])
    for meeting in Meeting.objects.all():
        names = ("meeting", "meeting-record", "meeting-minutes", "meeting-replay")
        yield from ((name, reverse(name, args=[meeting.pk])) for name in names)
        if meeting.state == MeetingState.OPEN:
            yield "meeting-live", reverse("meeting-live", args=[meeting.pk])


def test_no_page_that_is_put_together_anew_costs_more_than_its_bound(client):
    dear, pages = {}, list(built_anew())
    for name, address in pages:
        cache.clear()  # a paper is counted at most every twenty seconds
        with held_at(anchor()), CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code in (200, 302), address
        queries = [query for query in caught.captured_queries if "clock_shift" not in query["sql"]]
        dear[name] = max(dear.get(name, (0, "")), (len(queries), address))
    assert set(dear) == set(ANEW)
    assert {name: found for name, found in dear.items() if found[0] > ANEW[name]} == {}


def signed_in():
    """Yield (login, name of the route, address) of what people in the demo world open day by day."""
    for login in ("zou", "liu"):
        yield from ((login, name, reverse(name)) for name in ("my", "notices"))
        yield from ((login, "matter", reverse("matter", args=[code])) for code in Matter.objects.values_list("code", flat=True))
        yield from ((login, "ballot", reverse("ballot", args=[pk])) for pk in Poll.objects.values_list("pk", flat=True))
    yield "liu", "desk", reverse("desk")


def test_no_page_costs_a_reader_who_has_signed_in_more_than_its_bound(client):
    dear = {}
    for login, name, address in signed_in():
        client.force_login(Person.objects.get(user__username=login).user)
        cache.clear()
        with held_at(anchor()), CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200, address
        queries = [query for query in caught.captured_queries if "clock_shift" not in query["sql"]]
        dear[name] = max(dear.get(name, (0, "")), (len(queries), f"{login} {address}"))
    assert set(dear) == set(SIGNED_IN)
    assert {name: found for name, found in dear.items() if found[0] > SIGNED_IN[name]} == {}


def read_by_all():
    """Return the addresses of the front page, of every matter and its record, and of a meeting of each kind and state that is
    not private: its page, record, minutes and replay."""
    meetings = {(meeting.kind, meeting.state): meeting for meeting in Meeting.objects.order_by("pk") if not meeting.rule.private}
    codes, keys = Matter.objects.values_list("code", flat=True), [meeting.pk for meeting in meetings.values()]
    kinds = {("matter", "matter-record"): codes, ("meeting", "meeting-record", "meeting-minutes", "meeting-replay"): keys}
    return ["/", *(reverse(name, args=[key]) for names, things in kinds.items() for name in names for key in things)]


def test_who_holds_no_seat_reads_what_would_be_made_for_them_out_of_what_is_kept(settings):
    residents = Person.objects.filter(seats=None, household__isnull=False).order_by("pk")
    readers = [Person.objects.get(user__username="zou"), residents.filter(community__code="LX").first(),
               residents.filter(pk__in=CallOpinion.objects.values("person")).first()]
    with held_at(anchor()):
        addresses = read_by_all()
        keep(addresses, settings)
        wrong = {person.pk: differing(person, addresses, settings)[0] for person in readers}
    settings.YISHI_KEEPS_PAGES = False
    assert wrong == {person.pk: [] for person in readers}
