"""Papers that anybody may open, with the text in them; without a file, the caption alone."""

from django.urls import reverse
from django.utils.timezone import localtime

from consultation.models import Attachment
from yishi.journal.models import Visibility

from ..domain.papers import text_in
from ..enums import Kind
from ..sources import Row, Source, register

CHUNK = 200


def rows(numbers=None):
    """Yield the rows of the public papers of the matters with the keys ``numbers`` (None: of all)."""
    papers = Attachment.objects.filter(matter__isnull=False, visibility=Visibility.PUBLIC).select_related("matter")
    if numbers is not None:
        papers = papers.filter(matter__in=numbers)
    for paper in papers.order_by("pk").iterator(CHUNK):
        url = reverse("paper", args=[paper.pk]) if paper.file else f"{reverse('matter', args=[paper.matter.code])}#papers"
        yield Row(Kind.PAPER, paper.matter_id, str(paper.pk), paper.title, f"{paper.matter.title}\n{text_in(paper)}".strip(),
                  url, paper.community_id, localtime(paper.added_at).date())


register(Source("matter", frozenset({Kind.PAPER}), rows))
