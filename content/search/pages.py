"""The page of answers, as HTML and as JSON."""

from django.utils.translation import pgettext

from yishi.web.paging import Page

from .enums import Kind
from .finding import PAGE, find
from .snippets import excerpt, marked
from .suggesting import suggestion


def answers(form, request):
    """Return the context of the page for what ``form`` asks: ``found``, its rows with marked words, ways to other pages."""
    query, given = form.query, form.given
    found = find(query, kind=given["kind"] or "", community=given["community"], year=given["year"], page=_number(request))
    for entry in [*found.rows, *found.close]:
        entry.marked_title = marked(entry.title, found.words)
        entry.plain = excerpt(entry.text, found.words)
        entry.snippet = marked(entry.plain, found.words)
    meant = ""
    if query and not found.total:
        meant = suggestion(query)
        meant = meant if meant and find(meant, page=2).total else ""
    return {
        "form": form, "filters": form, "query": query, "found": found, "meant": meant,
        "empty": bool(query) and not (found.total or found.close),
        "page": Page(found.rows, before=_turned(request, found, -1), after=_turned(request, found, 1)),
        "tabs": _tabs(request, found, given["kind"]),
        "meant_address": _address(request, q=meant), "end": found.page == found.pages and found.total > found.page * PAGE,
    }


def data(context):
    """Return the answers as JSON: what a page shows, without its marks."""
    found = context["found"]
    return {
        "query": context["query"], "total": found.total, "more": found.many, "page": found.page, "pages": found.pages,
        "kinds": found.kinds,
        "did_you_mean": context["meant"], "results": [_line(entry) for entry in found.rows],
        "close": [_line(entry) for entry in found.close],
    }


def _line(entry):
    return {
        "title": entry.title, "url": entry.url, "kind": entry.kind, "snippet": entry.plain, "community": entry.community.code,
        "date": entry.dated,
    }


def _tabs(request, found, kind):
    """Return the kinds of which there are answers: label, count, address, and whether it is the one that is shown."""
    counted = [(name, Kind(name).label, n) for name, n in sorted(found.kinds.items(), key=lambda item: -(item[1] or 0))]
    if len(counted) < 2 and not kind:
        return []
    whole = ("", pgettext("every kind of thing", "all"), None if None in found.kinds.values() else sum(found.kinds.values()))
    return [
        {"label": label, "n": "" if n is None else n, "href": _address(request, kind=name), "current": name == (kind or "")}
        for name, label, n in [whole, *counted]
    ]


def _turned(request, found, step):
    """Return the address of the page ``step`` further, or "" where there is none."""
    number = found.page + step
    return _address(request, page=number) if 1 <= number <= found.pages else ""


def _address(request, **changed):
    """Return the query string of this page with its filters, changed; another question begins on its first page."""
    query = request.GET.copy()
    for name in ("page", "format"):
        query.pop(name, None)
    for name, value in changed.items():
        if value in ("", 1):
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{query.urlencode()}"


def _number(request):
    text = request.GET.get("page", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1


