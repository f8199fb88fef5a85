"""What rules an act on a gallery out whatever is filled in (see ``yishi.acts.Act``): its time is over, or it is done."""

from django.utils.translation import gettext_lazy as _

from yishi.clock import spoken
from yishi.clock.story import now, today
from yishi.people.enums import Role
from yishi.people.rules import holds
from yishi.refusals import Refused

from ..enums import OVER, AdmittedBy, MeetingState
from ..models import Gallery
from ..queries import members_of
from ..transitions import CONVENERS, DESK
from .enums import RegistrationState
from .opinions import MOST, hand_in_until

# Whoever serves people who come without a telephone.
COUNTER = CONVENERS | DESK | {Role.SERVICE_WINDOW_LEAD}
NO_OBSERVERS = _("This kind of meeting admits no observers.")
GONE = (RegistrationState.WITHDRAWN, RegistrationState.LAPSED)


def over(meeting):
    """Return whether nobody comes to ``meeting`` any more."""
    return meeting.state in OVER


def registration_over(gallery, person):
    """Registration ends at its hour, and with the meeting."""
    meeting = gallery.meeting
    if now() >= gallery.registers_until or over(meeting):
        raise Refused(_("Registration for this meeting is over. Online everybody may follow without it."))


def meeting_over(gallery, person):
    """Of a meeting that is over, or was called off, no seat is given or cancelled."""
    if over(gallery.meeting):
        off = gallery.meeting.state == MeetingState.CANCELLED
        raise Refused(_("The meeting was called off.") if off else _("The meeting is over."))


def registered_already(gallery, person):
    """One registers once, and not where one sits at the table; the counter goes on for others."""
    if holds(person, COUNTER, gallery.community):
        return
    require_no_member(gallery, person)
    if gallery.registrations.filter(person=person).exclude(state__in=GONE).exists():
        raise Refused(_("You have registered already. Your seat stands on the page of the meeting."))


def require_no_member(gallery, person):
    """Refuse who has a seat at the table."""
    if members_of(gallery.meeting).filter(pk=person.pk).exists():
        raise Refused(_("Members of the meeting have a seat at the table and need none here."))


def nothing_to_confirm(gallery, person):
    """One says yes to a seat that became free, in time; the counter does it for others."""
    waiting = gallery.registrations.filter(person=person, reply_by__gt=now())
    if not holds(person, COUNTER, gallery.community) and not waiting.exists():
        raise Refused(_("No seat waits for your answer. If you were too late, it has gone to whoever was next."))


def not_by_nomination(gallery, person):
    """Seats are given by hand where that was announced."""
    if gallery.admission != AdmittedBy.NOMINATION:
        raise Refused(_("Seats of this meeting are not given by nomination."))


def door_opens(meeting):
    """Return whether observers are let in at the door of ``meeting`` now: on its day, until it closes."""
    return meeting.date == today() and not over(meeting)


def door_shut(gallery, person):
    """The door is open on the day of the meeting."""
    if not door_opens(gallery.meeting):
        raise Refused(_("The door opens on the day of the meeting, until it closes."))


def not_begun(gallery, person):
    """Nobody is late before the beginning."""
    if now() < gallery.meeting.starts_at:
        raise Refused(_("The meeting has not begun; people may still come."))


def taken_by_the_absent(gallery):
    """Return the registrations in ``gallery`` that have a seat, and whose people have not come."""
    return gallery.registrations.filter(state=RegistrationState.STANDING, seat__isnull=False)


def all_came(gallery, person):
    """Seats are released where there are any of people who did not come."""
    if not taken_by_the_absent(gallery).exists():
        raise Refused(_("No seat is kept for anybody who has not come."))


def named_it(gallery, person):
    """The number of a draw is confirmed by somebody else."""
    if person is not None and gallery.seeded_by_id == person.pk:
        raise Refused(_("You entered the number. A second person has to look it up and confirm it."))


def announced_already(meeting, person):
    """Seats are announced once, where the kind of meeting has any."""
    if not meeting.rule.observers:
        raise Refused(NO_OBSERVERS)
    if Gallery.objects.filter(meeting=meeting).exists():
        raise Refused(_("The seats of this meeting are announced already."))


def opinions_over(meeting, person):
    """Opinions come in within five working days, three of a person who watched; the counter hands in those of others."""
    if not meeting.rule.observers:
        raise Refused(NO_OBSERVERS)
    last = hand_in_until(meeting)
    if last.is_past(today()):
        raise Refused(_("Written opinions were taken until %(day)s. Report what is on your mind as a problem instead.")
                      % {"day": spoken.day(last.date)})
    if not holds(person, COUNTER, meeting.community):
        require_watcher(meeting, person)


def require_watcher(meeting, person):
    """Refuse who has a say at the table, and who has handed in as many opinions as one may."""
    if members_of(meeting).filter(pk=person.pk).exists():
        raise Refused(_("Members speak at the table; written opinions are for those who watch."), field="text")
    require_fewer(meeting, person)


def require_fewer(meeting, person):
    """Refuse who has handed in as many opinions on ``meeting`` as one may."""
    if meeting.written_opinions.filter(person=person).count() >= MOST:
        raise Refused(_("One person hands in at most %(n)d opinions on a meeting.") % {"n": MOST}, field="text")
