"""What a page shows beside its body: where it stands, when it was made and released, how often it was read."""

import hashlib
import json
from functools import partial

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.template.loader import render_to_string
from wagtail.models import Page

from consultation.models import Matter
from meetings.models import Meeting
from yishi.clock import lasting
from yishi.web.kept import for_visitors, until_next_event
from yishi.web.paging import page_by_key

from . import entries
from .enums import Accent
from .models.reviews import PageViews, ReleaseReview

OPENED = "Opened-Page"  # between the page and who counts: its key and that of its community


def digest_of(revision):
    """Return the SHA-256 of the content of ``revision``."""
    text = json.dumps(revision.content, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()


def whole(page, request):
    """Return the HTML of everything on ``page``; for visitors it is kept until something happens on the site.

    A page that counts much (``counts``) is put together before a visitor asks; the others cost no more than keeping them.
    """
    if getattr(request, "is_preview", False) or request.GET:
        return drawn(page, request)
    name, draw = f"page:{page.pk}", partial(drawn, page)
    return for_visitors(request, name, draw) if page.counts else until_next_event(request, name, partial(draw, request))


def drawn(page, request):
    """Return the HTML of everything on ``page`` anew."""
    return render_to_string("pages/whole.html", context_of(page, request), request)


def context_of(page, request):
    """Return what the page's templates need, with a fixed number of queries."""
    context = {
        "page": page, "self": page, "facts": page.facts(), "cards": cards(page), "blocks": under_heads(page), **around(page),
    }
    context["accent"] = accent_of(page.community_id, [*(room.accent for room in context["crumbs"]), getattr(page, "accent", "")])
    if page.disclosed:
        item = entries.item_of(page)
        about = {"review": review_of(page), "item": item, "versioned": page.versioned, "faults": entries.told_of(item)}
        return context | about
    rows = page.rooms_and_leaves()
    return context | {"rooms": rows["rooms"], "children": page_by_key(rows["leaves"], request, order=("-made_on", "-pk"))}


def under_heads(page):
    """Return (block, titles) of ``page``: the titles under which it stands, so that its own caption need not say one again."""
    found, head = [], ""
    for block in page.body:
        head = block.value if block.block_type == "heading" else head
        found.append((block, (head, page.title)))
    return found


def review_of(page):
    """Return the review by which ``page`` went out, with ``seen``: how often it was opened. None for a draft."""
    lasting.passes()
    seen = PageViews.objects.filter(page=OuterRef("page")).order_by().values("page").annotate(sum=Sum("n")).values("sum")
    rows = ReleaseReview.objects.releasing().filter(revision=page.live_revision_id)
    return rows.annotate(seen=Subquery(seen)).first()


def accent_of(community, chosen=()):
    """Return the colour chosen nearest to the page, the last of ``chosen`` that is one; else ``community`` (pk) has its turn."""
    return next(filter(None, reversed(chosen)), "") or Accent.values[community % len(Accent.values)]


def around(page):
    """Return ``crumbs``, the rooms that hold ``page``, the outermost first, without the home; and for a page that is
    disclosed its public neighbours in its room, ``earlier`` and ``later``. One query."""
    step, found = page.steplen, {"earlier": None, "later": None}
    wanted = Q(path__in=[page.path[:end] for end in range(3 * step, len(page.path), step)])
    if page.disclosed:
        rows = Page.objects.sibling_of(page, inclusive=False).live().values("path")
        wanted |= Q(path=Subquery(rows.filter(path__lt=page.path).order_by("-path")[:1]))
        wanted |= Q(path=Subquery(rows.filter(path__gt=page.path).order_by("path")[:1]))
    rows = Page.objects.filter(wanted).annotate(accent=F("openpage__sectionpage__accent")).order_by("path")
    for row in rows.only("pk", "title", "url_path", "path", "depth"):
        if row.depth < page.depth:
            found.setdefault("crumbs", []).append(row)
        else:
            found["earlier" if row.path < page.path else "later"] = row
    return {"crumbs": []} | found


def cards(page):
    """Return the matters (by code) and meetings (by number) that the body shows. A query each, where there are any."""
    named = {kind: [block.value for block in page.body if block.block_type == kind] for kind in ("matter", "meeting")}
    matters = Matter.objects.filter(code__in=named["matter"]).select_related("community") if named["matter"] else ()
    meetings = Meeting.objects.filter(pk__in=named["meeting"]).select_related("community") if named["meeting"] else ()
    return {"matter": {row.code: row for row in matters}, "meeting": {row.pk: row for row in meetings}}
