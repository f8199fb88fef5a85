"""The vocabulary of places, bodies, roles and names (domain 3.1, 3.3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlaceKind(models.TextChoices):
    """A level of the tree of places."""

    DISTRICT = "district", _("district")
    SUBDISTRICT = "subdistrict", _("sub-district")
    COMMUNITY = "community", _("community")
    GRID = "grid", _("grid")
    ESTATE = "estate", _("estate")
    BUILDING = "building", _("building")
    STAIRWELL = "stairwell", _("stairwell")


class BodyKind(models.TextChoices):
    """What sort of body acts or is answerable."""

    STREET_OFFICE = "street_office", _("sub-district office")
    COMMITTEE = "committee", _("residents’ committee")
    COUNCIL = "council", _("deliberation council")
    SUPERVISORY = "supervisory", _("supervisory committee")
    DEPARTMENT = "department", _("department")
    PROPERTY = "property", _("property company")
    OWNERS = "owners", _("owners’ committee")
    CENTRE = "centre", _("centre")
    DESK = "desk", _("desk")
    OTHER = "other", _("other body")


class Role(models.TextChoices):
    """What a person may be, bound by a seat to a place or a body for a term (domain 3.1)."""

    RESIDENT = "resident", _("resident")
    OWNER = "owner", _("owner")
    RESIDENT_REP = "resident_rep", _("residents’ representative")
    BUILDING_HEAD = "building_head", _("building head")
    GRID_WORKER = "grid_worker", _("grid worker")
    COUNCIL_MEMBER = "council_member", _("council member")
    FACILITATOR = "facilitator", _("facilitator")
    RECORDER = "recorder", _("recorder")
    COMMUNITY_COMMITTEE = "community_committee", _("residents’ committee member")
    COMMUNITY_SECRETARY = "community_secretary", _("community secretary")
    SUPERVISORY_MEMBER = "supervisory_member", _("supervisory committee member")
    PROPERTY_MANAGER = "property_manager", _("property manager")
    OWNERS_COMMITTEE = "owners_committee", _("owners’ committee member")
    STAKEHOLDER = "stakeholder", _("stakeholder")
    STREET_DIRECTOR = "street_director", _("sub-district director")
    STREET_PARTY_SECRETARY = "street_party_secretary", _("sub-district party secretary")
    DISCLOSURE_OFFICER = "disclosure_officer", _("disclosure officer")
    DISPATCHER = "dispatcher", _("dispatcher")
    CONTENT_MODERATOR = "content_moderator", _("content moderator")
    SERVICE_WINDOW_LEAD = "service_window_lead", _("service window lead")
    DISCIPLINE_INSPECTOR = "discipline_inspector", _("discipline inspector")
    DEPARTMENT_LIAISON = "department_liaison", _("department liaison")
    INVITEE = "invitee", _("invitee")
    EXPERT = "expert", _("expert")
    MEDIA = "media", _("journalist")
    OBSERVER = "observer", _("observer")
    SYSTEM_ADMIN = "system_admin", _("system administrator")
    AUDIT_ADMIN = "audit_admin", _("audit administrator")
    SECURITY_ADMIN = "security_admin", _("security administrator")


# Office-holders are named in full while in office; everybody else as they chose, or masked (law 7).
OFFICES = frozenset(Role) - {Role.RESIDENT, Role.OWNER, Role.OBSERVER, Role.STAKEHOLDER}
# Offices of the sub-district: nobody holds one in a community alone, and no community gives one.
STREET_OFFICES = frozenset({
    Role.STREET_DIRECTOR, Role.STREET_PARTY_SECRETARY, Role.DISCLOSURE_OFFICER, Role.DISPATCHER, Role.CONTENT_MODERATOR,
    Role.SERVICE_WINDOW_LEAD, Role.DISCIPLINE_INSPECTOR, Role.DEPARTMENT_LIAISON, Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN,
    Role.SECURITY_ADMIN,
})
# They come by invitation, and read what the public reads.
GUESTS = frozenset({Role.INVITEE, Role.EXPERT, Role.MEDIA})
# They work at desks of their own.
STAFF = OFFICES - GUESTS
# They read what is not published yet; who runs the site, its locks and its log does not.
READERS = STAFF - {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN}


class SeatKind(models.TextChoices):
    """How a member came to the seat (domain D9)."""

    ELECTED = "elected", _("elected")
    EX_OFFICIO = "ex_officio", _("ex officio")
    PART_TIME = "part_time", _("part-time")
    INVITED = "invited", _("invited")
    APPOINTED = "appointed", _("appointed")


class PublicName(models.TextChoices):
    """How a resident wants to be named in public."""

    MASKED = "masked", _("masked, as in 张*")
    SURNAME = "surname", _("surname and title, as in 张女士")
    ANONYMOUS = "anonymous", _("anonymous; the office knows the name")


class Honorific(models.TextChoices):
    """The title that follows a surname."""

    NONE = "", _("none")
    MR = "先生", _("Mr")
    MS = "女士", _("Ms")
    GRANDPA = "大爷", _("elder (m)")
    GRANDMA = "奶奶", _("elder (f)")
    AUNT = "阿姨", _("auntie")
