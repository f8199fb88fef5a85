"""Keeping the text of a file, so that it is read once for all papers of the same content."""

import hashlib
import logging

from ..models import PaperText
from ..reading import text_of

log = logging.getLogger(__name__)


def text_in(paper):
    """Return the text in the file of ``paper`` (of a matter); "" where there is none to read."""
    return text_of_file(paper.file, paper.sha256) if paper.file and not paper.is_picture else ""


def text_of_file(file, sha256=""):
    """Return the text in ``file``, kept by the SHA-256 of its content (taken here where it is not given).

    A file that is not there just now is not kept as empty: it is looked for again the next time.
    """
    try:
        if not sha256:
            with file.open("rb") as content:
                sha256 = hashlib.file_digest(content, "sha256").hexdigest()
        known = PaperText.objects.filter(sha256=sha256).first()
        if known is None:
            with file.open("rb") as content:
                known = PaperText(sha256=sha256, text=text_of(content.read(), file.name.rpartition(".")[2].lower()))
            PaperText.objects.bulk_create([known], ignore_conflicts=True)
    except OSError:
        log.warning("the file %s is not there", file.name)
        return ""
    return known.text
