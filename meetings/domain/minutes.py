"""The minutes: what was agreed, who objected, and the two signatures."""

import hashlib
import json

from django.utils.translation import gettext_lazy as _

from yishi.acts import taking
from yishi.journal.domain.texts import seal
from yishi.refusals import Invalid, Refused, Stale

from ..enums import SignerRole
from ..models import Consensus, MinutesObjection, SignedMinutes
from ..queries import quorum
from ..rules import rule_of
from ..transitions import TABLE
from .rows import brief, insert, next_n, written

SIGNED_ALREADY = _("You have signed these minutes already; the second signature is the other one's (four eyes).")
CHANGED = _("The record is not the one that was signed first. That signature must be withdrawn and given again.")


def record_consensus(agenda_entry, *, by, text, draft=False, seen=None):
    """Record what was agreed on ``agenda_entry``; return the Consensus, which takes the place of an earlier one.

    A ``draft`` is read out before the vote and binds nobody. Where the kind of meeting needs a quorum, one that is no
    draft is refused without it, members who stood aside for this entry not counted.
    """
    meeting, text = agenda_entry.meeting, written(text, "text", 4000)
    with taking(TABLE["minutes.record_consensus"], meeting, by=by, seen=seen) as entry:
        shown = quorum(meeting, agenda_entry)
        if rule_of(meeting.kind).to_open and not draft and not shown.reached:
            raise Refused(_("Nothing can be agreed now. %(quorum)s") % {"quorum": shown.sentence})
        agreed = Consensus.objects.create(
            community=meeting.community, entry=agenda_entry, n=next_n(agenda_entry.consensuses), text=text, draft=draft,
            by=by,
        )
        entry.made = agreed
        entry.payload = {
            "consensus": agreed.pk, "entry": agenda_entry.pk, "n": agreed.n, "draft": draft, "present": shown.present,
            "text": seal(text),
        }
    return agreed


def record_objection(meeting, *, by, text, consensus=None, person=None, words="", seen=None):
    """Take an objection of ``person``, or of somebody named in ``words``, into the minutes; return it.

    It is against ``consensus``, or where none is named against the record itself. A consensus that somebody objects to
    decides nothing by itself (domain 3.7, rule ``consent``).
    """
    text, words = written(text, "text", 2000), brief(words, "words", 60)
    if person is None and not words:
        raise Invalid(_("Say who objects."), field="words")
    if consensus is not None and consensus.entry.meeting_id != meeting.pk:
        raise Invalid(_("That was agreed at another meeting."), field="consensus")
    with taking(TABLE["minutes.record_objection"], meeting, by=by, on_behalf_of=person, seen=seen) as entry:
        objection = MinutesObjection.objects.create(
            community=meeting.community, meeting=meeting, consensus=consensus, person=person, words=words, text=text
        )
        entry.made = objection
        entry.payload = {
            "objection": objection.pk, "consensus": consensus and consensus.pk, "text": seal(text),
        }
    return objection


def sign(meeting, *, by, seen=None):
    """Sign the minutes of a closed meeting as the first of the two, facilitator or recorder; return the signature.

    From now on nothing in the record is changed. Refused where somebody has signed before: then countersign.
    """
    with taking(TABLE["minutes.sign"], meeting, by=by, seen=seen) as entry:
        return _sign(meeting, by, 1, entry)


def countersign(meeting, *, by, seen=None):
    """Sign the minutes as the second of the two; return the signature, with which the meeting is ``signed``.

    Refused where ``by`` signed first, or where the record is not the one that was signed first.
    """
    with taking(TABLE["minutes.countersign"], meeting, by=by, seen=seen) as entry:
        first = meeting.signatures.filter(n=1).first()
        if first is None:
            raise Stale(_("The first signature was withdrawn meanwhile."))
        if first.person_id == by.pk:
            raise Refused(SIGNED_ALREADY)
        if first.digest != record_digest(meeting):
            raise Refused(CHANGED)
        return _sign(meeting, by, 2, entry)


def withdraw_signature(meeting, *, by, seen=None):
    """Withdraw one's own first signature, so that the record can be corrected. Refused where one has not signed."""
    with taking(TABLE["minutes.withdraw_signature"], meeting, by=by, seen=seen) as entry:
        withdrawn = meeting.signatures.filter(person=by).delete()[0]
        if not withdrawn:
            raise Refused(_("You have not signed these minutes."))
        entry.payload = {"withdrawn": withdrawn}


def record_digest(meeting):
    """Return the SHA-256 of the record of ``meeting``: who was present, what was said, agreed and objected."""
    record = {
        "meeting": [meeting.pk, meeting.facilitator_id, meeting.recorder_id, meeting.entitled,
                    meeting.stakeholders_present, meeting.observers_on_site, meeting.observers_online],
        "attendance": list(meeting.attendances.values_list("person", "capacity", "present").order_by("pk")),
        "entries": list(meeting.entries.values_list("n", "title", "state").order_by("n")),
        "statements": [
            [n, at.isoformat(), *rest] for n, at, *rest in meeting.statements.values_list(
                "n", "at", "entry", "speaker", "speaker_words", "stance", "stance_words", "text").order_by("n")
        ],
        "consensus": list(Consensus.objects.filter(entry__meeting=meeting).order_by("pk").values_list(
            "entry", "n", "text", "draft")),
        "objections": list(meeting.minutes_objections.values_list("pk", "consensus", "person", "words", "text")),
    }
    canonical = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _sign(meeting, by, n, entry):
    """Write the ``n``-th signature, of ``by`` in the role that they have at this meeting."""
    role = SignerRole.FACILITATOR if meeting.facilitator_id == by.pk else SignerRole.RECORDER
    signature = insert(
        SignedMinutes(
            community=meeting.community, meeting=meeting, person=by, role=role, n=n, digest=record_digest(meeting)
        ),
        SIGNED_ALREADY,
    )
    entry.made = signature
    entry.payload = {"signature": signature.pk, "role": str(role), "record": signature.digest}
    return signature
