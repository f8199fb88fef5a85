"""Closing one's own account (Personal Information Protection Law, arts 15 and 47): what goes with it, what stands before it."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import real_now, today
from yishi.journal.domain.events import append
from yishi.refusals import Invalid, Refused
from yishi.text.side_by_side import listed

from ..duties import duties_of
from ..enums import OFFICES, PublicName, Role
from ..kinds import STREAM
from ..personal_data import HOLDINGS


def close(user, *, password):
    """Close the account of ``user``: nobody signs in by it any more, and everybody reads the person's name masked, if at all.

    What each floor holds for the account's sake is erased (see ``personal_data.Holding.erase``), sessions everywhere
    included; acts, and who is in the register of residents, stay. The office may make a new account later. Invalid where
    ``password`` is not the account's; Refused while its person holds an office, or something waits that is theirs alone.
    """
    person = user.person
    require_free(person)
    if not user.check_password(password):
        raise Invalid(_("This is not the password of your account."), field="password")
    with transaction.atomic():
        for holding in HOLDINGS.values():
            if holding.erase:
                holding.erase(person)
        type(person).objects.filter(pk=person.pk, public_name=PublicName.SURNAME).update(public_name=PublicName.MASKED)
        _end_sessions(user.pk)
        user.delete()
        append(STREAM, "people.account_closed", by=person, community=person.community, payload={"person": person.pk})


def require_free(person):
    """Refuse while ``person`` holds an office, begins one later, or owes something that nobody else can do."""
    seats = [seat for seat in person.seats.all() if seat.role in OFFICES and (seat.until is None or seat.until >= today())]
    if seats:
        offices = listed(dict.fromkeys(Role(seat.role).label for seat in seats))
        raise Refused(_("You hold an office: %(offices)s. Whoever keeps the register ends it first; then you may close your "
                        "account.") % {"offices": offices})
    owed = [item.words for duty, items in duties_of(person) if not duty.free for item in items]
    if owed:
        raise Refused(_("Something waits for you: %(what)s. Do it, or have it handed over, and then close your account.")
                      % {"what": listed(owed[:3])})


def _end_sessions(key):
    """Delete the sessions that are signed in by the account ``key``, in every browser."""
    live = Session.objects.filter(expire_date__gt=real_now())
    own = [row.pk for row in live.iterator(1000) if row.get_decoded().get(SESSION_KEY) == str(key)]
    Session.objects.filter(pk__in=own).delete()
