"""What the page of a meeting announces, before and after it: when, where, who belongs to it, how one may watch."""

from django.utils.translation import gettext as _

from yishi.clock import spoken
from yishi.people.enums import Role
from yishi.people.names import display_name
from yishi.text.side_by_side import listed

from .along import along
from .enums import HELD_STATES, EntryState, MeetingState
from .gallery.section import section
from .minutes.readers import reads_whole
from .notice import excused, notice_of
from .pages import SHAPES, guests, here, open_acts, presence
from .papers.asking import poster_of
from .queries import entitled_of, seats_by_kind
from .reviews.reading import OVER, review_of


def announced(meeting, viewer):
    """Return the context of the page of ``meeting`` as ``viewer`` (a Person or None) may read it."""
    meeting = along(meeting, "invitations")
    rule, within, gallery = meeting.rule, reads_whole(viewer, meeting), section(meeting, viewer)
    done = {"comments.hand_in", *(["observers.announce"] if gallery["gallery"] or not rule.observers else [])}
    return {
        "meeting": meeting, "rule": rule, "shape": SHAPES[meeting.state], "held": meeting.state in HELD_STATES,
        "led_by": display_name(meeting.facilitator, viewer), "kept_by": display_name(meeting.recorder, viewer),
        "notice": notice_of(meeting), "excused": excused(meeting),
        "members": members_words(rule), "member_seats": seats_words(meeting) if within else [], "quorum": quorum_words(meeting),
        "reads": within, "review": review_of(meeting), "review_over": rule.private and meeting.state in OVER,
        "presence": presence(meeting) if rule.private else [],
        "acts": [act for act in here(open_acts(meeting, viewer), meeting, viewer) if act.code not in done],
        "entries": list(meeting.entries.exclude(state=EntryState.STRUCK).order_by("n")) if within else [],
        "guests": guests(meeting, viewer) if within else [],
        "poster": meeting.state != MeetingState.CANCELLED and poster_of(meeting) is not None, **gallery,
    }


def members_words(rule):
    """Return who belongs to a meeting of ``rule`` in words; "" where only the roll of a ballot can tell."""
    return listed(role.label for role in Role if role in rule.seats)


def seats_words(meeting):
    """Return in sentences how those who belong to ``meeting`` came to their seats, and when the first term ends."""
    words = []
    for kind, n, ends in seats_by_kind(meeting):
        said = {"kind": kind.label, "n": n, "day": spoken.day(ends)}
        words.append(_("%(kind)s: %(n)d, the first term ends on %(day)s") % said if ends else _("%(kind)s: %(n)d") % said)
    return words


def quorum_words(meeting):
    """Return in a sentence how many must be present, or "" where the kind asks for no quorum."""
    entitled = entitled_of(meeting)
    needed = meeting.rule.needed(entitled)
    if not needed or not entitled:
        return ""
    return _("%(needed)d of %(entitled)d members have to be present.") % {"needed": needed, "entitled": entitled}
