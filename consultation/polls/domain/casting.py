"""Casting a vote, in one short transaction. It is the one act that appends no event: marks and ballots are append-only.

The poll row is held first: on PostgreSQL ``FOR SHARE``, against which closing, annulling and recusing wait; on SQLite
the writer is alone from BEGIN IMMEDIATE on. What is read after it (roll, recusal) stands until the commit, and nobody
is let in on the strength of what was read before. That nobody votes twice is a UNIQUE constraint, not a question asked.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass, field

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import now
from yishi.db.retry import short_write
from yishi.people.rules import holds
from yishi.refusals import Forbidden, Invalid, Refused, Stale

from ..enums import Channel, PollState, Secrecy
from ..models import (
    NamedBallot,
    NamedBallotChoice,
    NamedMark,
    Poll,
    RollEntry,
    RollVoter,
    SecretBallot,
    SecretBallotChoice,
    SecretMark,
)
from ..rules import RULES
from ..transitions import ENTERERS, WITNESSES
from .answers import recall, remember
from .papers import read_vote, sheets_of
from .rolls import unit_of

COUNTED = _("A vote for this unit has been counted already, here or in another channel. It stands.")
MEANWHILE = _(
    "A vote for this unit stands that this form knew nothing of. Nothing was changed; what you chose is kept. Look at it "
    "again: if you send it once more, it takes that vote’s place."
)
NOT_ON_ROLL = _("You are not on the roll of this ballot for this unit. Ask the community office to look it up.")
MARK_AND_COUNT = _("Secret papers are not entered one by one: mark that the unit voted, and count papers in piles.")
HOLD = (
    "SELECT 1 FROM polls_poll WHERE id = %s AND state = 'open' AND opens_at <= %s "
    "AND (closes_at IS NULL OR closes_at > %s)"
)


@dataclass(frozen=True)
class Answer:
    """What the voter is told: which questions of which poll were voted on for ``unit``, each for the n-th time.

    ``again``: the same form had been answered before; nothing was written.
    """

    poll: int
    unit: str
    votes: tuple
    again: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Vote:
    """A vote as it was handed in."""

    by: object
    unit: str
    ticked: dict
    channel: str
    entered_by: object
    witness: object
    proxy_evidence: str
    expected: int | dict | None
    spoilt: bool
    key: str | None


def cast(poll, *, by, unit=None, choices=(), channel=Channel.ONLINE, entered_by=None, witness=None, proxy_evidence="",
         key=None, expected=None, spoilt=False):
    """Cast the vote of ``unit`` in ``poll``, and return the Answer.

    ``by`` is the person who votes, ``unit`` a Person, Household, Owner or its name on the roll (None: ``by`` alone);
    ``choices`` see ``papers.read_vote``, nothing chosen is a blank vote. Every other channel than online is entered
    by staff: ``entered_by`` (recorder or supervisory committee) and ``witness``, another person; ``spoilt`` is a paper
    that cannot be read. Votes on secret papers are not cast but marked and counted (``batches``). A proxy is entered
    by staff with ``proxy_evidence``, where rule and poll allow it. ``key`` is the random key of the form: the same form
    sent again gets the same answer, and counts once. Where votes may be changed, ``expected`` is how often the unit
    had voted when the form was drawn, or {question number: how often} (Stale if that has moved on; None: whatever
    stands).

    Refused: before the window opens, after it closes, when not on the roll or under age, when recused, when the unit
    has voted (in whatever channel) and votes stand.
    """
    vote = Vote(by, unit_of(unit or by), read_vote(poll, choices), channel, entered_by, witness, proxy_evidence.strip(),
                expected, spoilt, key)
    _require_channel(poll, vote)
    return _settle(poll, vote)


@short_write
def _settle(poll, vote):
    """Write ``vote``; where a constraint stands against it, say which, or give the answer given before."""
    try:
        with transaction.atomic():
            hold_open(poll)
            entry = entry_for(poll, vote)
            answer = Answer(poll.pk, vote.unit, WRITING[poll.secrecy](poll, vote, entry))
            if vote.key:
                remember(poll, vote.key, {"unit": answer.unit, "votes": answer.votes, "ticked": _proof(vote)})
        return answer
    except (IntegrityError, Refused) as refusal:
        return _answered_before(poll, vote, refusal)


def _answered_before(poll, vote, refusal):
    """Return the answer that this very form was given; else say why the vote cannot stand."""
    known = recall(poll, vote.key) if vote.key else None
    if known:
        if known["unit"] != vote.unit or known["ticked"] != _proof(vote):
            raise Refused(_("This form was sent before with another vote. Open the ballot anew.")) from refusal
        return Answer(poll.pk, vote.unit, tuple(map(tuple, known["votes"])), again=True)
    if isinstance(refusal, Refused):
        raise refusal
    if poll.may_change:
        raise Stale(MEANWHILE) from refusal
    raise Refused(COUNTED) from refusal


def hold_open(poll):
    """Hold ``poll`` open until the commit; refuse where its state or its window does not let a vote in."""
    instant = connection.ops.adapt_datetimefield_value(now())
    with connection.cursor() as cursor:
        cursor.execute(HOLD + (" FOR SHARE" if connection.vendor == "postgresql" else ""), [poll.pk, instant, instant])
        if cursor.fetchone():
            return
    row = Poll.objects.filter(pk=poll.pk).values_list("state", "opens_at").first()
    state, opens_at = row or (PollState.ANNULLED, None)
    if state in {PollState.DRAFT, PollState.ANNOUNCED} or (state == PollState.OPEN and opens_at > now()):
        raise Refused(_("This ballot is not open yet."))
    if state == PollState.ANNULLED:
        raise Refused(_("This ballot was annulled. It has no result."))
    raise Refused(_("This ballot is closed. Votes that came in before count; no more are taken."))


def entry_for(poll, vote):
    """Return the id of the roll's line for ``vote``; refuse who is not on it, may not vote for it, or stands aside."""
    row = RollVoter.objects.filter(poll_id=poll.pk, person_id=vote.by.pk, entry__unit=vote.unit).values_list(
        "entry_id", "entry__recusal__id"
    ).first()
    if row is None:
        row = _proxy_entry(poll, vote)
    entry, recusal = row
    if recusal is not None:
        raise Refused(_("You have stood aside from this vote for your interest in the matter."))
    return entry


