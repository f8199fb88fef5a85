"""Reads about who and where, each with a fixed number of queries."""

from .models import User


def demo_accounts():
    """Return the accounts of the demonstration, by community, their persons' seats read along. Three queries.

    Only persons made for a demonstration are among them, never a real one.
    """
    accounts = User.objects.filter(person__synthetic=True, is_active=True).select_related("person__community")
    return accounts.prefetch_related("person__seats__place").order_by("person__community__path", "pk")
