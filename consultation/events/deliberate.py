"""The event kinds of step 4. Sentences are made of the payload's figures alone."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yishi.clock import spoken
from yishi.journal.kinds import EventKind, register
from yishi.text.within import unended

from ..models import Sitting, SittingKind
from ..queries.addresses import page_of
from ..queries.followers import followers_of
from ..rows import Row


def put_on(event):
    """Return the sentence of a matter put on an agenda: for what, and on which day."""
    return gettext("Put on the agenda of the meeting of %(day)s: %(kind)s.") % {
        "day": spoken.day_of(event.payload["day"]), "kind": SittingKind(event.payload["kind"]).label
    }


def by_papers(event):
    """Return the sentence of a ballot held by papers: since which day."""
    return gettext("A ballot is held by collecting papers, from %(day)s.") % {
        "day": spoken.day_of(event.payload["day"]),
    }


def agreed(event):
    """Return the sentence of a recorded consensus: whether it is a draft."""
    return gettext("A draft of what is agreed was recorded, before the vote.") if event.payload["draft"] else gettext(
        "What was agreed was recorded."
    )


_sitting = Row(Sitting, "sitting")


def taken_off(event):
    """Return the sentence of a matter taken off an agenda, and why."""
    why = unended(_sitting(event).taken_off_reason)
    return gettext("Taken off the agenda of a meeting: %(why)s.") % {"why": why} if why else gettext(
        "Taken off the agenda of a meeting."
    )


register(
    EventKind("sittings.put_on", _("put on a meeting’s agenda"), sentence=put_on, told=followers_of),
    EventKind("sittings.taken_off", _("taken off a meeting’s agenda"),
              sentence=taken_off, preload=_sitting.preload, told=followers_of),
    EventKind("sittings.held_by_papers", _("ballot held by papers"), sentence=by_papers),
    EventKind("deliberation.entered", _("deliberation begun"), told=followers_of),
    EventKind("deliberation.consensus_recorded", _("consensus recorded"), sentence=agreed, told=followers_of),
    EventKind("deliberation.consensus_withdrawn", _("consensus withdrawn: entered by mistake"), told=followers_of),
    at=page_of,
)
