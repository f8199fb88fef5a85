"""Checking the paper of the minutes: whether text, record, signatures and journal are as they were when both signed."""

from django.core.cache import cache
from django.db.models import Q
from django.utils.translation import gettext as _

from yishi.clock.story import now
from yishi.journal.domain.events import broken_links
from yishi.journal.models import Stream

from ..along import along
from ..corrections.reading import hold, shown
from ..enums import MeetingState
from ..models import Minutes
from .asking import MINUTES, papers_of
from .readers import reads_whole
from .reading import signers
from .texts import digest_of, is_behind

FRESH_SECONDS = 20  # a crowd before one paper asks the database once


def minutes_of(code, printed=None):
    """Return the Minutes signed by both whose hash, or that of a correction, begins with ``code``; None for none or two.

    ``printed`` is the Document whose bytes have that hash, where it is one of minutes.
    """
    rows = Minutes.objects.filter(meeting__state=MeetingState.SIGNED, signatures__n=2).select_related("meeting__community")
    if printed is not None and printed.kind == MINUTES:
        return rows.filter(meeting=printed.subject).first()
    own, corrected = Q(sha256__startswith=code), Q(corrections__answer__sha256__startswith=code)
    found = list(rows.filter(own | corrected).distinct()[:2])
    return found[0] if len(found) == 1 else None


def check_page(minutes, viewer):
    """Return the context of the page that checks ``minutes``."""
    key = f"check-minutes:{minutes.pk}"
    held = cache.get(key)
    if held is None:
        held = (*_held(minutes), now())
        cache.set(key, held, FRESH_SECONDS)
    *whole, at = held
    meeting = along(minutes.meeting, "signatures")
    reads = reads_whole(viewer, meeting)
    corrections = shown(meeting, viewer) if reads else []
    words = [_("The text of the minutes"), _("The record behind it"), _("The two signatures"), _("The journal of the meeting")]
    words += [_("The corrections under it")] if corrections else []
    return {
        "minutes": minutes, "meeting": meeting, "lines": list(zip(words, whole, strict=False)), "whole": all(whole),
        "at": at, "signers": signers(meeting, viewer), "papers": papers_of(minutes),
        "corrections": corrections, "reads": reads,
    }


def _held(minutes):
    """Return whether text, record, signatures, journal and corrections are as they were."""
    signed = list(minutes.signatures.values_list("person", "digest"))
    stream = Stream.objects.filter(name=minutes.meeting.stream_name).first()
    return (
        digest_of(minutes) == minutes.sha256, not is_behind(minutes),
        len({person for person, digest in signed if digest == minutes.sha256}) == 2,
        stream is not None and not broken_links(stream), hold(minutes),
    )
