"""The page from which a meeting is run. It reads alone: every form on it goes to the act's own address and comes back."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.generic import View

from yishi.refusals import Forbidden
from yishi.web.access import SIGNED_IN

from ..models import Meeting
from ..transitions import runs
from .pages import console


class Console(View):
    """For those who run the meeting: its facilitator, its recorder, whoever holds or deputises for these offices."""

    access = SIGNED_IN

    def get(self, request, pk):
        meeting = get_object_or_404(Meeting.objects.select_related("community"), pk=pk)
        if not runs(request.actor, meeting):
            raise Forbidden(_("The console is for the facilitator and the recorder of the meeting."))
        return render(request, "meetings/console/page.html", console(meeting, request.actor))
