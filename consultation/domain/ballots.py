"""Ballots on matters: the acts of ``polls``, each behind what its matter must have first.

A voter casts by ``cast``; ``consultation.polls.domain.casting.cast`` knows nothing of the hall. A poll that counts
opinions decides nothing; opening the first one takes its matter into deliberation (domain 3.5).
"""

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yishi.acts import require, require_checks, require_state
from yishi.clock import spoken
from yishi.clock.story import today
from yishi.db.guard import guarded_update
from yishi.refusals import Invalid, Refused

from ..enums import MatterState
from ..guards.ballots import frozen_with
from ..models import PostingPurpose
from ..polls.domain import batches, casting, hands, polls, rolls
from ..polls.domain.acting import CLOCK, unchanged_if_refused
from ..polls.enums import Channel, Electorate, Method, Secrecy
from ..polls.queries import for_second_ballot
from ..polls.rules import RULES
from ..polls.tallying import choices_of, took_part
from ..queries.sittings import present_in_hall
from ..queries.turns import waits_until
from ..transitions import TABLE
from . import deliberation, postings, printing


def prepare(matter, *, by, question, rule=None, decisive=None, seen=None, **definition):
    """Prepare a ballot on ``matter`` as a draft, and return the Poll.

    ``rule`` is the matter's frozen one unless another is named; a ballot by the frozen rule decides unless
    ``decisive`` is False. ``definition``: see ``polls.create`` (secrecy, electorate, place, window, choices …).
    ``after`` is the ballot whose second one this is: its options are the two that led there.
    Invalid where a ballot by any other rule, or by another roll or other local shares than those frozen with the item,
    would decide; or a count of opinions.
    """
    act = TABLE["ballots.prepare"]
    require(act, matter, by)
    require_state(act, matter, seen)
    rule = rule or matter.rule
    if rule not in RULES:
        raise Invalid(_("Say by which rule this ballot is counted: the item is not admitted yet."), field="rule")
    decides = rule == matter.rule if decisive is None else decisive
    if decides and rule != matter.rule:
        raise Invalid(_("Only a ballot by the rule frozen with the item decides the matter."), field="decisive")
    if definition.get("after"):
        definition = _between_two(matter, decides, definition)
    if decides:
        definition = _as_frozen(matter, definition)
    return polls.create(
        community=matter.community, matter=matter, by=by, question=question, rule=rule, decisive=decides, **definition
    )


def announce(poll, *, by, channels=(), words="", until=None, seen=None):
    """Announce ``poll``: its notice runs from the day after. With ``channels`` it is posted there too, and recorded so.

    The notice hangs until the date ``until`` (default: the last day of the window). Refused where it would open before
    the notice is over that the rule asks for (owners 15 days, assemblies 10), or has no window or choices yet.
    """
    _may(poll, "announce", by, seen)
    with transaction.atomic():
        polls.announce(poll, by=by, seen=seen)
        printing.ask_for_ballot(poll)
        if channels and poll.matter:
            last = until or timezone.localtime(poll.closes_at or poll.opens_at).date()
            postings.post(poll.matter, PostingPurpose.BALLOT, by=by, since=today(), until=last, channels=channels,
                          words=words)
    return poll


def freeze(poll, *, by, persons=None, seen=None):
    """Freeze the roll of ``poll``, from the register or from ``persons``; see ``rolls.freeze_roll``."""
    _may(poll, "freeze", by, seen)
    return rolls.freeze_roll(poll, by=by, persons=persons, seen=seen)


def recuse(poll, *, by, unit, words, seen=None):
    """Record that ``unit`` stands aside from ``poll`` for an interest; see ``rolls.recuse``. Returns the Recusal."""
    _may(poll, "recuse", by, seen)
    return rolls.recuse(poll, by=by, unit=unit, words=words, seen=seen)


def open(poll, *, by, seen=None):
    """Open ``poll``; the first count of opinions takes its matter from the inquiry into deliberation.

    Refused with all that is missing: notice; for a count of opinions the published inquiry; for a ballot by which a
    body decides the deliberation, the frozen rule, no other deciding ballot, and the party organisation's study before
    residents or representatives vote (Organic Law art. 30). ``by`` may be CLOCK, for what was announced.
    """
    matter = poll.matter
    with unchanged_if_refused(matter or poll):
        if matter:
            guarded_update(matter, {}, state=F("state"))  # held: of two ballots that would decide it, one opens
            matter.refresh_from_db(fields=["state", "rule"])
        _may(poll, "open", by, seen)
        if matter and matter.state == MatterState.SURVEYING and matter.procedure != "open_call":
            deliberation.enter_for_poll(matter, by=None if by is CLOCK else by)
        polls.open_poll(poll, by=by, seen=seen)
        printing.ask_for_ballot(poll)
    return poll


def enter_hands(poll, *, by, present, counts, seen=None):
    """Enter a show of hands; see ``hands.enter``. Returns the HandCount, to be confirmed by the facilitator.

    Invalid where ``present`` is not who is signed in at the meeting on the matter, without those who stood aside.
    """
    _may(poll, "enter_hands", by, seen)
    _present(poll, present)
    return hands.enter(poll, by=by, present=present, counts=counts, seen=seen)


def confirm_hands(poll, *, by, count=None, seen=None):
    """Confirm the show of hands that another person entered; see ``hands.confirm``."""
    _may(poll, "confirm_hands", by, seen)
    return hands.confirm(poll, by=by, count=count, seen=seen)


