"""Sums and shares of a cost plan, added up exactly."""

import re
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from yishi.refusals import Invalid

HUNDRED = Fraction(100)
PERCENT = re.compile(r"\d{1,3}(\.\d{1,6})?", re.ASCII)


def require_sum(total, subsidy, owners):
    """Refuse (Invalid) sums in whole yuan that are negative, or parts that are not exactly the total."""
    for field, sum_ in (("total_yuan", total), ("subsidy_yuan", subsidy), ("owners_yuan", owners)):
        if sum_ < 0:
            raise Invalid(_("A sum cannot be negative."), field=field)
    if subsidy + owners != total:
        raise Invalid(
            _("Subsidy and owners’ share make %(sum)s yuan, and the total is %(total)s yuan.")
            % {"sum": subsidy + owners, "total": total}, field="total_yuan",
        )


def exact_shares(shares, households_per_floor, owners_yuan):
    """Return ``shares`` as [label, percent] with every percent as the text of an exact decimal; no shares, no list.

    Invalid where a label is missing or stands twice, a percent is no number from 0 to 100, or the percents of all
    households (each label counts ``households_per_floor`` times) are not exactly 100.
    """
    found = [[str(label).strip(), _percent(percent)] for label, percent in shares]
    if not found:
        return []
    labels = [label for label, _percent_ in found]
    if not all(labels) or len(set(labels)) != len(labels):
        raise Invalid(_("Each share has a name of its own."), field="shares")
    if households_per_floor is not None and households_per_floor < 1:
        raise Invalid(_("At least one household stands behind a share."), field="households_per_floor")
    if not owners_yuan:
        raise Invalid(_("The owners bear nothing, so there is nothing to share."), field="shares")
    total = sum(Fraction(percent) for _label, percent in found) * (households_per_floor or 1)
    if total != HUNDRED:
        raise Invalid(
            _("The shares of all households make %(sum)s percent of the owners’ part; they must make exactly 100.")
            % {"sum": Decimal(total.numerator) / total.denominator}, field="shares",
        )
    return found


def _percent(value):
    """Return ``value`` as the text of an exact decimal without idle zeros."""
    text = str(value).strip().removesuffix("%")
    if not PERCENT.fullmatch(text) or Fraction(text) > HUNDRED:
        raise Invalid(_("“%(value)s” is not a percentage from 0 to 100.") % {"value": value}, field="shares")
    return text.rstrip("0").rstrip(".") if "." in text else text
