"""Long lists page by key, not by offset: a page costs the same at the start and at the end (law 9)."""

from dataclasses import dataclass

from django.db.models import Q

from yishi.text.figures import whole_number


@dataclass
class Page:
    """One page of a list: ``rows``, and the addresses of the pages before and after it ("" at the ends)."""

    rows: list
    before: str = ""
    after: str = ""

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)


def page_by_key(queryset, request, size=20, order=("-pk",), part=""):
    """Return the Page of ``queryset`` that ``request`` asks for by ``?after=KEY`` or ``?before=KEY``.

    ``order`` are field names, the last one unique. At most two queries, whatever the length of the list. A key that
    makes no sense, or whose row is gone, leads to the first page. ``part`` is the id of the part of the page that holds the
    list, where it is not the whole page.
    """
    after, before = _key(request, "after"), _key(request, "before")
    back = bool(before and not after)
    mark = _mark(queryset.model, after or before, order)
    going = [_turned(name) for name in order] if back else list(order)
    rows = queryset.order_by(*going)
    if mark:
        rows = rows.filter(_beyond(going, mark))
    found = list(rows[: size + 1])
    more, found = len(found) > size, found[:size]
    if back:
        found.reverse()
    earlier, later = (more, bool(mark)) if back else (bool(mark), more)
    return Page(
        found,
        before=_address(request, "before", found[0].pk, part) if found and earlier else "",
        after=_address(request, "after", found[-1].pk, part) if found and later else "",
    )


def _key(request, name):
    """Return the whole number given as ``name``, or None."""
    text = request.GET.get(name, "")
    return whole_number(text) if text.isascii() else None


def _mark(model, key, order):
    """Return the values by which the row ``key`` stands in ``order``, or None."""
    if key is None:
        return None
    return model._base_manager.filter(pk=key).values(*(name.lstrip("-") for name in order)).first()


def _turned(name):
    return name[1:] if name.startswith("-") else f"-{name}"


def _beyond(order, mark):
    """Return the condition for rows that come after ``mark`` in ``order``."""
    condition, equal = Q(), Q()
    for name in order:
        field, step = name.lstrip("-"), "lt" if name.startswith("-") else "gt"
        condition |= equal & Q(**{f"{field}__{step}": mark[field]})
        equal &= Q(**{field: mark[field]})
    return condition


def _address(request, name, key, part):
    """Return the query string of this page with its filters, turned to ``key``, and to its ``part`` where one is named."""
    query = request.GET.copy()
    query.pop("after", None)
    query.pop("before", None)
    query[name] = key
    return f"?{query.urlencode()}#{part}".rstrip("#")
