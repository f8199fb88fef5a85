"""The role switcher of a demonstration: see the site as one of its people. There is no such page anywhere else."""

from itertools import groupby
from types import SimpleNamespace

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.generic import View

from yishi.web.access import DEMO

from ..models import User
from ..names import display_name
from ..queries import demo_accounts
from ..rules import seats_of

MOST_SHOWN = 300


class Roles(View):
    """The people of the demonstration, by community."""

    access = DEMO

    def get(self, request):
        groups = groupby(demo_accounts()[:MOST_SHOWN], key=lambda account: account.person.community)
        shown = [(place, [_shown(account) for account in accounts]) for place, accounts in groups]
        return render(request, "people/roles.html", {"groups": shown})


class Switch(View):
    """Signs in as the person of the demonstration that was chosen."""

    access = DEMO

    def post(self, request):
        pk = request.POST.get("account", "")
        if not pk.isascii() or not pk.isdigit() or len(pk) > 18:
            raise Http404
        account = get_object_or_404(
            User.objects.select_related("person"), pk=pk, is_active=True, is_superuser=False, person__synthetic=True
        )
        login(request, account)
        messages.info(request, _("You now act as %(name)s.") % {"name": display_name(account.person, account.person)})
        return redirect("/")


def _shown(account):
    """Return what the list shows of ``account``: everybody may read it, so nobody is named more than in public."""
    person = account.person
    with override(settings.LANGUAGE_CODE):  # in which titles are typed
        seats = {(seat.title or str(seat.get_role_display()), seat.place_id): seat for seat in seats_of(person)}
    for words, place in list(seats):  # a title may say the office of another seat as well
        if any(words != more and words in more and place == there for more, there in seats):
            del seats[words, place]
    return SimpleNamespace(
        pk=account.pk, username=account.username, name=display_name(person), seats=list(seats.values())
    )
