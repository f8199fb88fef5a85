"""What the verbs of the hall share: texts as people type them, and rows that the database lets stand once."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from yishi.refusals import Invalid, Refused

from .. import withdrawing
from ..models import Withdrawal


def insert(row, sentence, *, field=None):
    """Insert ``row`` and return it; where a constraint stands against it, refuse with ``sentence`` (and ``field``)."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(sentence, field=field) from error
    return row


def taken_back(meeting, *, by, reason, **what):
    """Note that ``what`` (a column of Withdrawal and its row) was put on record by mistake, and tell the floors above.

    Refused where it is noted already, and where one of them refuses.
    """
    (name, row), = what.items()
    note = Withdrawal(community=meeting.community, meeting=meeting, by=by, reason=reason, **{f"{name}_id": row.pk})
    insert(note, _("This is withdrawn already."), field=name)
    withdrawing.tell(name, row, by=by)
    return note


def written(text, field, limit):
    """Return ``text`` as ``brief`` does; Invalid naming ``field`` also where nothing is left of it."""
    text = brief(text, field, limit)
    if not text:
        raise Invalid(_("Write something here; it may not stay empty."), field=field)
    return text


def brief(text, field, limit):
    """Return ``text`` stripped; Invalid naming ``field`` where it is longer than ``limit`` or cannot be stored."""
    text = (text or "").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise Invalid(_("This text holds characters that cannot be stored. Type it anew."), field=field)
    if len(text) > limit:
        raise Invalid(
            _("This is too long: %(n)s characters; at most %(limit)s fit.") % {"n": len(text), "limit": limit},
            field=field,
        )
    return text


def counted(number, field, limit=1_000_000):
    """Return ``number`` (a whole number from 0 to ``limit``); Invalid naming ``field`` otherwise."""
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= limit:
        raise Invalid(_("Enter a whole number from 0 to %(limit)s.") % {"limit": limit}, field=field)
    return number


def one_of(choices, value, field):
    """Return the member of ``choices`` (TextChoices) for ``value``; Invalid naming ``field`` where there is none."""
    if value not in choices.values:
        raise Invalid(_("Choose one of the list."), field=field)
    return choices(value)


def next_n(rows):
    """Return the number after the highest ``n`` of ``rows``; called under the meeting's lock."""
    last = rows.order_by("-n").values_list("n", flat=True).first()
    return (last or 0) + 1