def cast(poll, *, by, **vote):
    """Cast the online vote of ``by`` in ``poll``; see ``casting.cast``. Returns the Answer.

    Refused to whoever presides over the council before the others had their turn (``queries.turns``).
    """
    until = waits_until(poll, by)
    if until:
        raise Refused(
            _("You preside, and vote last: when all others present have voted, or from %(at)s on.")
            % {"at": spoken.moment(until)}
        )
    return casting.cast(poll, by=by, **vote)


def enter_paper(poll, *, by, witness, voter, unit=None, choices=None, channel=Channel.PAPER, proxy_evidence="",
                spoilt=False, key=None, expected=None):
    """Enter a paper that ``voter`` handed in for ``unit``, ``witness`` looking on; the certifier is neither of the two.

    Of a named paper the ``choices`` are entered, and the Answer returned (``casting.cast``). A secret paper is only
    marked as handed in, and the SecretMark returned (``batches.mark_paper``): refused where choices are given.
    """
    if poll.secrecy != Secrecy.SECRET:
        return casting.cast(
            poll, by=voter, unit=unit, choices=choices or (), channel=channel, entered_by=by, witness=witness,
            proxy_evidence=proxy_evidence, spoilt=spoilt, key=key, expected=expected,
        )
    if choices or spoilt:
        raise Refused(casting.MARK_AND_COUNT)
    return batches.mark_paper(poll, by=voter, unit=unit, entered_by=by, witness=witness, channel=channel)


def close(poll, *, by, present=None, seen=None):
    """Close ``poll``; see ``polls.close_poll``. ``by`` may be CLOCK at the end of the window.

    Where its body sat on the matter that day, ``present`` is who is signed in there, without those who stood aside:
    it need not be given, and Invalid is said where it differs. Of a show of hands it is what was confirmed, whoever
    came or left since.
    """
    _may(poll, "close", by, seen)
    if poll.secrecy != Secrecy.SHOW_OF_HANDS:
        present = _present(poll, present)
    return polls.close_poll(poll, by=by, present=present, seen=seen)


def count_batch(poll, *, by, ballots, counts, blank=0, spoilt=0, seen=None):
    """Enter the first count of a pile of secret papers; see ``batches.count``. Returns the PaperBatch."""
    _may(poll, "count_batch", by, seen)
    return batches.count(poll, by=by, ballots=ballots, counts=counts, blank=blank, spoilt=spoilt, seen=seen)


def confirm_batch(poll, *, by, batch, ballots, counts, blank=0, spoilt=0, seen=None):
    """Enter the second count of a pile, by another person and equal; see ``batches.confirm``."""
    _may(poll, "confirm_batch", by, seen)
    batch = _of(poll, batch)
    return batches.confirm(batch, by=by, ballots=ballots, counts=counts, blank=blank, spoilt=spoilt, seen=seen)


def withdraw_batch(poll, *, by, batch, seen=None):
    """Withdraw a first count of a pile that was wrong; see ``batches.withdraw``."""
    _may(poll, "withdraw_batch", by, seen)
    return batches.withdraw(_of(poll, batch), by=by, seen=seen)


def certify(poll, *, by, statement="", seen=None):
    """Certify the count of ``poll``; see ``polls.certify``. Returns the Certification."""
    _may(poll, "certify", by, seen)
    return polls.certify(poll, by=by, statement=statement, seen=seen)


def annul(poll, *, by, because, seen=None):
    """Annul ``poll`` before it is certified; see ``polls.annul``."""
    _may(poll, "annul", by, seen)
    return polls.annul(poll, by=by, because=because, seen=seen)


def _as_frozen(matter, definition):
    """Return ``definition`` with what was frozen with the item in it; Invalid where it says something else."""
    frozen = frozen_with(matter)
    for name, value in frozen.items():
        if definition.get(name) not in (None, "", value):
            words = _words(name, value) or _("as the law says")
            raise Invalid(_("This was frozen with the item: %(value)s.") % {"value": words}, field=name)
    return definition | frozen


def _between_two(matter, decides, definition):
    """Return ``definition`` with the two options that led in the ballot ``after``; Invalid where no second one is due."""
    first = definition["after"]
    codes = for_second_ballot(first) if decides and first.matter_id == matter.pk else ()
    if not codes:
        raise Invalid(
            _("A second ballot was to be named before the vote; it is held where the quorum was reached, no option reached "
              "the share, and two options lead."), field="after",
        )
    options = [(row.code, row.choice) for row in choices_of(first) if row.code in codes]
    return definition | {"method": Method.SINGLE, "choices": options, "second_ballot": False}


def _words(name, value):
    return Electorate(value).label if name == "electorate" else str(value)


def _present(poll, given):
    """Return how many were present; Invalid where ``given`` is not what the sheet of the meeting says."""
    there = present_in_hall(poll)
    if there is None:
        return given
    there = max(there, took_part(poll))  # whoever voted and left was there
    if given not in (None, there):
        raise Invalid(
            _("%(there)s members are signed in at the meeting and did not stand aside. Put the attendance right first.")
            % {"there": there}, field="present",
        )
    return there


def _may(poll, name, by, seen):
    """Refuse unless ``by`` may do the act now and its matter has what it must have."""
    act = TABLE[f"ballots.{name}"]
    if by is not CLOCK:
        require(act, poll, by)
    require_state(act, poll, seen)
    require_checks(act, poll)


def _of(poll, batch):
    if batch.poll_id != poll.pk:
        raise Invalid(_("This pile belongs to another ballot."), field="batch")
    return batch
