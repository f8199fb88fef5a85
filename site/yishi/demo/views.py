"""The buttons in the bar of the demonstration."""

from django.shortcuts import redirect
from django.views.generic import View

from yishi.web.access import DEMO
from yishi.web.views import local

from . import evening

ACTS = {"stop": evening.stop, "go": evening.go_on, "slower": evening.slower, "faster": evening.faster}


class Control(View):
    """Stops the evening, sends it on, makes it slower or faster; whoever tries the demonstration may."""

    access = DEMO

    def post(self, request):
        act = ACTS.get(request.POST.get("act", ""), evening.forget)
        act()
        evening.forget()
        return redirect(local(request, request.POST.get("next", "")))
