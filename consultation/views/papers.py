"""Papers and pictures are served by a view that asks who may open them, as attachments and never as pages."""

from django.core.files.storage import default_storage
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
        paper = readable_or_404(request, pk)
        return _sent(paper, paper.file.name, paper.content_type)


class Small(View):
    """A picture at the size of a list; as it is where that was not made when it came."""

    access = PUBLIC

    def get(self, request, pk):
        paper = readable_or_404(request, pk)
        if not paper.is_picture:
            raise Http404
        if default_storage.exists(paper.small_name):
            return _sent(paper, paper.small_name, "image/jpeg")
        return _sent(paper, paper.file.name, paper.content_type)


def readable_or_404(request, pk):
    """Return the paper ``pk`` that has a file, and that the reader may open."""
    paper = get_object_or_404(Attachment.objects.select_related("community", "report__community", "report__reporter"), pk=pk)
    if not paper.file or not may_read_paper(paper, request.actor):
        raise Http404
    return paper


def _sent(paper, name, content_type):
    """Return the answer that carries the file ``name`` of ``paper``, or 404 where the file is gone."""
    try:
        content = default_storage.open(name, "rb")
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(
        content, as_attachment=not paper.is_picture, filename=name.rpartition("/")[2], content_type=content_type,
    )
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-cache"
    return answer
