"""What the six steps lay on the facilitator's console: papers of the matters, and their ballots."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from meetings.console.sockets import Business, Paper, register
from meetings.enums import MeetingKind
from meetings.queries import quorum
from yishi.journal.models import Visibility
from yishi.text.side_by_side import listed

from .enums import Rule
from .models import Attachment, Posting, PostingPurpose, Sitting
from .pages.acts import open_acts
from .pages.ballots import IDLE
from .polls.enums import Electorate, PollState, Secrecy
from .polls.models import Poll
from .polls.tallying import entered_papers

OVER = (PollState.CERTIFIED, PollState.ANNULLED)
# kind of meeting → the rule by which those vote who sit there; in the other kinds the matter's own
RULES = {
    MeetingKind.COUNCIL: Rule.COUNCIL, MeetingKind.HEARING: Rule.COUNCIL, MeetingKind.TALK: Rule.COUNCIL,
    MeetingKind.REP_ASSEMBLY: Rule.REP_ASSEMBLY,
}
WAYS = (Secrecy.SHOW_OF_HANDS, Secrecy.NAMED, Secrecy.SECRET)
FILLED = {"ballots.enter_hands", "ballots.close"}  # forms that ask how many were there


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
    back = {"back": reverse("meeting-console", args=[entry.meeting_id])}
    there = quorum(entry.meeting, entry).present
    return [
        each for matter in matters for each in [
            *(_ballot(poll, viewer, there, back) for poll in polls if poll.matter_id == matter.pk),
            Business(matter.title, matter.code, _beginnings(matter, entry.meeting, viewer, back)),
        ]
    ]


def _beginnings(matter, meeting, viewer, back):
    """Return (label, address) of the ways in which those who sit there may vote on ``matter``, each with its form filled in."""
    if not any(act.code == "ballots.prepare" for act, _checks in open_acts(matter, viewer)):
        return []
    rule = {"rule": RULES[meeting.kind], "electorate": Electorate.MEMBERS} if meeting.kind in RULES else {}
    return [
        (_("Vote: %(way)s") % {"way": way.label}, _address("ballots.prepare", matter, {**rule, "secrecy": way, **back}))
        for way in WAYS
    ]


def _ballot(poll, viewer, there, back):
    """Return the Business of a ballot that is under way; ``there`` are the members present for the entry."""
    hands = poll.hand_counts.order_by("-n").first()
    words = [poll.get_state_display(), poll.get_secrecy_display(), *([_counted(hands)] if hands else [])]
    idle = IDLE[poll.secrecy] | _needless(hands, viewer)
    if poll.state == PollState.CLOSED and viewer is not None and viewer.pk in entered_papers(poll):
        idle |= {"ballots.certify"}
        words.append(_("whoever entered or counted votes does not certify them; another person does"))
    filled = {"present": there} if poll.electorate == Electorate.MEMBERS and poll.state == PollState.OPEN else {}
    acts = [act for act, _checks in open_acts(poll, viewer) if act.code not in idle]
    return Business(poll.question, " · ".join(map(str, words)), [
        (act.label, _address(act.code, poll, (filled if act.code in FILLED else {}) | back)) for act in acts
    ])


def _needless(hands, viewer):
    """Return the acts on a show of hands that have nothing to do for ``viewer`` where ``hands`` is its latest count (or None)."""
    if hands is None:
        return {"ballots.confirm_hands"}
    if hands.confirmed_by_id:
        return {"ballots.enter_hands", "ballots.confirm_hands"}
    return {"ballots.confirm_hands"} if viewer is not None and viewer.pk == hands.entered_by_id else set()


def _counted(hands):
    """Return the figures of a count of hands, and whether a second person has confirmed it."""
    tallies = hands.tallies.select_related("choice__question").order_by("choice__n")
    words = _("%(present)s present: %(figures)s; confirmed") if hands.confirmed_by_id else _(
        "%(present)s present: %(figures)s; another person confirms it"
    )
    return words % {"present": hands.present, "figures": listed(f"{row.choice.label} {row.hands}" for row in tallies)}


def _address(code, thing, asked):
    return f"{reverse('act', args=[code, thing.pk])}?{urlencode(asked)}"


register(papers=papers, business=ballots)
