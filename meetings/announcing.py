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
from .pages import guests, here, open_acts, presence, quorum_words
from .papers.asking import poster_of
from .queries import seats_by_kind
from .reviews.reading import OVER, review_of
from .slots import SLOTS


def announced(meeting, viewer):
    """Return the context of the page of ``meeting`` as ``viewer`` (a Person or None) may read it."""
    meeting = along(meeting, "invitations")
    rule, within, gallery = meeting.rule, reads_whole(viewer, meeting), section(meeting, viewer)
    done = {"observers.announce"} if gallery["gallery"] or not rule.observers else set()
    return {
        "meeting": meeting, "rule": rule, "held": meeting.state in HELD_STATES,
        "led_by": display_name(meeting.facilitator, viewer), "kept_by": display_name(meeting.recorder, viewer),
        "notice": notice_of(meeting), "excused": excused(meeting),
        "members": members_words(rule), "member_seats": seats_words(meeting) if within else [], "quorum": quorum_words(meeting),
        "reads": within, "review": review_of(meeting), "review_over": rule.private and meeting.state in OVER,
        "presence": presence(meeting) if rule.private else [],
        "acts": [act for act in here(open_acts(meeting, viewer), meeting, viewer) if act.code not in done],
        "entries": lead_on(list(meeting.entries.exclude(state=EntryState.STRUCK).order_by("n"))) if within else [],
        "guests": guests(meeting, viewer) if within else [],
        "poster": meeting.state != MeetingState.CANCELLED and poster_of(meeting) is not None, **gallery,
    }


def lead_on(entries):
    """Give each agenda entry of ``entries`` its ``href``: the page of what it deals with, or None; return them."""
    found = {key: href for slot in SLOTS.values() if slot.leads for key, href in slot.leads(entries).items()}
    for entry in entries:
        entry.href = found.get(entry.pk)
    return entries


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
