"""The yearly report as a paper: its words and all tables of the national form, as they stood when it went out."""

import re

from django.utils.html import strip_tags
from wagtail.rich_text import RichText

from yishi.documents.domain.documents import ask
from yishi.documents.models import Document
from yishi.documents.sheet import address, paper

from .blocks import marked
from .models import ReportPage

REPORT = "yearly-report"  # the kind of its document; its subject is the version that went out
ENDS = re.compile(r"</(?:p|li)>|<br\s*/?>")


def reports():
    """Return the public reports."""
    return ReportPage.objects.live().exclude(live_revision=None)


def ask_for_papers():
    """Ask for the paper of every public report that has none; return for how many."""
    asked = set(Document.objects.filter(kind=REPORT).values_list("subject", flat=True))
    missing = [page for page in reports().select_related("community") if str(page.live_revision_id) not in asked]
    for page in missing:
        ask(REPORT, page.live_revision_id, community=page.community)
    return len(missing)


def paper_of(page):
    """Return the Document of the version of ``page`` that is public, or None before it was asked for."""
    return Document.objects.of(REPORT, page.live_revision_id).first()


def write(document):
    """Return the Job of the report that ``document`` names, or None where that version is public no more."""
    page = reports().select_related("community").filter(live_revision=int(document.subject)).first()
    if page is None:
        return None
    source = page.source or str(page.community)
    words = {
        "page": page, "source": source, "parts": parts_of(page.body), "yearly": page.yearly(),
        "page_address": address(page.url or ""),
    }
    return paper(document, "pages/report_paper.html", words, title=page.title, author=source, made=page.released_at,
                 css=("paper", "gazette", "yearly"))


def parts_of(body):
    """Return what a paper can show of ``body``: dicts with ``sort`` (heading, lines, steps, table) and what is in it.

    Pictures, cards and papers to be fetched stay on the page, whose address stands on the paper.
    """
    found = []
    for block in body:
        value = block.value
        if block.block_type == "heading":
            found.append({"sort": "heading", "words": value})
        elif block.block_type == "table":
            head, rows = marked(value["text"])
            said = value["caption"] in (part.get("words") for part in found)  # by the heading that it stands under
            found.append({"sort": "table", "words": "" if said else value["caption"], "head": head, "rows": rows})
        elif block.block_type == "steps":
            found.append({"sort": "steps", "lines": list(value)})
        elif block.block_type in ("text", "notice"):
            found.append({"sort": "lines", "lines": lines_of(value if isinstance(value, RichText) else value["text"])})
    return found


def lines_of(text):
    """Return the paragraphs of a text block, or of plain words."""
    plain = strip_tags(ENDS.sub("\n", text.source)) if isinstance(text, RichText) else text
    return [line.strip() for line in plain.replace("\xa0", " ").splitlines() if line.strip()]
