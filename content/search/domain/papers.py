"""Keeping the text of a file, so that it is read once for all papers of the same content."""

import logging

from ..models import PaperText
from ..reading import text_of

log = logging.getLogger(__name__)


def text_in(paper):
    """Return the text in the file of ``paper``, kept by the hash of its content; "" where there is none to read.

    A file that is not there just now is not kept as empty: it is looked for again the next time.
    """
    if not paper.file or paper.is_picture:
        return ""
    known = PaperText.objects.filter(sha256=paper.sha256).first()
    if known is None:
        try:
            with paper.file.open("rb") as file:
                known = PaperText(sha256=paper.sha256, text=text_of(file.read(), paper.file.name.rpartition(".")[2].lower()))
        except OSError:
            log.warning("the file of paper %s is not there", paper.pk)
            return ""
        PaperText.objects.bulk_create([known], ignore_conflicts=True)
    return known.text
