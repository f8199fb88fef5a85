"""Who may see what of a request. Deny is the default; only ids and figures ever reach the journal."""

from yishi.people.enums import Role
from yishi.people.rules import STREET, holds, sits_as

from .enums import ENCLOSES, ENDED
from .transitions import ENTERERS, HANDLERS, is_applicant

DESK = HANDLERS | STREET | {Role.SERVICE_WINDOW_LEAD, Role.DISCIPLINE_INSPECTOR}
READERS = HANDLERS | STREET | {Role.DISCIPLINE_INSPECTOR}


def at_the_desk(person):
    """Return whether ``person`` works with requests, wherever it is."""
    return sits_as(person, DESK)


def may_read(person, request):
    """Return whether ``person`` reads the file of ``request``: the officer, the leadership, the discipline inspector."""
    return holds(person, READERS, request.community)


def may_see_proof(person, request):
    """Return whether ``person`` sees who the applicant says to be, by paper: the officer who handles it alone."""
    return holds(person, HANDLERS, request.community)


def gives_papers(request):
    """Return whether the applicant of ``request`` gets its papers: it is answered, and with something that is given."""
    return request.state in ENDED and request.decision in ENCLOSES


def may_enter(person, community):
    """Return whether ``person`` takes in requests from paper and at the counter."""
    return holds(person, ENTERERS, community)


def may_read_letter(person, letter):
    """Return whether ``person`` reads ``letter``: those who read the file, and the applicant what is written to them."""
    request = letter.request
    return may_read(person, request) or bool(person and letter.to_applicant and is_applicant(person, request))


def applicant_name(request, viewer):
    """Return the name of the applicant as ``viewer`` may read it: whole for those who read the file, else none."""
    return request.applicant.name if may_read(viewer, request) else ""
