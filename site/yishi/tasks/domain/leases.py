"""One worker at a time: a lease that is held by renewing it, and falls free when its holder dies."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import Q

from yishi.clock.story import real_now

from ..models import Lease

SECONDS = 30


def hold(name, holder, seconds=SECONDS):
    """Return whether ``holder`` holds the lease ``name`` from now for ``seconds``: taken, renewed, or another's.

    One that runs for much longer than that was written by a clock that has been put back since, and is free.
    """
    moment, span = real_now(), dt.timedelta(seconds=seconds)
    until = moment + span
    free = Q(holder=holder) | Q(until__lt=moment) | Q(until__gt=until + span)
    if Lease.objects.filter(free, name=name).update(holder=holder, until=until):
        return True
    if Lease.objects.filter(name=name).exists():
        return False
    try:
        with transaction.atomic():
            Lease.objects.create(name=name, holder=holder, until=until)
    except IntegrityError:
        return False
    return True


def release(name, holder):
    """Give the lease ``name`` back, if ``holder`` holds it, so that the next worker need not wait."""
    Lease.objects.filter(name=name, holder=holder).update(until=real_now() - dt.timedelta(seconds=1))
