"""The notice of an item, as it goes up: what is to be deliberated, who decides, when, and how one takes part."""

import itertools

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yishi.documents.sheet import address, code_to_scan, paper

from ..models import Admission, AgendaText, Posting
from .outcome import issuer_of


def write(document):
    """Return the Job of the notice that the posting named by ``document`` put up."""
    rows = Posting.objects.select_related("matter__community", "matter__place")
    posting = rows.filter(pk=document.subject).first()
    if posting is None:
        return None
    matter = posting.matter
    where = address(reverse("matter", args=[matter.code]))
    headline = _("Notice of an item for deliberation: %(title)s") % {"title": matter.title}
    words = {
        "posting": posting, "matter": matter, "headline": headline, "chapters": itertools.count(1),
        "text": AgendaText.objects.filter(matter=matter, written_on__lte=posting.since).last(),
        "admission": Admission.objects.filter(matter=matter).select_related("number_line").first(),
        "stakeholders": [row.words for row in matter.stakeholders.order_by("pk")],
        "page_address": where, "scan": code_to_scan(where), "tel": matter.community.tel,
    }
    made = timezone.make_aware(timezone.datetime.combine(posting.since, timezone.datetime.min.time()))
    return paper(
        document, "consultation/papers/notice.html", words, title=headline, author=issuer_of(matter.community),
        made=made,
    )
