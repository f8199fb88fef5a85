"""The papers that the site prints of a matter, as its page lists them."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from yishi.clock import lasting
from yishi.documents.models import Document, State

from ..domain import printing
from ..models import PostingPurpose


def printed(matter, agenda):
    """Return the printed papers of ``matter``, and of the postings on its ``agenda``, the newest first.

    One that is still being made stands there too: its address says so; a notice of an earlier text is called one.
    """
    notices = [str(posting.pk) for posting in agenda["postings"] if posting.purpose == PostingPurpose.AGENDA]
    found = Document.objects.filter(
        Q(subject=str(matter.pk), kind__in=(printing.OUTCOME, printing.POSTER))
        | Q(subject__in=notices, kind=printing.NOTICE)
    ).order_by("-version", "kind", "pk")
    lines = [_line(document, matter) for document in found if document.kind != printing.NOTICE]
    notice = [document for document in found if document.kind == printing.NOTICE]
    if notice:
        hung = next(posting for posting in agenda["postings"] if str(posting.pk) == notice[-1].subject)
        earlier = agenda["texts"] and hung.since < agenda["texts"][-1].written_on
        title = _("Notice of the item, with its earlier text") if earlier else _("Notice of the item")
        lines.append(_item(notice[-1], title, reverse("notice-pdf", args=[matter.code])))
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
    if not ready:
        lasting.passes()
    kind = "PDF" if ready else _("PDF, %(state)s") % {"state": document.get_state_display()}
    return {"title": title, "href": href, "kind": kind, "size": document.size}
