"""What a page tells machines of itself (microdata), read as they read it, held against the vocabulary of schema.org."""

from bs4 import BeautifulSoup

OF_A_THING = {"name", "description", "identifier", "url", "mainEntityOfPage"}
KNOWN = {  # type: what it may say beside, as far as this site says it
    "Article": {"headline", "inLanguage", "author", "publisher", "dateCreated", "datePublished", "dateModified"},
    "CreativeWork": {"datePublished"},
    "GovernmentService": {"serviceType", "audience", "provider", "availableChannel"},
    "GovernmentOrganization": set(), "Audience": {"audienceType"}, "Place": set(), "ContactPoint": {"telephone"},
    "ServiceChannel": {"serviceLocation", "servicePhone", "serviceUrl"},
}
ADDRESS = "https://schema.org/"


def told(html):
    """Return what ``html`` tells of itself, each thing as a dict with ``type``; fails where a word is not of the vocabulary."""
    page = BeautifulSoup(html, "html.parser")
    return [_thing(each) for each in page.select("[itemscope]:not([itemprop])")]


def _thing(node):
    kind = node["itemtype"].removeprefix(ADDRESS)
    found = {"type": kind}
    for each in node.select("[itemprop]"):
        if each.find_parent(itemscope=True) is node:
            for name in each["itemprop"].split():
                assert name in KNOWN[kind] | OF_A_THING, (kind, name)
                found[name] = _value(each)
    return found


def _value(node):
    if node.has_attr("itemscope"):
        return _thing(node)
    for name in ("content", "datetime", "href"):
        if node.has_attr(name):
            return node[name]
    return node.get_text()
