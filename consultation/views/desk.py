"""The workbench of those in office: what is owed by me."""

from django.shortcuts import render
from django.views.generic import View

from yishi.web.access import STAFF

from ..pages.workbench import workbench


class Desk(View):
    """One thing in focus and what its reader owes on it; the lists of what waits, and what may be begun."""

    access = STAFF

    def get(self, request):
        return render(request, "consultation/desk.html", workbench(request.actor, request))
