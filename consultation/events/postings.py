"""The event kinds of postings."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yishi.clock import spoken
from yishi.journal.kinds import EventKind, register
from yishi.text.side_by_side import listed
from yishi.text.within import unended

from ..models import Posting, PostingProof
from ..queries.addresses import page_of
from ..rows import Row

_posting, _proof = Row(Posting, "posting"), Row(PostingProof, "proof", "posting")


def _made(event):
    posting = _posting(event)
    return _("%(what)s posted from %(since)s to %(until)s at: %(channels)s.") % {
        "what": posting.get_purpose_display(), "since": spoken.day(posting.since), "until": spoken.day(posting.until),
        "channels": listed(posting.channels),
    }


def _proved(event):
    proof = _proof(event)
    return _("Proof of posting (%(what)s) of %(day)s at %(channel)s: %(caption)s.") % {
        "what": proof.posting.get_purpose_display(), "day": spoken.day(proof.on), "channel": proof.channel,
        "caption": unended(proof.caption),
    }


def _withdrawn(event):
    posting = _posting(event)
    return _("The posting (%(what)s) of %(since)s was withdrawn: %(why)s.") % {
        "what": posting.get_purpose_display(), "since": spoken.day(posting.since), "why": unended(posting.withdrawn_because),
    }


register(
    EventKind("posting.made", gettext_lazy("posted"), sentence=_made, preload=_posting.preload),
    EventKind("posting.proved", gettext_lazy("posting proved"), sentence=_proved, preload=_proof.preload),
    EventKind("posting.withdrawn", gettext_lazy("posting withdrawn"), sentence=_withdrawn, preload=_posting.preload),
    at=page_of,
)
