"""Reading as somebody who has signed in, with what is kept for visitors and without it."""

import re

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.world import account
from yishi.people.models import User
from yishi.web.answers import MEMORY

# What differs from answer to answer, and the marks of parts that are put in.
APART = re.compile(
    rb'<!--/?own[^>]*-->|(?<=csrfmiddlewaretoken" value=")\w+|(?<=nonce=")[^"]*|<aside class="banner".*?</aside>', re.DOTALL
)


def client_of(person):
    """Return a Client signed in as ``person``, who is given an account where there is none."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.filter(person=person).first() or account(person))
    return client


def differing(person, addresses, settings):
    """Return those of ``addresses`` on which ``person`` reads something else where pages are kept for visitors, and the most
    queries that one of them cost then, as (queries, address)."""
    client, wrong, dear = client_of(person), [], (0, "")
    for address in addresses:
        settings.YISHI_KEEPS_PAGES = False
        made = client.get(address)
        settings.YISHI_KEEPS_PAGES = True
        with CaptureQueriesContext(connection) as caught:
            read = client.get(address)
        assert made.status_code == read.status_code == 200, address
        queries = [query for query in caught.captured_queries if "clock_shift" not in query["sql"]]
        dear = max(dear, (len(queries), address))
        if said(made) != said(read):
            wrong.append(address)
    return wrong, dear


def said(answer):
    """Return the page as its reader sees it, apart from what differs from answer to answer."""
    return b" ".join(APART.sub(b"", answer.content).split())


def keep(addresses, settings):
    """Have ``addresses`` kept as a visitor reads them, and nothing else."""
    settings.YISHI_KEEPS_PAGES = True
    forget()
    for address in addresses:
        assert Client(headers={"accept-language": "en"}).get(address).status_code == 200, address


def forget():
    """Forget what the process keeps."""
    cache.clear()
    MEMORY.clear()
