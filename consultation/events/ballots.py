"""The event kinds of ballots. No event tells of a single vote. Sentences are made of the payload's figures alone."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yishi.journal.kinds import EventKind, register
from yishi.journal.models import Visibility
from yishi.people.models import Person
from yishi.text.figures import all_grouped

from ..polls.enums import Electorate
from ..polls.models import Poll, RollVoter
from ..polls.sentences import opinions
from ..queries.addresses import page_of
from ..queries.followers import followers_of


def told(event):
    """Return the followers of the poll's matter; of a poll without a matter nobody."""
    return followers_of(event) if event.stream.name.startswith("matter:") else ()


def told_opened(event):
    """Return who may vote where the members of a body do, as in a meeting; else the followers of the poll's matter.

    Whoever reported or supports hears of the announcement before and of the count after, not of the hands between.
    """
    poll = Poll.objects.get(pk=event.payload["poll"])
    if poll.electorate != Electorate.MEMBERS:
        return told(event)
    return Person.objects.filter(pk__in=RollVoter.objects.filter(poll=poll).values("person"))


def frozen(event):
    """Return the sentence of a frozen roll: how many are on it."""
    return gettext("The roll is frozen: %(entitled)s are entitled.") % all_grouped(event.payload)


def opened(event):
    """Return the sentence of an opened ballot: how many are entitled."""
    return gettext("The ballot is open: %(entitled)s are entitled.") % all_grouped(event.payload)


def closed(event):
    """Return the sentence of a closed ballot: how many took part, where votes were marked."""
    if not event.payload.get("took_part"):
        return gettext("The ballot is closed.")
    return gettext("The ballot is closed: %(took_part)s took part.") % all_grouped(event.payload)


def certified(event):
    """Return the sentence of a certified count: passed or not, or that it decides nothing."""
    passed = event.payload["passed"]
    if None in passed:
        if told := event.payload.get("opinions"):
            return gettext("The count is certified. %(opinions)s It decides nothing by itself.") % {
                "opinions": gettext(" ").join(map(opinions, told)),
            }
        return gettext("The count of opinions is certified; it decides nothing by itself.")
    return gettext("The count is certified: passed.") if all(passed) else gettext("The count is certified: not passed.")


register(
    EventKind("ballots.prepared", _("ballot prepared"), visibility=Visibility.STAFF),
    EventKind("ballots.announced", _("ballot announced"), told=told),
    EventKind("ballots.roll_frozen", _("roll frozen"), sentence=frozen),
    EventKind("ballots.recused", _("a member stood aside from the vote")),
    EventKind("ballots.opened", _("ballot opened"), sentence=opened, told=told_opened),
    EventKind("ballots.hands_entered", _("show of hands entered"), visibility=Visibility.STAFF),
    EventKind("ballots.hands_confirmed", _("show of hands confirmed")),
    EventKind("ballots.closed", _("ballot closed"), sentence=closed),
    EventKind("ballots.batch_counted", _("pile of papers counted"), visibility=Visibility.STAFF),
    EventKind("ballots.batch_confirmed", _("pile of papers counted a second time"), visibility=Visibility.STAFF),
    EventKind("ballots.batch_withdrawn", _("count of papers withdrawn"), visibility=Visibility.STAFF),
    EventKind("ballots.certified", _("count certified"), sentence=certified, told=told),
    EventKind("ballots.annulled", _("ballot annulled"), told=told),
    at=page_of,
)
