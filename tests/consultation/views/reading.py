"""What the tests of pages share: readers, the words of a page, and counting queries."""

import re
from html import unescape
from io import BytesIO

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from tests.world import account

EVIL = "<script>alert(1)</script><b>粗</b>"
FEW, MANY = 3, 300


def reader(person=None):
    """Return a Client that reads English, signed in as ``person``; a failure in a view is a page with 500, as outside."""
    client = Client(headers={"accept-language": "en"})
    client.raise_request_exception = False
    if person is not None:
        client.force_login(get_user_model().objects.filter(person=person).first() or account(person))
    return client


def words(answer):
    """Return what a reader sees of the page: its text without tags, every run of blanks one blank."""
    page = re.sub(r"(?s)<(script|style|svg|head)\b.*?</\1>", " ", answer.content.decode().replace("<wbr>", ""))
    page = re.sub(r'<span class="nowrap">([^<]*)</span>', r"\1", page)  # what holds a line together parts no words
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def shows(text, figure):
    """Say whether ``figure``, a door or a count, stands in ``text`` as a number of its own: not in a hash, a key or a second."""
    return re.search(rf"(?<![0-9A-Za-z.]){re.escape(figure)}(?![0-9A-Za-z])", text) is not None


def page(person, address, status=200):
    """Open ``address`` as ``person`` (None: a visitor); return the words on it."""
    answer = reader(person).get(address)
    assert answer.status_code == status, (address, answer.status_code, words(answer)[:400])
    return words(answer)


def queries_of(client, url):
    """Return the queries that ``client`` costs to open ``url``, without the clock's own, which is asked by the second."""
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in caught.captured_queries if "clock_shift" not in query["sql"]]


def assert_same_queries(people, urls, grow, many=MANY):
    """Assert that each of ``urls`` (or the one) costs each of ``people`` (None: a visitor) as many queries at 3 rows as at ``many``.

    ``grow(n)`` makes ``n`` rows more of its list.
    """
    addresses = [urls] if isinstance(urls, str) else urls
    ways = [(client, url) for client in map(reader, people) for url in addresses]
    grow(FEW)
    for client, url in ways:
        client.get(url)  # what is read once a process has been read
    before = [queries_of(*way) for way in ways]
    grow(many - FEW)
    for (client, url), few in zip(ways, before, strict=True):
        more = queries_of(client, url)
        assert len(more) == len(few), (client.session.get("_auth_user_id"), url, "\n".join(sql for sql in more if sql not in few))


def picture(size=(8, 8), name="x.png"):
    """Return a red PNG of ``size`` as a browser uploads it."""
    out = BytesIO()
    Image.new("RGB", size, "red").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")
