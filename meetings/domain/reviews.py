"""The figures of a welfare review, and what keeps names out of what is public of it."""

import re

from django.utils.translation import gettext_lazy as _

from yishi.acts import taking
from yishi.clock.story import now
from yishi.people.models import Person
from yishi.refusals import Invalid

from ..models import ReviewCount
from ..reviews.enums import Outcome, Scheme
from ..transitions import TABLE
from .rows import counted, one_of

MOST = 10_000
HANZI = re.compile(r"[\u3400-\u9fff·]+")
LENGTHS = range(2, 13)  # of names, the longest ones with a dot between their parts


def count(meeting, *, by, scheme, meets=0, fails=0, again=0, seen=None):
    """Enter how many applications for the help ``scheme`` ended in which way; return the ReviewCount.

    It takes the place of what was entered for that help before. Invalid where nothing was reviewed. No name is taken
    (Interim Measures for Social Assistance: none outside the statutory notice); of few applications nothing but that is told.
    """
    scheme = one_of(Scheme, scheme, "scheme")
    figures = {name: counted(n, name, MOST) for name, n in (("meets", meets), ("fails", fails), ("again", again))}
    if not sum(figures.values()):
        raise Invalid(_("Enter how many applications were reviewed."), field=Outcome.MEETS)
    with taking(TABLE["reviews.count"], meeting, by=by, seen=seen) as entry:
        row, _made = ReviewCount.objects.update_or_create(
            meeting=meeting, scheme=scheme,
            defaults={"community": meeting.community, "at": now(), "entered_by": by, **figures},
        )
        entry.made = row
        entry.payload = {"review": row.pk, "scheme": str(scheme), **figures}
    return row


def require_nameless(meeting, **texts):
    """Refuse ``texts`` (field → words) that everybody reads of a private ``meeting`` where the name of a resident is in them."""
    if not meeting.rule.private:
        return
    for field, words in texts.items():
        runs = HANZI.findall(words)
        parts = {run[i:i + n] for run in runs for n in LENGTHS for i in range(len(run) - n + 1)}
        if parts and Person.objects.filter(name__in=parts, community__path__startswith=meeting.community.path).exists():
            raise Invalid(_("A person of the register is named here. Everybody reads this: leave the name out."), field=field)
