"""The catalogue as a PDF: the national table on A3, its head on every sheet, the other two lists behind it."""

from django.utils import timezone

from yishi.documents.sheet import paper

from .enums import Kind
from .exports import NATIONAL, cells, lines
from .models import Edition

CATALOGUE = "catalogue"


def write(document):
    """Return the Job of the PDF of an edition, None where the edition is gone."""
    edition = Edition.objects.filter(pk=document.subject).first()
    if edition is None:
        return None
    rows = lines(edition)
    made = timezone.make_aware(timezone.datetime.combine(edition.effective_on, timezone.datetime.min.time()))
    words = {
        "edition": edition, "rows": [row_of(entry) for entry in rows if entry.kind == Kind.PROACTIVE],
        "on_request": [entry for entry in rows if entry.kind == Kind.ON_REQUEST],
        "negative": [entry for entry in rows if entry.kind == Kind.NEGATIVE],
    }
    return paper(document, "catalogue/paper.html", words, title=str(edition), author=edition.issuer, made=made,
                 css=("paper", "catalogue"))


def row_of(entry):
    """Return the national columns of ``entry`` as lists of lines, the ticks as such."""
    found = [str(cell).split("\n") for cell in cells(entry)[:NATIONAL]]
    return {"texts": found[:8], "ticks": [tick[0] for tick in found[8:]]}
