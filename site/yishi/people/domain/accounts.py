"""Accounts: how a person signs in. One account a person; no e-mail needed."""

from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from yishi.refusals import Forbidden, Invalid, Refused

from ..enums import OFFICES, Role
from ..models import User
from ..rules import holds, publishes, seats_of
from .recording import record

KEEPERS = frozenset({Role.SYSTEM_ADMIN, Role.COMMUNITY_SECRETARY})
EDITORS = "Editors"  # the group that Wagtail's own migrations make
PAGE_REVIEWERS = "Reviewers"


def create(person, username, password, *, by):
    """Give ``person`` an account and return it.

    Refused where ``by`` keeps no accounts in the person's community, the name is taken, the person has an account, or
    the password is too weak.
    """
    _require_keeper(by, person)
    user = User(username=User.normalize_username(username), person=person)
    _set(user, password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
            _record("people.account_made", person, by)
    except IntegrityError:
        raise Invalid(_("This name is taken, or the person has an account already."), field="username") from None
    return user


def reset_password(user, password, *, by):
    """Set a new password for ``user``. Whoever keeps the accounts may, and everybody their own."""
    if by is None or by.pk != user.person_id:
        _require_keeper(by, user.person)
    _set(user, password)
    with transaction.atomic():
        user.save(update_fields=["password"])
        _record("people.password_set", user.person, by)


def make_editor(user, *, by, reviews=False):
    """Let ``user`` edit content, or review it (``reviews``): the account gets into the editors' desk at /admin/.

    By the system administrator alone, and for those alone who hold an office of publishing (``rules.PUBLISHERS``) as
    long as they do. Residents and other officers have no business there; their work has pages of its own. Refused where
    the account is one already.
    """
    _require_namer(by, user.person)
    if not publishes(user.person):
        raise Forbidden(_("Pages are edited and reviewed by community secretaries, the disclosure officer and the heads."))
    with transaction.atomic():
        group = Group.objects.get_or_create(name=PAGE_REVIEWERS if reviews else EDITORS)[0]
        if not User.groups.through.objects.get_or_create(user=user, group=group)[1]:
            raise Refused(_("This account is named already."))
        _record("people.editor_made", user.person, by, reviews=bool(reviews))


def withdraw_editor(user, *, by, reviews=False):
    """Take from ``user`` the right to edit content, or to review it (``reviews``); by the system administrator alone.

    Refused where the account has not that right (any more). What it wrote and reviewed stays as it is.
    """
    _require_namer(by, user.person)
    with transaction.atomic():
        held = User.groups.through.objects.filter(user=user, group__name=PAGE_REVIEWERS if reviews else EDITORS)
        if not held.delete()[0]:
            raise Refused(_("This account was not named, or it was withdrawn already."))
        _record("people.editor_withdrawn", user.person, by, reviews=bool(reviews))


def keep_editor(person, *, by, writes, reviews):
    """Let the account of ``person`` edit content (``writes``) and review it (``reviews``), or no longer.

    Refused as ``make_editor`` refuses, and where the person has no account. Returns whether anything changed.
    """
    _require_namer(by, person)
    user = User.objects.filter(person=person).select_related("person__community").first()
    if user is None:
        raise Refused(_("This person has no account yet. Make one first."))
    held = set(user.groups.values_list("name", flat=True))
    changes = [(wanted, of_reviews) for name, wanted, of_reviews in ((EDITORS, writes, False), (PAGE_REVIEWERS, reviews, True))
               if bool(wanted) != (name in held)]
    with transaction.atomic():
        for wanted, of_reviews in changes:
            (make_editor if wanted else withdraw_editor)(user, by=by, reviews=of_reviews)
    return bool(changes)


def _require_namer(by, person):
    if not holds(by, {Role.SYSTEM_ADMIN}, person.community):
        raise Forbidden(_("Editors are named by the system administrator."))


def _record(kind, person, by, **more):
    place = person.community
    record(kind, by=by, roles=KEEPERS, place=place, community=place, payload={"person": person.pk, **more})


def _set(user, password):
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Invalid(" ".join(error.messages), field="password") from None
    user.set_password(password)


def _require_keeper(by, person):
    """Refuse unless ``by`` keeps the accounts where the person lives, and wherever the person holds an office.

    Else a community's secretary could take the account of a neighbour who serves at the sub-district.
    """
    where = person and [person.community, *(seat.place for seat in seats_of(person) if seat.role in OFFICES)]
    if not where or not all(holds(by, KEEPERS, place) for place in where):
        raise Forbidden(_("Accounts are kept by the administrator, and in a community by its secretary."))