def _proxy_entry(poll, vote):
    """Return the line that a proxy votes for, where a proxy is allowed and proved; else refuse."""
    row = RollEntry.objects.filter(poll=poll, unit=vote.unit).values_list("pk", "recusal__id").first()
    allowed = poll.proxies or RULES[poll.rule].proxy == "yes"
    if row and vote.proxy_evidence and allowed and vote.channel != Channel.ONLINE:
        return row
    if row and vote.proxy_evidence:
        raise Refused(_("A proxy is not taken here: by this rule or in this channel everybody votes in person."))
    age = vote.by.age_on(now().date())
    if age is not None and age < poll.min_age:
        raise Refused(_("Votes are open to whoever is %(age)s or older.") % {"age": poll.min_age})
    raise Refused(NOT_ON_ROLL)


def _write_named(poll, vote, entry):
    common = {"community_id": poll.community_id}
    votes = []
    for n, ticked in vote.ticked.items():
        question = sheets_of(poll)[n].question
        mark = NamedMark.objects.create(
            poll=poll, question_id=question, entry_id=entry, n=_next(poll, vote, n, question, entry), channel=vote.channel,
            voter=vote.by, entered_by=vote.entered_by, witness=vote.witness, proxy_evidence=vote.proxy_evidence,
            **common,
        )
        ballot = NamedBallot.objects.create(mark=mark, spoilt=vote.spoilt, **common)
        for choice in ticked:
            NamedBallotChoice.objects.create(ballot=ballot, choice_id=choice, **common)
        votes.append((n, mark.n))
    return tuple(votes)


def _next(poll, vote, n, question, entry):
    """Return the number of this vote. Whatever is read here, two of one number cannot be written."""
    if not poll.may_change:
        return 1
    last = NamedMark.objects.filter(poll_id=poll.pk, question_id=question, entry_id=entry).order_by("-n").values_list(
        "n", "channel"
    ).first()
    stands, channel = last or (0, vote.channel)
    if channel != vote.channel:
        raise Refused(_("A vote for this unit came in by another channel. It can be changed there alone."))
    expected = vote.expected.get(n, 0) if isinstance(vote.expected, dict) else vote.expected
    if expected not in (None, stands):
        raise Stale(MEANWHILE)
    return stands + 1


def _write_secret(poll, vote, entry):
    common = {"community_id": poll.community_id, "poll": poll}
    SecretMark.objects.create(entry_id=entry, channel=vote.channel, entered_by=vote.entered_by, **common)
    for n, sheet in sheets_of(poll).items():
        ballot = SecretBallot.objects.create(question_id=sheet.question, **common)
        for choice in vote.ticked.get(n, ()):
            SecretBallotChoice.objects.create(community_id=poll.community_id, ballot=ballot, choice_id=choice)
    return tuple((n, 1) for n in sheets_of(poll))


WRITING = {Secrecy.NAMED: _write_named, Secrecy.SECRET: _write_secret}


def _require_channel(poll, vote):
    if poll.secrecy not in WRITING:
        raise Refused(_("Here hands are raised and counted in the room; there is no ballot to cast."))
    if vote.channel not in Channel:
        raise Invalid(_("There is no such channel."), field="channel")
    if vote.channel == Channel.ONLINE:
        if vote.entered_by or vote.witness or vote.spoilt:
            raise Invalid(_("An online vote is cast by the voter alone."), field="channel")
        return
    if poll.secrecy == Secrecy.SECRET:
        raise Refused(MARK_AND_COUNT)
    require_enterers(poll, vote.entered_by, vote.witness)
    if vote.spoilt and any(vote.ticked.values()):
        raise Invalid(_("A paper that cannot be read has no choice on it."), field="choices")


def require_enterers(poll, entered_by, witness):
    """Refuse unless a recorder or member of the supervisory committee enters, and another person in office looks on."""
    if entered_by is None or not holds(entered_by, ENTERERS, poll.community):
        raise Forbidden(_("Papers are entered by the recorder or a member of the supervisory committee."))
    if witness is None or witness.pk == entered_by.pk or not holds(witness, WITNESSES, poll.community):
        raise Forbidden(_("A second person in office looks on while a paper is entered, and is named."))


def _proof(vote):
    """Return a hash of what was ticked, bound to the form: it has one length whatever was chosen."""
    ticked = json.dumps([[n, choices] for n, choices in vote.ticked.items()])
    return hmac.new(vote.key.encode(), f"{ticked}{vote.spoilt}".encode(), hashlib.sha256).hexdigest()
