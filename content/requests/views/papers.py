"""Letters and papers of a request: for the applicant what is written to them, for the desk the file, for nobody else."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.generic import View

from yishi.documents.models import Document
from yishi.documents.views import answer
from yishi.web.access import PUBLIC

from .. import holding
from ..domain.acting import PAPER
from ..letters import read, words_of
from ..models import Paper
from ..rules import gives_papers, may_read, may_read_letter, may_see_proof

PRIVATE = "private, no-store"


class LetterPage(View):
    """The words of a letter, with its paper."""

    access = PUBLIC

    def get(self, request, pk):
        letter = letter_or_404(request, pk)
        printed = render(request, "requests/letter.html", words_of(letter) | {"back": back_of(request, letter.request)})
        printed["Cache-Control"] = PRIVATE
        return printed


class LetterPdf(View):
    """The paper of a letter."""

    access = PUBLIC

    def get(self, request, pk):
        letter = letter_or_404(request, pk)
        printed = answer(
            request, Document.objects.of(PAPER, letter.pk).first(), title=_("Letter"), name=f"{letter.request.code}-{letter.kind}",
            back=letter.get_absolute_url(),
        )
        printed["Cache-Control"] = PRIVATE
        return printed


class PaperFile(View):
    """A paper of the file: what was given, for the applicant once it is answered with it; the proof for the officer alone."""

    access = PUBLIC

    def get(self, request, pk):
        row = get_object_or_404(Paper.objects.select_related("request__community", "request__applicant"), pk=pk)
        if not row.file or not may_open(request, row):
            raise Http404
        try:
            content = row.file.open("rb")
        except FileNotFoundError:
            raise Http404 from None
        name = f"{row.request.code}-{row.pk}.{row.file.name.rpartition('.')[2]}"
        sent = FileResponse(content, as_attachment=True, filename=name, content_type=row.content_type)
        sent["Content-Security-Policy"], sent["Cache-Control"] = "default-src 'none'; sandbox", PRIVATE
        return sent


def may_open(http, row):
    """Return whether whoever asks may open the paper ``row``."""
    if row.use == "proof":
        return may_see_proof(http.actor, row.request)
    given = gives_papers(row.request) and holding.holds_key(http, row.request)
    return given or may_read(http.actor, row.request)


def letter_or_404(http, pk):
    """Return the Letter ``pk`` where whoever asks may read it; 404 otherwise, as if it were not there."""
    letter = read(pk)
    if letter is None:
        raise Http404
    if may_read_letter(http.actor, letter) or (letter.to_applicant and holding.holds_key(http, letter.request)):
        return letter
    raise Http404


def back_of(http, request):
    """Return where the page of a letter leads back to: the file for the desk, the status page for the applicant."""
    return request.get_absolute_url() if may_read(http.actor, request) else f"/requests/status/{request.code}/"
