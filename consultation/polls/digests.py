"""Hashes of what must not change while people vote: the roll, and the definition of the poll."""

import hashlib
import json
from datetime import UTC

from .models import Choice, Question, RollEntry, RollVoter
from .rules import rule_of


def roll_digest(poll):
    """Return the SHA-256 of the whole roll: units in order, each with its area and its voters."""
    voters = {}
    for entry, person in RollVoter.objects.filter(poll=poll).values_list("entry_id", "person_id"):
        voters.setdefault(entry, []).append(person)
    rows = RollEntry.objects.filter(poll=poll).values_list("unit", "area_dm2", "pk")
    return digest([[unit, area, sorted(voters.get(pk, []))] for unit, area, pk in sorted(rows)])


def definition_digest(poll):
    """Return the SHA-256 of everything a voter relies on: questions, choices, rule, secrecy, window, electorate."""
    rule = rule_of(poll)
    return digest({
        "poll": poll.pk, "question": poll.question, "description": poll.description, "rule": poll.rule,
        "quorum": str(rule.quorum or ""), "threshold": str(rule.threshold or ""), "secrecy": poll.secrecy,
        "decisive": poll.decisive, "may_change": poll.may_change, "proxies": poll.proxies,
        "window": [_instant(poll.opens_at), _instant(poll.closes_at)],
        "electorate": [poll.electorate, poll.place_id, poll.roles, poll.min_age],
        "max_choices": poll.max_choices, "cap_yuan": poll.cap_yuan,
        **({"second_ballot": True} if poll.second_ballot else {}), **({"after": poll.after_id} if poll.after_id else {}),
        "questions": list(Question.objects.filter(poll=poll).order_by("n").values_list("n", "text", "method")),
        "choices": list(
            Choice.objects.filter(poll=poll).order_by("question__n", "n")
            .values_list("question__n", "n", "code", "choice", "budget_yuan")
        ),
    })


def digest(value):
    """Return the SHA-256 of ``value`` as canonical JSON."""
    canonical = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _instant(value):
    return value.astimezone(UTC).isoformat() if value else None
