"""Reads about who and where, each with a fixed number of queries."""

from django.db.models import Prefetch

from yishi.clock.story import today

from .models import Seat, User

MOST_SHOWN = 300


def demo_accounts():
    """Return the accounts of the demonstration, each with ``seats_now``, the seats held today. Two queries.

    Only persons made for a demonstration are among them, never a real one.
    """
    seats = Prefetch("person__seats", Seat.objects.on(today()).select_related("place"), to_attr="seats_now")
    accounts = User.objects.filter(person__synthetic=True, is_active=True).select_related("person__community")
    return accounts.prefetch_related(seats).order_by("person__community__path", "pk")[:MOST_SHOWN]
