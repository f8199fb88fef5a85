"""Who may read what stays of a meeting."""

from yishi.people.enums import READERS
from yishi.people.rules import holds

from ..queries import members_of
from ..rules import rule_of
from ..transitions import CONVENERS, leads


def reads_whole(viewer, meeting):
    """Return whether ``viewer`` may read more of ``meeting`` than counts: of a private one its own people alone."""
    if not rule_of(meeting.kind).private:
        return True
    if viewer is None:
        return False
    own = leads(viewer, meeting) or holds(viewer, CONVENERS, meeting.community)
    return own or members_of(meeting).filter(pk=viewer.pk).exists()


def reads_draft(viewer, meeting):
    """Return whether ``viewer`` may read the minutes before both have signed: the office, and whoever was there.

    Until then they are a paper in the making (Regulations on Open Government Information art. 16).
    """
    if viewer is None or not reads_whole(viewer, meeting):
        return False
    return of_office(viewer, meeting) or meeting.attendances.filter(person=viewer).exists()


def of_office(viewer, meeting):
    """Return whether ``viewer`` reads by office how the minutes came about: every version, and corrections in the making."""
    return viewer is not None and (leads(viewer, meeting) or holds(viewer, READERS, meeting.community))
