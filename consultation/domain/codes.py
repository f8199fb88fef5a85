"""Codes of reports and matters, and rows that carry a number only once."""

import re
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from yishi.people.models import Place
from yishi.refusals import Invalid, Refused

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
CODE_LENGTH = 24
TAKEN = _("The code %(code)s is taken. Choose another, or leave it empty and the next one is given.")


def hold(community):
    """Hold the row of ``community`` until the commit: numbers are given in it one after the other."""
    Place.objects.filter(pk=community.pk).update(tel=F("tel"))


def code_for(model, prefix, width, *, given=None):
    """Return the code ``given`` by an office, or the next one ``prefix`` + number; call it under ``hold``.

    Invalid where the given one has other signs than letters, digits and hyphens, Refused where it is taken.
    """
    given = (given or "").strip()
    if not given:
        return _next(model, prefix, width)
    if not CODE.fullmatch(given) or len(given) > CODE_LENGTH:
        raise Invalid(
            _("A code has letters, digits and hyphens, at most %(n)s: %(code)s does not.")
            % {"n": CODE_LENGTH, "code": given}, field="code",
        )
    if model.objects.filter(code=given).exists():
        raise Refused(TAKEN % {"code": given}, field="code")
    return given


@contextmanager
def only_once(sentence, *, field=None):
    """Write what may be there only once; Refused with ``sentence`` where somebody else has taken it."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise Refused(sentence, field=field) from None


def insert(row, sentence, *, field=None):
    """Insert ``row``; Refused with ``sentence`` where somebody else has taken what may be there only once."""
    with only_once(sentence, field=field):
        row.save(force_insert=True)
    return row


def _next(model, prefix, width):
    """Return the code after the highest that ``prefix`` has; codes beyond ``width`` digits grow longer."""
    codes = model.objects.filter(code__startswith=prefix, code__regex=rf"^{re.escape(prefix)}[0-9]+$")
    last = codes.annotate(digits=Length("code")).order_by("-digits", "-code").values_list("code", flat=True).first()
    return f"{prefix}{int(last.removeprefix(prefix)) + 1 if last else 1:0{width}d}"
