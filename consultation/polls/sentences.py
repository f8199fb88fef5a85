"""A result in words: who took part, what was needed, what was reached, and so what was decided."""

from decimal import ROUND_UP, Decimal

from django.utils.translation import gettext as _

from yishi.text.figures import all_grouped, grouped

from .enums import Electorate, Method, Secrecy


def sentence(result):
    """Return the outcome of ``result`` (see ``queries.Result``) in a few plain sentences."""
    parts = [_turnout(result)]
    if result.passed is None:
        parts += [_standing(result), _("This was a count of opinions; it decides nothing by itself.")]
    elif result.rule.no_objection:
        parts.append(_consent(result))
    else:
        parts += [_quorum(result), _threshold(result)]
    return _(" ").join(part for part in parts if part)


def _turnout(result):
    words = {"present": result.present, "entitled": result.entitled, "area": area(result.tally.cast_area),
             "all_area": area(result.tally.entitled_area)}
    if result.weighs_area:
        return _("%(present)s of %(entitled)s owners took part, with %(area)s of %(all_area)s m².") % all_grouped(words)
    if result.poll.electorate == Electorate.MEMBERS or result.poll.secrecy == Secrecy.SHOW_OF_HANDS:
        return _("%(present)s of %(entitled)s members were present.") % all_grouped(words)
    if result.poll.electorate == Electorate.HOUSEHOLDS:
        return _("%(present)s of %(entitled)s households took part.") % all_grouped(words)
    return _("%(present)s of %(entitled)s persons took part.") % all_grouped(words)


def _standing(result):
    if result.allocation:
        codes = _(", ").join(result.allocation.selected) or _("nothing")
        total, left = result.allocation.total_yuan, result.allocation.left_yuan
        words = {"codes": codes, "total": total, "left": left}
        return _("Taken in by votes, skipping what no longer fits: %(codes)s, together %(total)s yuan; "
                 "%(left)s yuan are left.") % all_grouped(words)
    if result.opinions:
        return opinions(result.opinions)
    if not result.winner:
        return _("No choice is ahead alone.")
    words = {"choice": _label(result), "heads": result.tally.heads[result.winner]}
    return _("Most votes: %(choice)s, %(heads)s.") % all_grouped(words)


def _consent(result):
    if result.passed:
        return _("Nobody objected: it is agreed.")
    if not result.present:
        return _("Nobody took part: it is not agreed.")
    return _("%(against)s objected: it is not agreed.") % {"against": grouped(result.against)}


def _quorum(result):
    if not result.decision.quorum:
        return ""
    heads, *more = result.decision.quorum
    words = {"share": share(heads.share), "heads": heads.needed}
    if more:
        words["area"] = least_area(more[0])
        text = (_("Needed: %(share)s of both, %(heads)s owners and %(area)s m². Reached.") if result.quorum_met
                else _("Needed: %(share)s of both, %(heads)s owners and %(area)s m². Not reached."))
    else:
        text = (_("Needed: %(share)s of them, %(heads)s. Reached.") if result.quorum_met
                else _("Needed: %(share)s of them, %(heads)s. Not reached."))
    return text % all_grouped(words)


def _threshold(result):
    heads, *more = result.decision.threshold
    outcome = _("passed") if result.passed else _("not passed")
    words = {"votes": heads.reached, "share": share(heads.share), "heads": heads.needed, "outcome": outcome,
             "what": _label(result) if result.method == Method.SINGLE else _("In favour")}
    if result.method == Method.SINGLE and not result.winner:
        return _("No choice is ahead alone: %(outcome)s.") % all_grouped(words)
    if more:
        words |= {"area": area(more[0].reached), "least": least_area(more[0])}
        return _("%(what)s: %(votes)s owners with %(area)s m²; needed: %(share)s of both, %(heads)s owners and "
                 "%(least)s m²: %(outcome)s.") % all_grouped(words)
    return _("%(what)s: %(votes)s; needed: %(share)s of those present, %(heads)s: %(outcome)s.") % all_grouped(words)


def opinions(counts):
    """Return the ``counts`` of a count of opinions (see ``queries.Result.opinions``) in words, without a verdict."""
    return _("Opinions: %(in_favor)s for, %(against)s against, %(abstain)s abstained.") % all_grouped(counts)


def share(value):
    """Return a Share in words."""
    figure = f"{value.part.numerator}/{value.part.denominator}"
    return _("at least %(part)s") % {"part": figure} if value.inclusive else _("more than %(part)s") % {"part": figure}


def area(dm2):
    """Return square decimetres as square metres with two digits."""
    return f"{Decimal(dm2) / 100:,.2f}"


def least_area(test):
    """Return the smallest area, in square metres with two digits, that meets an area ``test`` (a Measure)."""
    return f"{(Decimal(test.needed) / 100).quantize(Decimal('0.01'), ROUND_UP):,.2f}"


def _label(result):
    return next((choice.label for choice in result.choices if choice.code == result.winner), "")
