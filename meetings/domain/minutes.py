"""The minutes: what was agreed, who objected, the text in its versions, and the two signatures."""

import json

from django.utils.translation import gettext_lazy as _

from yishi.acts import taking
from yishi.journal.domain.events import append
from yishi.journal.domain.texts import seal
from yishi.refusals import Invalid, Refused, Stale

from ..enums import SignerRole
from ..minutes import texts
from ..minutes.asking import ask_for_paper
from ..models import Consensus, MinutesObjection, SignedMinutes
from ..queries import quorum
from ..rules import rule_of
from ..transitions import SIGNED_ALREADY, TABLE
from .rows import brief, insert, next_n, taken_back, written

BEHIND = _("The record was changed since these minutes were edited. Edit them again, or draft them anew from the record.")
OTHER_TEXT = _("The text of the minutes is not the one you were shown. Read it again as it stands now.")
WHY = 200  # characters of why something is withdrawn
LONGEST = 60_000  # characters of a section: an evening of long statements
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
            community=meeting.community, entry=agenda_entry, n=next_n(Consensus.everything.filter(entry=agenda_entry)),
            text=text, draft=draft, by=by,
        )
        entry.made = agreed
        entry.payload = {
            "consensus": agreed.pk, "entry": agenda_entry.pk, "n": agreed.n, "draft": draft, "present": shown.present,
            "text": seal(text),
        }
    return agreed


def withdraw_consensus(consensus, *, by, reason, seen=None):
    """Withdraw ``consensus``, recorded by mistake, for ``reason``; return the Withdrawal. What was recorded before it stands.

    Refused where it is withdrawn already, and once somebody has signed the record.
    """
    meeting, reason = consensus.entry.meeting, written(reason, "reason", WHY)
    with taking(TABLE["minutes.withdraw_consensus"], meeting, by=by, seen=seen) as entry:
        entry.made = taken_back(meeting, by=by, reason=reason, consensus=consensus)
        entry.payload = {"consensus": consensus.pk, "entry": consensus.entry_id, "n": consensus.n, "text": seal(reason)}
    return entry.made


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


def withdraw_objection(objection, *, by, reason, seen=None):
    """Withdraw ``objection``, taken into the minutes by mistake, for ``reason``; return the Withdrawal.

    It stays to be read as withdrawn, with who did it and why, and stands against nothing any more; whoever is named as
    objecting is told. Refused where it is withdrawn already, and once somebody has signed the record.
    """
    meeting, reason = objection.meeting, written(reason, "reason", WHY)
    with taking(TABLE["minutes.withdraw_objection"], meeting, by=by, on_behalf_of=objection.person, seen=seen) as entry:
        entry.made = taken_back(meeting, by=by, reason=reason, objection=objection)
        entry.payload = {"objection": objection.pk, "consensus": objection.consensus_id, "text": seal(reason)}
    return entry.made


def draft(meeting, *, by, seen=None):
    """Draft the minutes anew from the record, as the next version; return the Minutes. Earlier versions are kept.

    Invalid where the version that stands says the same; refused once somebody has signed.
    """
    with taking(TABLE["minutes.draft"], meeting, by=by, seen=seen) as entry:
        last, made = meeting.minutes_texts.order_by("n").last(), texts.drafted(meeting)
        if last and (last.sections, last.record) == (made.sections, made.record):
            raise Invalid(_("The minutes stand already as the record makes them."))
        entry.made, entry.payload = _keep(made, by)
    return made


def edit(meeting, *, by, written_texts, seen_text="", seen=None):
    """Put ``written_texts`` {code of the section: text} in the place of what the minutes say; return the new version.

    ``seen_text`` is the hash of the version that the form was drawn with: where another one stands meanwhile, Stale.
    Invalid for an empty section and where nothing would change; refused once somebody has signed.
    """
    with taking(TABLE["minutes.edit"], meeting, by=by, seen=seen) as entry:
        before = _shown(meeting, seen_text)
        sections = [
            {**section, "text": written(written_texts.get(section["code"], section["text"]), section["code"], LONGEST)}
            for section in before.sections
        ]
        if before.pk and sections == before.sections and not texts.is_behind(before):
            raise Invalid(_("Nothing was changed."))
        made = texts.version(meeting, before.n + 1 if before.pk else before.n, sections, edited=True)
        entry.made, entry.payload = _keep(made, by)
    return made


def sign(meeting, *, by, seen_text="", seen=None):
    """Sign the minutes of a closed meeting as the first of the two, facilitator or recorder; return the signature.

    What is signed is the version that stands, its hash in the signature; where nobody has written one, the draft of the
    record becomes it. ``seen_text`` is the hash of what the signer was shown: where another text stands, Stale. From
    now on nothing in the record is changed. Refused where somebody has signed before (then countersign), and where the
    record was changed since the text was edited.
    """
    with taking(TABLE["minutes.sign"], meeting, by=by, seen=seen) as entry:
        text = _shown(meeting, seen_text)
        if texts.is_behind(text):
            raise Refused(BEHIND)
        if not text.pk:
            _made, payload = _keep(text, by)
            append(meeting.stream_name, "minutes.drafted", by=by, community=meeting.community, payload=payload)
        return _sign(meeting, by, 1, text, entry)


def countersign(meeting, *, by, seen_text="", seen=None):
    """Sign the minutes as the second of the two; return the signature, with which the meeting is ``signed``.

    Their paper is asked for. Refused where ``by`` signed first, or where text or record are not what was signed first.
    """
    with taking(TABLE["minutes.countersign"], meeting, by=by, seen=seen) as entry:
        first = meeting.signatures.select_related("minutes").filter(n=1).first()
        if first is None:
            raise Stale(_("The first signature was withdrawn meanwhile."))
        text = _shown(meeting, seen_text)
        if first.minutes != text or first.digest != texts.digest_of(text, texts.record_digest(meeting)):
            raise Refused(CHANGED)
        signature = _sign(meeting, by, 2, text, entry)
        ask_for_paper(text)
        return signature


def withdraw_signature(meeting, *, by, seen=None):
    """Withdraw one's own first signature, so that the record can be corrected. Refused where one has not signed."""
    with taking(TABLE["minutes.withdraw_signature"], meeting, by=by, seen=seen) as entry:
        entry.payload = {"withdrawn": meeting.signatures.filter(person=by).delete()[0]}


def _shown(meeting, seen_text):
    """Return the text that stands; Stale where whoever acts was shown another one (``seen_text`` is its hash)."""
    text = texts.standing(meeting)
    if seen_text and seen_text != text.sha256:
        raise Stale(OTHER_TEXT)
    return text


def _keep(text, by):
    """Store ``text`` as a version written by ``by``; return it, and what the journal says of it."""
    text.by = by
    insert(text, OTHER_TEXT)
    sealed = seal(json.dumps(text.sections, sort_keys=True, ensure_ascii=False))
    return text, {"minutes": text.pk, "n": text.n, "edited": text.edited, "hash": text.sha256, "text": sealed}


def _sign(meeting, by, n, text, entry):
    """Write the ``n``-th signature under ``text``, of ``by`` in the role that they have at this meeting."""
    role = SignerRole.FACILITATOR if meeting.facilitator_id == by.pk else SignerRole.RECORDER
    signature = insert(
        SignedMinutes(
            community=meeting.community, meeting=meeting, person=by, role=role, n=n, minutes=text, digest=text.sha256
        ),
        SIGNED_ALREADY,
    )
    entry.made = signature
    entry.payload = {"signature": signature.pk, "role": str(role), "minutes": text.n, "record": signature.digest}
    return signature
