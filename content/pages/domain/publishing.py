"""From a text to a public page, by the same way as the editors': a draft, its review by another person, its release."""

from django.db import transaction

from yishi.people.rules import holds
from yishi.refusals import Forbidden, Invalid

from ..enums import WRITERS, Attribute
from . import reviews
from .reviews import WHO


def draft(page, *, under, by):
    """Put ``page`` (not saved yet) as a draft under the room ``under``, made by ``by``; return its first version.

    Forbidden unless ``by`` writes at the page's place and has an account; Invalid where a field cannot stand.
    """
    if not holds(by, WRITERS, page.community):
        raise Forbidden(WHO)
    user = getattr(by, "user", None)
    if user is None:
        raise Invalid(WHO, field="by")
    with transaction.atomic():
        page.live, page.locale_id, page.owner = False, under.locale_id, user
        under.add_child(instance=page)
        return page.save_revision(user=user)


def publish(page, *, under, by, reviewer, words=""):
    """Draft ``page`` under ``under`` by ``by``, let ``reviewer`` review it, and publish it; return it as it is now.

    Refused, Forbidden and Invalid as ``draft`` and ``reviews.decide`` refuse.
    """
    with transaction.atomic():
        revision = draft(page, under=under, by=by)
        reviews.decide(revision, by=reviewer, attribute=Attribute.PROACTIVE, secrets_checked=True, words=words)
        revision.publish(user=reviewer.user if hasattr(reviewer, "user") else None, skip_permission_checks=True)
    page.refresh_from_db()
    return page
