"""Adopting the rules of debate of a place."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yishi.acts import require
from yishi.clock.story import today
from yishi.journal.domain.events import append
from yishi.journal.domain.texts import seal
from yishi.refusals import Invalid

from ..models import DebateRules
from ..queries import debate_rules
from ..transitions import TABLE
from .rows import insert, next_n, written

MOST = 40


def adopt(community, texts, *, by):
    """Adopt ``texts``, a list in order, as the rules of debate of the place ``community``; return the DebateRules.

    They take the place of the earlier set, which stays on record. Invalid where the list is empty or too
    long, and where it is what holds there already.
    """
    texts = [written(text, "texts", 300) for text in texts]
    if not 0 < len(texts) <= MOST:
        raise Invalid(_("Enter between 1 and %(most)d rules.") % {"most": MOST}, field="texts")
    if texts == debate_rules(community):
        raise Invalid(_("Nothing was changed."), field="texts")
    rules = DebateRules(community=community, texts=texts, adopted_on=today())
    require(TABLE["debate_rules.adopt"], rules, by)
    with transaction.atomic():
        rules.n = next_n(community.debate_rules)
        insert(rules, _("Somebody else adopted rules just now. Look at them first."))
        append(
            f"debate_rules:{community.pk}", "debate_rules.adopted", by=by, community=community,
            payload={"rules": rules.pk, "n": rules.n, "lines": len(texts), "text": seal("\n".join(texts))},
        )
    return rules
