"""Scheduled work of the hall: lists that close, seats that nobody confirmed, seats of those who did not come."""

import datetime as dt

from django.db.models import Q

from yishi.tasks.due import due, each

from .domain import lotteries, observers
from .enums import OVER, UNDER_WAY, MeetingState
from .gallery.enums import GalleryState, RegistrationState
from .models import Gallery, Registration

GRACE = dt.timedelta(minutes=10)  # so long after the beginning a seat is kept for whoever has it


@due("observers.close")
def close_lists(now):
    """Close the lists whose hour has come; where it is a lottery, commit them."""
    rows = Gallery.objects.filter(Q(closes_at__lte=now) | Q(meeting__starts_at__lte=now), state=GalleryState.OPEN)
    rows = rows.exclude(meeting__state=MeetingState.CANCELLED)
    return each(rows.select_related("meeting", "community"), lotteries.close_list)


@due("observers.lapse")
def lapse(now):
    """Pass on the seats that were not confirmed in time, while people may still come: after it the record stands as it is."""
    rows = Registration.objects.filter(state=RegistrationState.STANDING, reply_by__lte=now, seat__isnull=False)
    rows = rows.exclude(gallery__meeting__state__in=OVER)
    return each(rows.select_related("gallery__meeting", "gallery__community"), lotteries.lapse)


@due("observers.release")
def release(now):
    """Ten minutes after the beginning, release the seats of those who did not come."""
    rows = Gallery.objects.filter(
        state=GalleryState.GIVEN, released=False, meeting__state__in=UNDER_WAY, meeting__starts_at__lte=now - GRACE
    )
    return each(rows.select_related("meeting", "community"), observers.release_in_time)
