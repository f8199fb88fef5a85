"""What stays of a meeting: its minutes on a page and on paper, the evening once more, everything in one file."""

import tempfile
from functools import partial

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from yishi.documents.views import answer
from yishi.web.access import PUBLIC, STAFF
from yishi.web.kept import answer as answer_page

from ..enums import MeetingState
from ..models import Meeting
from ..whole import as_visitors, whole_minutes, whole_replay
from .archive import pack
from .asking import papers_of
from .readers import reads_whole
from .texts import standing

IN_MEMORY = 4 << 20


def found(pk):
    """Return the meeting ``pk`` with its community; 404 where there is none."""
    return get_object_or_404(Meeting.objects.select_related("community"), pk=pk)


def chosen(papers, version):
    """Return that of ``papers`` with the ``version`` asked for, the latest where none is; None where none is made; 404."""
    found = [row for row in papers if version in ("", str(row.version))]
    if version and not found:
        raise Http404
    return found[-1] if found else None


class MinutesPage(View):
    """The minutes as they stand, or who owes them until when."""

    access = PUBLIC

    def get(self, request, pk):
        meeting = found(pk)
        build = partial(whole_minutes, meeting)
        own = partial(as_visitors, meeting)
        return answer_page(request, f"minutes:{pk}", "meetings/minutes/page.html", build, lambda: {"meeting": meeting}, own)


class MinutesPdf(View):
    """The paper of the minutes, once both have signed, with all corrections; an earlier one by its ``version``."""

    access = PUBLIC

    def get(self, request, pk):
        meeting = found(pk)
        text = standing(meeting) if meeting.state == MeetingState.SIGNED else None
        if text is None or not text.pk or not reads_whole(request.actor, meeting):
            raise Http404
        paper, back = chosen(papers_of(text), request.GET.get("version", "")), reverse("meeting-minutes", args=[pk])
        return answer(request, paper, title=_("Minutes of the meeting"), name=f"meeting-{pk}-minutes", back=back)


class Replay(View):
    """The evening once more: a line of time, and below it what was said, voted and agreed."""

    access = PUBLIC

    def get(self, request, pk):
        meeting = found(pk)
        build = partial(whole_replay, meeting)
        own = partial(as_visitors, meeting)
        return answer_page(request, f"replay:{pk}", "meetings/minutes/replay.html", build, lambda: {"meeting": meeting}, own)


class Archive(View):
    """The whole meeting as a ZIP, for those who keep the community's records."""

    access = STAFF

    def get(self, request, pk):
        into = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  the answer closes it
        pack(found(pk), into, viewer=request.actor)
        into.seek(0)
        return FileResponse(into, as_attachment=True, filename=f"meeting-{pk}.zip", content_type="application/zip")
