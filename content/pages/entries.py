"""The seam to the catalogue: which entries of the second level are in force, and the item that a page becomes there.

Before a first edition is in force a code has to have its form alone; the items of what is public by then are put under
the edition as soon as there is one.
"""

import re
from collections import Counter

from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from content.catalogue.domain import items
from content.catalogue.enums import Format
from content.catalogue.models import Edition, Entry, Item
from content.catalogue.queries import answered_faults
from yishi.refusals import Invalid

from .models.reviews import ReleaseReview

FORM = re.compile(r"\d{1,3}")
SOURCE = "page"
FORMATS = {"pdf": Format.PDF, "xlsx": Format.TABLE, "xls": Format.TABLE}  # of a paper, by the end of its name
SHORT = 200  # characters: a page of fewer only leads to what lies in it


def entry_is_one(code):
    """Validator of a page's field: one code of an entry of the second level, and nothing else."""
    if not FORM.fullmatch(code):
        raise ValidationError(
            _("“%(code)s” is no entry of the catalogue. Write the number of one entry of the second level, as in 14."),
            params={"code": code},
        )


def not_in_force(code, community):
    """Return the sentence that says why nothing can be disclosed under ``code`` at ``community``, or ""."""
    if not Edition.objects.in_force().exists():
        return ""
    try:
        items.entry_of(code, community)
    except Invalid as refusal:
        return str(refusal)
    return ""


def item_of(page):
    """Return the standing item of ``page`` in the catalogue, with ``named``, the name of its entry; or None. One query."""
    entry = Entry.objects.in_force().filter(heading=OuterRef("heading")).order_by("pk").values("level2")[:1]
    rows = Item.objects.standing().filter(source=SOURCE, key=str(page.pk))
    return rows.annotate(named=Subquery(entry)).first()


def told_of(item):
    """Return what the office last answered to readers who found ``item`` wrong. One query."""
    return answered_faults(item=item) if item else []


def disclose(page, *, url, by, on):
    """Put the item of a released page into the catalogue; returns it, or None before an edition is in force."""
    if not Edition.objects.in_force().exists():
        return None
    review = ReleaseReview.objects.releasing().filter(revision=page.live_revision_id).first()
    return items.put(
        review={"reviewed_on": review.on, "reviewed_by_id": review.reviewer_id} if review else None,
        source=SOURCE, key=str(page.pk), entry=page.entry, title=page.title, summary=page.summary, url=url, made_on=page.made_on,
        community=page.community, body=page.source, on=on, by=by, format=format_of(page),
        validity="valid" if getattr(page, "in_force", True) else "repealed",
    )


def format_of(page):
    """Return in what form ``page`` is: what it mainly holds.

    A paper of the office, or a page of few words with papers in it, is what its first paper is; a page whose tables say
    more than its prose is a table; one of few words with a picture is a picture.
    """
    said, papers = Counter(), []
    for block in page.body:
        if block.block_type == "papers":
            papers += block.value
        said[block.block_type] += sum(len(str(words)) for words in block.block.get_searchable_content(block.value))
    prose = sum(n for kind, n in said.items() if kind not in ("papers", "picture", "table"))
    if papers and (page.form == "paper" or prose < SHORT):
        return FORMATS.get(papers[0].file_extension.lower(), Format.DOCUMENT)
    if page.form == "table" or said["table"] > prose:
        return Format.TABLE
    return Format.PICTURE if "picture" in said and prose < SHORT else Format.PAGE


def take_back(page, *, reason):
    """Take the item of a page that is no longer public out of the catalogue."""
    items.withdraw(source=SOURCE, key=str(page.pk), reason=reason)
