"""What a first visit costs a phone: every file that a page asks for, as large as it is sent.

Pages go out as they are; static files are packed once, by ``collectstatic``, and sent packed.
"""

import gzip
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from django.contrib.staticfiles.finders import find

from yishi.demo.story import matters

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_world")]
BYTES, REQUESTS = 150_000, 10
OPEN = ("/published/", "/published/community/HA/", "/catalogue/", "/catalogue/19/", "/pages/items/item-19-20/", "/guides/SG-01/",
        "/search/?q=预算", "/requests/new/", "/requests/figures/")
PAGES = ("/", "/matters/", *OPEN, *sorted(f"/matters/{matter['id']}/" for matter in matters()))
OF_SHEETS = re.compile(r"""(?:@import\s+|url\()\s*(?:url\()?["']?([^"')\s;]+)""")


class Asked(HTMLParser):
    """The addresses that a browser fetches by itself when it shows a page."""

    def __init__(self, page):
        super().__init__()
        self.addresses = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        fetched = {"script": "src", "img": "src", "source": "src", "iframe": "src", "object": "data"}.get(tag)
        if tag == "link" and {"stylesheet", "icon", "preload", "modulepreload"} & set((attrs.get("rel") or "").split()):
            fetched = "href"
        if fetched and attrs.get(fetched):
            self.addresses.append(attrs[fetched])


def fetched(client, page):
    """Return {address: bytes sent} of ``page`` and of all that it, and its style sheets, ask for."""
    content = content_of(client, page)
    sizes, waiting = {page: len(content)}, [urljoin(page, each) for each in Asked(content.decode()).addresses]
    while waiting:
        address = urldefrag(waiting.pop())[0]
        if not address or address in sizes or address.startswith("data:"):
            continue
        content = content_of(client, address)
        sizes[address] = len(gzip.compress(content)) if address.startswith("/static/") else len(content)
        if address.endswith(".css"):
            waiting += [urljoin(address, each) for each in OF_SHEETS.findall(content.decode())]
    return sizes


def content_of(client, address):
    """Return the bytes at ``address``; a page that asks for what is not there, or elsewhere, fails."""
    if address.startswith("/static/"):
        return Path(find(address.removeprefix("/static/"))).read_bytes()
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.getvalue()


@pytest.mark.parametrize("page", PAGES)
def test_a_first_visit_is_small(client, page):
    sizes = fetched(client, page)
    assert any(address.endswith(".css") for address in sizes), "the walk finds the style sheet"
    assert sum(sizes.values()) <= BYTES and len(sizes) <= REQUESTS, sizes
