"""The papers that the site prints of a matter, as its page lists them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from yishi.documents.models import Document, State

from ..domain import printing
from ..models import Posting, PostingPurpose


def printed(matter):
    """Return the printed papers of ``matter`` as the web shell lists papers, the newest first. Three queries at most.

    One that is still being made stands there too: its address says so.
    """
    found = Document.objects.filter(subject=str(matter.pk), kind__in=(printing.OUTCOME, printing.POSTER))
    lines = [_line(document, matter) for document in found.order_by("-version", "kind")]
    notices = Posting.objects.standing(PostingPurpose.AGENDA).filter(matter=matter).values_list("pk", flat=True)
    notice = Document.objects.filter(kind=printing.NOTICE, subject__in=[str(pk) for pk in notices]).order_by("pk").last()
    if notice:
        lines.append(_item(notice, _("Notice of the item"), reverse("notice-pdf", args=[matter.code])))
    return lines


def _line(document, matter):
    if document.kind == printing.POSTER:
        title, href = _("Poster of the result"), f"{reverse('poster-pdf', args=[matter.code])}?version={document.version}"
    else:
        title, href = _("Outcome paper"), reverse("outcome-pdf-of", args=[matter.code, document.version])
    if document.version > 1:
        title = _("%(title)s, version %(n)s") % {"title": title, "n": document.version}
    return _item(document, title, href)


def _item(document, title, href):
    ready = document.state == State.READY
    kind = "PDF" if ready else _("PDF, %(state)s") % {"state": document.get_state_display()}
    return {"title": title, "href": href, "kind": kind, "size": document.size}
