"""Papers that anybody may open, with the text in them; without a file, the caption alone."""

import logging

from django.urls import reverse
from django.utils.timezone import localtime

from consultation.models import Attachment
from yishi.journal.models import Visibility

from ..enums import Kind
from ..models import PaperText
from ..reading import text_of
from ..sources import Row, Source, register

log = logging.getLogger(__name__)
CHUNK = 200


def rows(numbers=None):
    """Yield the rows of the public papers of the matters with the keys ``numbers`` (None: of all)."""
    papers = Attachment.objects.filter(matter__isnull=False, visibility=Visibility.PUBLIC).select_related("matter")
    if numbers is not None:
        papers = papers.filter(matter__in=numbers)
    for paper in papers.order_by("pk").iterator(CHUNK):
        url = reverse("paper", args=[paper.pk]) if paper.file else f"{reverse('matter', args=[paper.matter.code])}#papers"
        yield Row(Kind.PAPER, paper.matter_id, str(paper.pk), paper.title, f"{paper.matter.title}\n{_text(paper)}".strip(),
                  url, paper.community_id, localtime(paper.added_at).date())


def _text(paper):
    """Return the text in the file of ``paper``; it is read once for all papers of the same content."""
    if not paper.file or paper.is_picture:
        return ""
    known = PaperText.objects.filter(sha256=paper.sha256).first()
    if known is None:
        known = PaperText(sha256=paper.sha256, text=_read(paper))
        PaperText.objects.bulk_create([known], ignore_conflicts=True)
    return known.text


def _read(paper):
    try:
        with paper.file.open("rb") as file:
            return text_of(file.read(), paper.file.name.rpartition(".")[2].lower())
    except OSError:
        log.warning("the file of paper %s is not there", paper.pk)
        return ""


register(Source("matter", frozenset({Kind.PAPER}), rows))
