"""What the six steps lay on the facilitator's console: papers of the matters, and their ballots."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from meetings.console.sockets import Business, Paper, register
from yishi.journal.models import Visibility

from .models import Attachment, Posting, PostingPurpose, Sitting
from .pages.acts import open_acts
from .pages.ballots import IDLE
from .polls.enums import PollState
from .polls.models import Poll

OVER = (PollState.CERTIFIED, PollState.ANNULLED)


def papers(meeting):
    """Return what is published of the matters on the agenda of ``meeting``: their pages, notices, and papers. 3 queries.

    The titles are in the language of the site: they stay on record.
    """
    sittings = Sitting.objects.standing().filter(entry__meeting=meeting).select_related("matter").order_by("entry__n")
    matters = list({sitting.matter_id: sitting.matter for sitting in sittings}.values())
    posted = set(Posting.objects.standing(PostingPurpose.AGENDA).filter(matter__in=matters).values_list("matter", flat=True))
    rows = Attachment.objects.filter(matter__in=matters, visibility=Visibility.PUBLIC, report=None).exclude(file="")
    found = [Paper(f"matter-{matter.pk}", f"{matter.code} {matter.title}", matter.get_absolute_url()) for matter in matters]
    with override(settings.LANGUAGE_CODE):
        found += [
            Paper(f"notice-{matter.pk}", f"{matter.code} {_('Notice of the item')}",
                  reverse("notice-pdf", args=[matter.code])) for matter in matters if matter.pk in posted
        ]
    found += [Paper(f"paper-{row.pk}", row.title, reverse("paper", args=[row.pk])) for row in rows.order_by("pk")]
    return found


def ballots(entry, viewer):
    """Return the ballots of the matter under ``entry`` that are still to be held, and the one to be prepared.

    Where no matter stands under the entry (the vote often has one of its own), those of the whole agenda.
    """
    sittings = Sitting.objects.standing().filter(entry__meeting=entry.meeting_id).select_related("matter__community")
    sittings = list(sittings.order_by("entry__n"))
    here = [sitting for sitting in sittings if sitting.entry_id == entry.pk] or sittings
    matters = list({sitting.matter_id: sitting.matter for sitting in here}.values())
    polls = Poll.objects.filter(matter__in=matters).exclude(state__in=OVER)
    polls = list(polls.select_related("community", "matter__community").order_by("pk"))
    back = "?" + urlencode({"back": reverse("meeting-console", args=[entry.meeting_id])})
    return [
        each for matter in matters for each in [
            *(_ballot(poll, viewer, back) for poll in polls if poll.matter_id == matter.pk),
            Business(matter.title, matter.code, _acts(matter, viewer, back, only={"ballots.prepare"})),
        ]
    ]


def _ballot(poll, viewer, back):
    """Return the Business of a ballot that is under way."""
    words = f"{poll.get_state_display()} · {poll.get_secrecy_display()}"
    return Business(poll.question, words, _acts(poll, viewer, back, without=IDLE[poll.secrecy]))


def _acts(thing, viewer, back, only=None, without=frozenset()):
    """Return (label, address) of what ``viewer`` may do to ``thing``, each leading back to the console."""
    codes = [(act, act.code) for act, _checks in open_acts(thing, viewer) if act.code not in without]
    return [
        (act.label, reverse("act", args=[code, thing.pk]) + back) for act, code in codes if only is None or code in only
    ]


register(papers=papers, business=ballots)
