"""The papers of a matter as PDF: stored files, handed out; none is made here."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from yishi.documents.models import Document
from yishi.documents.views import answer
from yishi.text.figures import whole_number
from yishi.web.access import PUBLIC

from ..domain import printing
from ..models import Posting, PostingPurpose, Resolution
from ..polls.enums import PollState, Secrecy
from ..polls.models import Poll

MOST_VERSIONS = 9_999


class OfVersion(View):
    """A paper of a version of the resolution; the one in force where no version is named."""

    access = PUBLIC
    kind, name, title = "", "", ""

    def get(self, request, code, version=None):
        version = version or request.GET.get("version", "")
        if version and whole_number(version, MOST_VERSIONS) is None:
            raise Http404
        rows = Resolution.objects.ever_public().filter(matter__code=code).select_related("matter")
        row = (rows.filter(version=version) if version else rows.order_by("-version")).first()
        if row is None:
            raise Http404
        return answer(
            request, Document.objects.of(self.kind, row.matter_id, row.version).first(), title=self.title,
            name=f"{row.matter.code}-{self.name}-v{row.version}", back=row.matter.get_absolute_url(), fixed=bool(version),
        )


class Outcome(OfVersion):
    """The outcome paper."""

    kind, name, title = printing.OUTCOME, "outcome", gettext_lazy("Outcome paper")


class Poster(OfVersion):
    """The poster of the result."""

    kind, name, title = printing.POSTER, "poster", gettext_lazy("Poster of the result")


class Notice(View):
    """The notice of the item that went up last."""

    access = PUBLIC

    def get(self, request, code):
        rows = Posting.objects.standing(PostingPurpose.AGENDA).filter(matter__code=code).select_related("matter")
        posting = rows.order_by("-since", "-pk").first()
        if posting is None:
            raise Http404
        return answer(
            request, Document.objects.of(printing.NOTICE, posting.pk).first(), title=_("Notice of the item"),
            name=f"{posting.matter.code}-notice", back=posting.matter.get_absolute_url(),
        )


class BallotPaper(View):
    """The paper form of a ballot, from its announcement on."""

    access = PUBLIC

    def get(self, request, pk):
        rows = Poll.objects.exclude(secrecy=Secrecy.SHOW_OF_HANDS).exclude(state=PollState.DRAFT)
        poll = get_object_or_404(rows.select_related("matter"), pk=pk)
        back = poll.matter.get_absolute_url() if poll.matter else reverse("ballot", args=[pk])
        return answer(
            request, Document.objects.of(printing.BALLOT, pk).first(), title=_("Ballot paper"), name=f"ballot-{pk}",
            back=back,
        )
