"""The first run: a one-time code, and the founding that it opens. A stranger without the code takes no site."""

import secrets

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yishi.people.domain.founding import open_site
from yishi.refusals import Invalid, Refused, Stale

from ..models import FirstRun
from ..queries import founded, street
from .settings import change

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that reads like something else
GROUPS, SIGNS = 4, 4


def new_code():
    """Make a one-time code, keep its hash alone, and return it; an earlier code opens nothing any more.

    Refused where the site is founded: there is nothing left to open.
    """
    if founded():
        raise Refused(_("This site has its sub-district already. Its administrator enters the rest."))
    code = "-".join("".join(secrets.choice(ALPHABET) for _sign in range(SIGNS)) for _group in range(GROUPS))
    with transaction.atomic():
        FirstRun.objects.all().delete()
        FirstRun.objects.create(digest=make_password(_bare(code)))
    return code


def open_with(code, **founding):
    """Found the site with ``founding`` (see ``people.domain.founding.open_site``); return its administrator.

    The office stands as the site's organiser from the first page on.

    Invalid where ``code`` is not the one that was printed last. The code is used up with the founding, in the same
    transaction, so that of two who know it one founds; where the founding is refused it stays good.
    """
    row = FirstRun.objects.order_by("-pk").first()
    if row is None or not check_password(_bare(code), row.digest):
        raise Invalid(
            _("This code is not right. Whoever runs the server prints a new one: manage.py first_run_code"), field="code"
        )
    with transaction.atomic():
        if FirstRun.objects.filter(pk=row.pk).delete()[0] != 1:
            raise Stale(_("Somebody else is founding this site with the same code."))
        first = open_site(**founding)
        change(street(), by=first, organiser=founding["office"])
        return first


def _bare(code):
    """Return ``code`` as it is hashed: whatever hyphens, blanks and small letters it was typed with."""
    return "".join(sign for sign in code.upper() if sign.isalnum())
