"""The page that checks a paper: what it says, counted anew, and each figure said to agree or not."""

import re

from django.core.cache import cache
from django.db.models import OuterRef, Subquery, TextField
from django.db.models.functions import Cast
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from meetings.minutes.asking import MINUTES
from meetings.minutes.checking import minutes_of
from yishi.clock.story import now
from yishi.documents.models import Document

from ..documents.figures import named, short_code, words_of
from ..domain import printing
from ..domain.records import intact, verify
from ..models import OutcomeRecord, Resolution
from ..models.outcomes import ResolutionState

TYPED = re.compile(r"[0-9a-f]{12,64}")
FRESH_SECONDS = 20  # a crowd before one paper asks the database once
WORDS = {
    "agrees": ("pass", gettext_lazy("agrees")),
    "moved_on": ("run", gettext_lazy("has moved on since")),
    "rows": ("fail", gettext_lazy("the figure agrees, the rows behind it were changed")),
    "events": ("fail", gettext_lazy("the journal behind it was changed")),
    "differs": ("fail", gettext_lazy("does not agree any more")),
}


def typed(words):
    """Return what somebody typed or scanned as the beginning of a hash: at least 12 signs, or "" where it is none."""
    found = re.sub(r"[\s\-–—]", "", words.lower())
    found = found.rstrip("/").rpartition("/")[2] if "/" in found else found
    return found if TYPED.fullmatch(found) else ""


def record_of(code):
    """Return the OutcomeRecord whose hash begins with ``code``, or whose printed PDF has it; None where none or two."""
    rows = OutcomeRecord.objects.select_related("matter__community").annotate(printed=_printed())
    found = list(rows.filter(sha256__startswith=code)[:2])
    if found:
        return found[0] if len(found) == 1 else None
    printed = Document.objects.filter(sha256__startswith=code, kind__in=(printing.OUTCOME, printing.POSTER))[:2]
    if len(printed) != 1:
        return None
    return rows.filter(matter=printed[0].subject, version=printed[0].version).first()


def _printed():
    """Return the hash of the PDF of a record that is read."""
    subject = Cast(OuterRef("matter"), TextField())
    papers = Document.objects.filter(kind=printing.OUTCOME, subject=subject, version=OuterRef("version"))
    return Subquery(papers.values("sha256")[:1])


def paper_of(code):
    """Return what a paper with ``code`` says: an OutcomeRecord, or Minutes that both have signed; None where neither."""
    return record_of(code) or minutes_of(code, Document.objects.filter(sha256__startswith=code, kind=MINUTES).first())


def check_page(record):
    """Return the context of the page that checks ``record``."""
    versions = {row.version: row for row in Resolution.objects.filter(matter=record.matter_id).select_related("number")}
    resolution = versions[record.version]
    public = [row for row in versions.values() if row.state != ResolutionState.DRAFT]
    lines, whole, at = _checked(record, resolution)
    return {
        "record": record, "matter": record.matter, "resolution": resolution,
        "current": max(public, key=lambda row: row.version, default=resolution), "lines": lines,
        "whole": whole, "at": at, "short_code": short_code(record.sha256),
        "wrong": sum(line["shape"] == "fail" for line in lines), "moved": sum(line["shape"] == "run" for line in lines),
    }


def _checked(record, resolution):
    """Return (lines, whether record and text are as they were, when); counted at most every 20 seconds."""
    key = f"check:{record.pk}:{get_language()}"
    found = cache.get(key)
    if found is None:
        agreements = [(_standing(each), each) for each in verify(record)]
        names = named([(each.code, each.label, each.recorded) for _word, each in agreements])
        found = [
            (standing, names[each.code], each.code, each.recorded, each.now) for standing, each in agreements
        ], intact(record, resolution), now()
        cache.set(key, found, FRESH_SECONDS)
    rows, whole, at = found
    return [_line(*row) for row in rows], whole, at


def _standing(agreement):
    if agreement.agrees:
        return "agrees"
    if agreement.moved_on and agreement.events:
        return "moved_on"
    if not agreement.events:
        return "events"
    return "rows" if agreement.value else "differs"


def _line(standing, label, code, recorded, present):
    shape, word = WORDS[standing]
    return {
        "label": label, "recorded": words_of(code, recorded), "shape": shape, "word": word,
        "now": "" if present == recorded else words_of(code, present) or _("not there any more"),
    }
