"""The totals of an import, as the ballot counts them."""

from consultation.polls import queries
from consultation.polls.enums import ABSTAIN, AGAINST, IN_FAVOR
from consultation.polls.models import Poll
from yishi.refusals import Refused

from .placing import find

HEAD = ("comment-id", "agree", "disagree", "pass")


def totals(slug):
    """Return [(statement's number, agree, disagree, pass)] of every statement of the import ``slug``, in order.

    Refused where there is no such import, and before its ballot is closed: running figures are shown to nobody.
    """
    poll = find(slug)
    if poll is None:
        known = Poll.objects.filter(source__startswith="polis:").order_by("source").values_list("source", flat=True)
        names = ", ".join(source.removeprefix("polis:") for source in known) or "none so far"
        raise Refused(f"Nothing was brought in under the name {slug}. There are: {names}.")
    found = queries.tallies(poll)
    return [(n, found[n][IN_FAVOR], found[n][AGAINST], found[n][ABSTAIN]) for n in sorted(found)]
