"""Reads for the system administrator: who writes and reviews pages since when, and who may be named."""

from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from yishi.clock.story import today
from yishi.journal.models import Event

from . import roll
from .domain.accounts import EDITORS, PAGE_REVIEWERS
from .models import Seat
from .rules import PUBLISHERS, publishes


def named(actor):
    """Return the persons within the reader's places whose account writes or reviews pages, with ``rights`` hung on them.

    ``rights`` are (word, since when or None); ``gets_in`` says whether an office of publishing still lets them in.
    """
    found, since = roll.persons(actor).filter(user__groups__name__in=(EDITORS, PAGE_REVIEWERS)).distinct().order_by("pk"), _since()
    for person in (rows := list(found.prefetch_related("user__groups"))):
        roll.shown(person, actor)
        held = {group.name for group in person.user.groups.all()}
        rights = ((EDITORS, _("writes pages"), False), (PAGE_REVIEWERS, _("reviews pages"), True))
        person.rights = [(word, since.get((person.pk, reviews))) for name, word, reviews in rights if name in held]
        person.gets_in = publishes(person)
    return rows


def nameable(actor, words=""):
    """Return the persons in an office of publishing whose account is not named yet, found by ``words``, to be paged."""
    held = Seat.objects.on(today()).filter(person=OuterRef("pk"), role__in=PUBLISHERS)
    groups = Group.objects.filter(user__person=OuterRef("pk"), name__in=(EDITORS, PAGE_REVIEWERS))
    return roll.found(actor, words).filter(Exists(held)).exclude(Exists(groups))


def rights_of(person):
    """Return (writes, reviews): what the account of ``person`` is named for."""
    user = getattr(person, "user", None)
    held = set(user.groups.values_list("name", flat=True)) if user else set()
    return EDITORS in held, PAGE_REVIEWERS in held


def _since():
    """Return when each right was given last: {(key of the person, whether of reviewing): moment}. One query."""
    found = {}
    for payload, at in Event.objects.filter(kind="people.editor_made").order_by("at", "pk").values_list("payload", "at"):
        for reviews in (payload["reviews"],) if "reviews" in payload else (False, True):
            found[payload["person"], reviews] = at
    return found
