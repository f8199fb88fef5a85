"""What a reader of a matter's page may do about it now, and until when: it stands above everything else."""

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from meetings.enums import MeetingState
from yishi.clock.story import today

from ..polls.enums import Electorate, PollState, Secrecy
from .words import on, said

WIDE = (Electorate.PERSONS, Electorate.HOUSEHOLDS, Electorate.OWNERS)  # a visitor may well stand on the roll


def ways(page, viewer):
    """Return (words, address) for everything that is open to ``viewer`` (None: a visitor) on ``page``, the nearest first.

    A visitor finds what any resident may do: the form behind it asks who one is, and refuses with its reason.
    """
    return [*page["watch"], *_to_vote(page["polls"], viewer), *_to_say(page["call"], viewer), *_to_rate(page["supervise"]),
            *(_to_object(page) if viewer is None else [])]


def to_watch(sittings):
    """Yield (words, address) for each of ``sittings`` that goes on or is still to come."""
    for sitting in sittings:
        meeting = sitting.entry.meeting if sitting.entry_id else None
        if meeting and meeting.state == MeetingState.OPEN:
            yield _("Watch the meeting now"), reverse("meeting-live", args=[meeting.pk])
        elif meeting and meeting.state == MeetingState.PLANNED:
            yield said(_("Watch the meeting on %(day)s"), day=on(meeting.starts_at)), meeting.get_absolute_url()


def _to_vote(cards, viewer):
    for card in cards:
        poll = card["poll"]
        mine = card["may_vote"] and not card["voted"]
        open_to_many = poll.state == PollState.OPEN and poll.electorate in WIDE and poll.secrecy != Secrecy.SHOW_OF_HANDS
        if mine or (viewer is None and open_to_many):
            until = poll.closes_at and on(localtime(poll.closes_at))
            yield said(_("Vote until %(day)s"), day=until) if until else _("Vote"), reverse("ballot", args=[poll.pk])


def _to_say(call, viewer):
    if call and call.taking and (viewer is None or any(act.code == "calls.say" for act, _checks in call.open_acts)):
        yield said(_("Give your opinion until %(day)s"), day=on(call.until)), reverse("act", args=["calls.say", call.pk])


def _to_rate(supervise):
    if supervise["ratings_open"]:
        survey = supervise["survey"]
        yield said(_("Rate the result until %(day)s"), day=on(survey.until)), reverse("act", args=["satisfaction.rate", survey.pk])


def _to_object(page):
    hanging = [row for row in page["agenda"]["result_postings"] if row.since <= today() <= row.until]
    if hanging and page["publish"]["resolution"]:
        address = reverse("act", args=["objections.object_to", page["matter"].pk])
        yield said(_("Object until %(day)s"), day=on(hanging[-1].until)), address
