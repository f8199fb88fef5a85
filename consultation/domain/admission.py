"""The answers of the admission checklist: each of its kind, and consistent with one another."""

from django.utils.translation import gettext_lazy as _

from yishi.refusals import Invalid

from ..collecting import MEMBERS_NEEDED, SUPPORTERS_NEEDED
from ..enums import HearingForm, Rule
from ..models import Autonomy, Proposer
from ..models.agenda import OWNERS_RULES, POLL_RULES
from ..polls.enums import Electorate
from ..polls.rules import RULES, effective, usual_electorate
from .wording import brief

CHOICES = {"proposer": Proposer, "rule": Rule, "electorate": Electorate, "form": HearingForm, "within_autonomy": Autonomy}
SHARES = {"local_quorum": 12, "local_threshold": 12}
WORDS = {**SHARES, "proposed_by_words": 120, "form_words": 60, "legal_basis": 300, "escalate": 300, "note": 500}
FLAGS = ("in_topic_list", "needs_owner_vote", "fast_track")
SIGNATURES_NEEDED = {Proposer.RESIDENTS: SUPPORTERS_NEEDED, Proposer.COUNCIL_MEMBERS: MEMBERS_NEEDED}


def answers(matter, fields):
    """Return ``fields`` as the values of an Admission, those left out as not answered; Invalid as record_admission."""
    unknown = set(fields) - {*CHOICES, *WORDS, *FLAGS, "signatures", "voting_place"}
    if unknown:
        raise TypeError(f"not on the admission checklist: {sorted(unknown)}")
    values = {name: brief(fields.get(name), name, limit) for name, limit in WORDS.items()}
    values |= {name: bool(fields.get(name)) for name in FLAGS}
    values |= {name: _choice(fields.get(name) or "", name, choices) for name, choices in CHOICES.items()}
    values |= {name: fields.get(name) for name in ("signatures", "voting_place")}
    _require_proposer(values)
    _require_right_body(values)
    _require_roll(matter, values)
    return values


def _choice(value, name, choices):
    if value and value not in choices.values:
        raise Invalid(_("“%(value)s” is not one of the choices.") % {"value": value}, field=name)
    return value


def _require_proposer(values):
    """Joint signatures need their number (domain 3.2)."""
    if not values["proposer"]:
        raise Invalid(_("Say who put the item forward."), field="proposer")
    needed = SIGNATURES_NEEDED.get(values["proposer"], 0)
    if (values["signatures"] or 0) < needed:
        raise Invalid(
            _("By joint signature, an item is put forward by at least %(n)s: %(who)s.")
            % {"n": needed, "who": Proposer(values["proposer"]).label}, field="signatures",
        )


def _require_right_body(values):
    """The right body decides (law 6): owners their matters and no others; an opinion poll nothing."""
    rule, owners = values["rule"], values["needs_owner_vote"]
    if rule in POLL_RULES:
        raise Invalid(
            _("An advisory poll counts opinions and decides nothing. Choose the body that decides."), field="rule"
        )
    if owners and rule and rule not in OWNERS_RULES:
        raise Invalid(
            _("This matter needs the owners’ vote (Civil Code art. 278): choose one of the owners’ rules."),
            field="rule",
        )
    if rule in OWNERS_RULES and not owners:
        raise Invalid(
            _("Owners decide by this rule: say that the matter needs their vote, or choose another rule."),
            field="needs_owner_vote",
        )


def _require_roll(matter, values):
    """The roll named is one by which the rule decides, and the local shares are stricter than its own."""
    rule, place = RULES.get(values["rule"]), values["voting_place"]
    if rule is None:
        if any(values[name] for name in SHARES):
            raise Invalid(_("Choose the rule first: a local share makes its own stricter."), field="rule")
        return
    effective(rule.code, **{name: values[name] for name in SHARES})
    if values["electorate"] and values["electorate"] not in rule.electorates:
        raise Invalid(_("By this rule another electorate decides; owners and residents never mix."), field="electorate")
    if place and not matter.community.contains(place):
        raise Invalid(_("This place lies in another community."), field="voting_place")
    if place and rule.of_community and place != matter.community:
        raise Invalid(_("By this rule the whole community votes, not a part of it."), field="voting_place")


def frozen_roll(admission, matter):
    """Return whose roll decides, as fields of ``admission``: as recorded, else as its rule says.

    Owners vote where the matter is, every other body for the whole community.
    """
    place = matter.place if admission.rule in OWNERS_RULES else matter.community
    return {
        "electorate": admission.electorate or usual_electorate(admission.rule),
        "voting_place": admission.voting_place or place,
    }
