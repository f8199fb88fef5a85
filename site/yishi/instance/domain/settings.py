"""Changing what the site says of itself."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from yishi.db.guard import STALE, guarded_update
from yishi.journal.domain.events import append
from yishi.people.enums import Role
from yishi.people.rules import holds
from yishi.refusals import Forbidden, Invalid, Stale

from .. import portal
from ..kinds import STREAM
from ..models import ANSWER_WORKDAYS, LEAST_WORKDAYS, MOST_WORKDAYS, Instance

FIELDS = (
    "organiser", "undertaker", "tel", "hours", "icp", "police_filing", "site_code", "fault_address", "terms", "privacy",
    "accessibility", "mourning_since", "mourning_until", "answer_workdays", "competent_name", "competent_address",
    "competent_tel", "portal_name", "portal_name_en", "portal_url",
    "portal_links", "portal_narrow",
)
SITE_CODE = re.compile(r"[0-9]{10}")


def change(street, *, by, seen=None, crest=None, no_crest=False, **said):
    """Set what the site of ``street`` says of itself, of ``FIELDS``, and the ``crest`` of its portal; return the Instance.

    Only the system administrator may. Invalid where a site code has not its ten signs, the address for faults leads
    nowhere, days of mourning are no span, the days for an answer are not 1 to 15 (None: the usual five), or the head of a
    portal has no name, a bad link, or a crest that is no picture. Reports that came in before keep the days they had.
    ``seen`` is the version that the form was drawn with: Stale if somebody saved another since. The journal gets the names
    of what changed, never the texts.
    """
    if not holds(by, {Role.SYSTEM_ADMIN}, street):
        raise Forbidden(_("The settings of the site are kept by the system administrator."))
    said = {name: value.strip() if isinstance(value, str) else value for name, value in said.items() if name in FIELDS}
    if said.get("answer_workdays", 0) is None:
        said["answer_workdays"] = ANSWER_WORKDAYS
    row = Instance.objects.filter(community=street).first()
    before = row or Instance(community=street)
    _require_sense({name: said.get(name, getattr(before, name)) for name in FIELDS})
    if seen is not None and seen != before.version:
        raise Stale(STALE)
    if crest or no_crest:
        said["portal_crest"] = portal.keep_crest(crest) if crest else ""
    changed = {name: value for name, value in said.items() if getattr(before, name) != value}
    if not changed:
        return before
    with transaction.atomic():
        row = row or _first(street)
        guarded_update(row, {"version": before.version}, version=before.version + 1, **changed)
        append(STREAM, "instance.changed", by=by, community=street, payload={"fields": sorted(changed)})
    return row


def _first(street):
    """Make the row; where two make it at once, the second is told that somebody was first."""
    try:
        with transaction.atomic():
            return Instance.objects.create(community=street)
    except IntegrityError:
        raise Stale(STALE) from None


def _require_sense(said):
    """Refuse what cannot stand, naming the field."""
    if said["site_code"] and not SITE_CODE.fullmatch(said["site_code"]):
        raise Invalid(_("A site code has ten digits, as on the certificate."), field="site_code")
    if said["fault_address"] and not _leads_somewhere(said["fault_address"]):
        raise Invalid(_("Give an email address, or a web address that begins with https://."), field="fault_address")
    if not LEAST_WORKDAYS <= said["answer_workdays"] <= MOST_WORKDAYS:
        raise Invalid(
            _("“%(n)s” cannot be: a report is answered within %(least)s to %(most)s working days.")
            % {"n": said["answer_workdays"], "least": LEAST_WORKDAYS, "most": MOST_WORKDAYS}, field="answer_workdays",
        )
    if not said["competent_name"] and (said["competent_address"] or said["competent_tel"]):
        raise Invalid(_("Give the name of this office; without one nothing of it is shown."), field="competent_name")
    _require_portal(said)
    since, until = said["mourning_since"], said["mourning_until"]
    if bool(since) != bool(until):
        raise Invalid(
            _("Days of mourning need a first and a last day."), field="mourning_until" if since else "mourning_since"
        )
    if since and until < since:
        raise Invalid(_("The last day lies before the first."), field="mourning_until")


def _require_portal(said):
    """Refuse a head of a portal without a name, and what leads nowhere or to an email address."""
    rest = ("portal_name_en", "portal_url", "portal_links", "portal_narrow")
    if not said["portal_name"] and any(said[name] for name in rest):
        raise Invalid(_("Give the name of the portal; without one nothing of it is shown."), field="portal_name")
    if said["portal_url"] and not _is_web(said["portal_url"]):
        raise Invalid(_("Give a web address that begins with https://."), field="portal_url")
    portal.require_links(said["portal_links"], _is_web)


def _is_web(address):
    return address.startswith(("https://", "http://")) and _leads_somewhere(address)


def _leads_somewhere(address):
    if "@" in address and "/" not in address:
        try:
            validate_email(address)
        except ValidationError:
            return False
        return True
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and "\\" not in address
