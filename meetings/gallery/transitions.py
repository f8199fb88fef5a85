"""The rows of the gallery in the hall's table: seats for observers, the lottery, written opinions."""

from django.utils.translation import gettext_lazy as _

from yishi.acts import Act
from yishi.people.enums import Role
from yishi.people.rules import STREET

from ..enums import HELD_STATES, Capacity, MeetingState
from ..models import Registration
from ..transitions import CONVENERS, DESK, add, leads, records_or_convenes
from . import bars
from .bars import COUNTER
from .enums import GalleryState, OpinionState, RegistrationState

MEETING, GALLERY, OPINION = "meetings.Meeting", "meetings.Gallery", "meetings.WrittenOpinion"
OPEN, COMMITTED, SEEDED, GIVEN = GalleryState
# Whoever lives, works or serves in the place may watch; those who run, lock, moderate or inspect do so by their office.
COMERS = frozenset(Role) - {
    Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN, Role.SECURITY_ADMIN, Role.CONTENT_MODERATOR, Role.DISCIPLINE_INSPECTOR,
    Role.DISCLOSURE_OFFICER,
}


def listed(person, gallery):
    """``person`` has registered to watch this meeting."""
    return gallery.registrations.filter(person=person).exclude(state=RegistrationState.WITHDRAWN).exists()


def keeps(person, gallery):
    """``person`` presides at or records the meeting of this gallery."""
    return leads(person, gallery.meeting)


def watched(person, meeting):
    """``person`` registered to watch this meeting, in the room or online, or was signed in there as an observer."""
    rows = Registration.objects.filter(gallery__meeting=meeting, person=person)
    return rows.exclude(state=RegistrationState.WITHDRAWN).exists() or meeting.attendances.filter(
        person=person, capacity=Capacity.OBSERVER
    ).exists()


def _gallery(code, label, sources, event, **more):
    return Act(code, label, GALLERY, sources, event, **{"owner": Role.RECORDER, **more})


add(
    Act("observers.announce", _("Announce the seats for observers"), MEETING, (MeetingState.PLANNED,),
        "observers.announced", roles=CONVENERS | DESK, own=records_or_convenes, owner=Role.RECORDER,
        bars=(bars.announced_already,)),
    _gallery("observers.register", _("Register to watch"), (OPEN,), "observers.registered", roles=COMERS,
             bars=(bars.registration_over, bars.registered_already)),
    _gallery("observers.withdraw", _("Cancel a registration"), (OPEN, COMMITTED, SEEDED, GIVEN), "observers.withdrawn",
             roles=COUNTER, own=listed, bars=(bars.meeting_over,)),
    _gallery("observers.confirm", _("Say yes to the seat"), (OPEN, GIVEN), "observers.confirmed", roles=COUNTER, own=listed,
             bars=(bars.meeting_over, bars.nothing_to_confirm)),
    _gallery("observers.admit", _("Give a seat by nomination"), (OPEN, GIVEN), "observers.admitted", roles=COUNTER,
             bars=(bars.meeting_over, bars.not_by_nomination)),
    _gallery("observers.check_in", _("Let an observer in"), (OPEN, GIVEN), "observers.checked_in", roles=DESK, own=keeps,
             bars=(bars.door_shut,)),
    _gallery("observers.release", _("Release the seats of those who did not come"), (GIVEN,), "observers.released",
             roles=DESK, own=keeps, bars=(bars.not_begun, bars.all_came),
             becomes=_("The seats of those who did not come are free for whoever is at the door.")),
    _gallery("lotteries.enter_seed", _("Enter the public number of the draw"), (COMMITTED, SEEDED), "lotteries.seed_entered",
             target=SEEDED, roles=COUNTER, own=keeps),
    _gallery("lotteries.confirm_seed", _("Confirm the number and draw"), (SEEDED,), "lotteries.drawn", target=GIVEN,
             roles=COUNTER, own=keeps, bars=(bars.named_it,)),
    Act("opinions.hand_in", _("Hand in a written opinion"), MEETING, HELD_STATES, "opinions.handed_in", roles=COMERS,
        own=watched, owner=None, bars=(bars.opinions_over,)),
    Act("opinions.answer", _("Answer a written opinion"), OPINION, (OpinionState.OPEN,), "opinions.answered",
        target=OpinionState.ANSWERED, roles=frozenset({Role.COMMUNITY_SECRETARY}) | STREET,
        owner=Role.COMMUNITY_SECRETARY),
)
