"""Papers and pictures are served by a view that asks who may open them, as attachments and never as pages."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.generic import View

from yishi.web.access import PUBLIC

from ..models import Attachment
from ..visibility import may_read_paper


class Paper(View):
    """The file of a paper; a picture is shown in place, everything else is downloaded."""

    access = PUBLIC

    def get(self, request, pk):
        paper = get_object_or_404(
            Attachment.objects.select_related("community", "report__community", "report__reporter"), pk=pk
        )
        if not paper.file or not may_read_paper(paper, request.actor):
            raise Http404
        return _sent(paper)


def _sent(paper):
    """Return the answer that carries the file of ``paper``, or 404 where the file is gone."""
    try:
        content = paper.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(
        content, as_attachment=not paper.is_picture, filename=paper.file.name.rpartition("/")[2],
        content_type=paper.content_type,
    )
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-cache"
    return answer
