"""Posting something up, proving it, and counting the days it hung."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from yishi.acts import taking
from yishi.clock import spoken
from yishi.clock.story import today
from yishi.journal.domain.texts import seal
from yishi.refusals import Invalid
from yishi.text.side_by_side import inner, listed

from ..models import Posting, PostingProof, PostingPurpose
from ..transitions import TABLE
from .wording import brief, written

RESOLUTION_DAYS = 15  # Organic Law of Urban Residents' Committees art. 34
LEAST_DAYS = {PostingPurpose.RESOLUTION: RESOLUTION_DAYS}
CHANNEL_LENGTH = 60
OWN_ACT = {  # what is posted by an act of its own, which counts its days
    PostingPurpose.AGENDA: "agenda.post_notice", PostingPurpose.CALL: "calls.open",
    PostingPurpose.HEARING: "hearings.publish",
}


def days_posted(posting, day):
    """Return how many full calendar days ``posting`` has hung at the end of ``day``.

    They are counted from the day after posting, and not beyond its last day.
    """
    return max(0, (min(day, posting.until) - posting.since).days)


def post(matter, purpose, *, by, since, until, channels, words="", seen=None):
    """Record that ``purpose`` ("meeting", "ballot", "resolution", "research") of ``matter`` is posted.

    It hangs from the date ``since`` to the date ``until`` at ``channels`` (a list of words); returns the Posting.
    Invalid where no channel is named, the end lies before the beginning, a resolution would hang less than 15 calendar
    days counted from the day after posting (Organic Law art. 34), or it is posted by an act of its own (the notice of
    the item, a call, a hearing) with what must stand before it.
    """
    if purpose in OWN_ACT:
        raise Invalid(_("This is posted by its own act, which counts its days: choose “%(act)s”.")
                      % {"act": inner(TABLE[OWN_ACT[purpose]].label)}, field="purpose")
    return put_up(matter, purpose, by=by, since=since, until=until, channels=channels, words=words, seen=seen)


def put_up(matter, purpose, *, by, since, until, channels, words="", seen=None):
    """Do what ``post`` does, for every ``purpose``: the acts that post something of their own call it."""
    channels, words = _channels(channels), brief(words, "words", 500)
    if purpose not in PostingPurpose.values:
        raise Invalid(_("Say what is posted: agenda, meeting, ballot, resolution or inquiry report."), field="purpose")
    _require_period(purpose, since, until)
    with taking(TABLE["postings.post"], matter, by=by, seen=seen) as entry:
        posting = Posting.objects.create(
            community=matter.community, matter=matter, purpose=purpose, since=since, until=until, channels=channels,
            words=words, posted_by=by,
        )
        entry.made = posting
        entry.payload = {
            "posting": posting.pk, "purpose": str(purpose), "since": since.isoformat(), "until": until.isoformat(),
            "text": seal("\n".join([*channels, posting.words])),
        }
    return posting


def prove(posting, *, by, channel, on, caption, attachment=None, seen=None):
    """Record the proof that ``posting`` hung at ``channel`` on the date ``on``; returns the PostingProof.

    ``attachment`` is the photo or paper (an Attachment of this matter), ``caption`` says what it shows. Invalid where
    the posting does not name the channel, or the day lies outside the posting or in the future.
    """
    channel = channel.strip()
    if channel not in posting.channels:
        raise Invalid(
            _("This posting does not name “%(channel)s”. It hangs at: %(channels)s.")
            % {"channel": channel, "channels": listed(posting.channels)}, field="channel",
        )
    if not posting.since <= on <= posting.until or on > today():
        raise Invalid(
            _("The proof must be of a day on which it hung, from %(since)s to %(until)s, and not in the future.")
            % {"since": spoken.day(posting.since), "until": spoken.day(posting.until)}, field="on",
        )
    caption = written(caption, "caption", 200)
    if attachment is not None and attachment.matter_id != posting.matter_id:
        raise Invalid(_("This paper belongs to another matter."), field="attachment")
    with taking(TABLE["postings.prove"], posting, by=by, seen=seen) as entry:
        proof = PostingProof.objects.create(
            community=posting.community, posting=posting, channel=channel, on=on, caption=caption,
            attachment=attachment, entered_by=by,
        )
        entry.made = proof
        entry.payload = {"posting": posting.pk, "proof": proof.pk, "text": seal(caption)}
    return proof


def withdraw(posting, *, by, reason, seen=None):
    """Record with ``reason`` that ``posting`` was entered by mistake: it stays on record and counts no more.

    Refused where it was withdrawn before.
    """
    reason = written(reason, "reason", 200)
    with taking(TABLE["postings.withdraw"], posting, by=by, seen=seen, withdrawn_because=reason) as entry:
        entry.payload = {"posting": posting.pk, "text": seal(reason)}


def _channels(channels):
    """Return the channels as stripped words, each once, in their order."""
    words = list(dict.fromkeys(word.strip() for word in channels if word.strip()))
    if not words:
        raise Invalid(_("Name at least one place or medium where it is posted."), field="channels")
    if any(len(word) > CHANNEL_LENGTH for word in words):
        raise Invalid(_("A channel is named in at most %(n)s characters.") % {"n": CHANNEL_LENGTH}, field="channels")
    return words


def _require_period(purpose, since, until):
    if until < since:
        raise Invalid(_("The last day of the posting lies before its first."), field="until")
    least = LEAST_DAYS.get(purpose, 0)
    if (until - since).days < least:
        raise Invalid(
            _("A resolution hangs at least %(n)s days, counted from the day after posting: until %(day)s or longer.")
            % {"n": least, "day": spoken.day(since + dt.timedelta(days=least))}, field="until",
        )
