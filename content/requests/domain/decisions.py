"""The answer: drafted by one person, signed by another, delivered, archived; or taken up as a report (arts. 36–41)."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultation.collecting import Channel as ReportChannel
from consultation.collecting import Wish
from consultation.domain import reports
from consultation.domain.wording import brief, past_day, written
from consultation.papers import examined
from yishi.acts import require, require_checks, require_state
from yishi.clock import spoken
from yishi.clock.story import today
from yishi.db.guard import STALE
from yishi.journal.domain.texts import seal
from yishi.refusals import Forbidden, Invalid, Refused, Stale

from ..clock import fee_due
from ..enums import ANSWERS, Decision, Ground, Kind, LetterKind, Reply, State
from ..models import Applicant, Party
from ..models.requests import TEXT_LENGTH
from ..transitions import TABLE
from .acting import acting, write_letter
from .intake import keep_paper

GIVES = frozenset({Decision.GRANTED, Decision.PARTIAL})
NEEDS = {  # what an answer of each kind has to say
    Decision.ALREADY_PUBLIC: ("answer",), Decision.GRANTED: ("answer",), Decision.PARTIAL: ("answer", "withheld", "reason"),
    Decision.GIVEN_UP: (), Decision.CORRECTED: ("answer",), Decision.FORWARDED: ("responsible",),
    Decision.ELSEWHERE: ("responsible",),
}
GROUNDED = frozenset({Decision.REFUSED, Decision.PARTIAL})
WAITED = {  # with what alone it can be answered while the applicant is waited for
    Kind.INFORMATION: {State.COMPLETING: Decision.GIVEN_UP, State.PAYING: Decision.GIVEN_UP,
                       State.EXPLAINING: Decision.NOT_PROCESSED},
    Kind.CORRECTION: {State.COMPLETING: Decision.NOT_CORRECTED},
}
ONLY_AFTER = frozenset({Decision.GIVEN_UP, Decision.NOT_PROCESSED})
FIRST_ASK = _("Say here what the applicant is to be told; an answer of this kind cannot go out without it.")


def draft(request, *, by, decision, answer="", withheld="", ground="", reason="", responsible="", override="", seen=None):
    """Draft the answer to ``request``: one of the kinds of art. 36 or of art. 41, with what it says; another person signs it.

    ``answer`` is what is given, and where or how; ``withheld`` what is kept back of it, on which ``ground`` and for what
    ``reason`` (art. 37: separated); ``responsible`` who is in charge, where that is known; ``override`` the major public
    interest that goes before a third party's refusal (art. 32). Invalid names the field; given up only when the
    applicant's days are over, not processed only after the reasons were asked for.
    """
    require(TABLE["decisions.draft"], request, by)
    require_state(TABLE["decisions.draft"], request, seen)
    kind = _kind(request, decision)
    said = _said(kind, answer=answer, withheld=withheld, reason=reason, responsible=brief(responsible, "responsible", 120))
    said |= {"ground": _ground(kind, ground)}
    against = _against(request, kind, override)
    with acting("decisions.draft", request, by=by, seen=seen, decision=kind, drafted_by=by, drafted_from=request.state,
                sent_back="", **said) as entry:
        request.parties.exclude(override="").update(override="")  # what an earlier draft said
        for party in against:
            Party.objects.filter(pk=party.pk).update(override=brief(override, "override", TEXT_LENGTH))
        entry.payload = {"request": request.pk, "text": seal("\n".join(said.values()))}
    return request


def send_back(request, *, by, sent_back, seen=None):
    """Send the draft back with what is to be changed; ``request`` stands where it stood before the draft."""
    words = written(sent_back, "sent_back", TEXT_LENGTH)
    with acting("decisions.send_back", request, by=by, seen=seen, target=request.drafted_from, sent_back=words,
                drafted_by=None) as entry:
        entry.payload = {"request": request.pk, "text": seal(words)}
    return request


def sign(request, *, by, number=None, seen=None):
    """Sign the answer: it is out, with its number, and the applicant is told. Returns the Letter.

    Forbidden to whoever drafted it. A third party whose refusal it goes against gets a notice of its own (art. 32). With
    an answer that says so, a request to correct a record goes to the body that may correct it (art. 41).
    """
    if by is not None and request.drafted_by_id == by.pk:
        raise Forbidden(_("Who drafted an answer does not sign it. Somebody else of the leadership does."))
    sent_on = {"forwarded_to": request.responsible, "forwarded_on": today()} if request.decision == Decision.FORWARDED else {}
    with acting("decisions.sign", request, by=by, seen=seen, decided_on=today(), decided_by=by, **sent_on) as entry:
        letter = write_letter(request, LetterKind.DECISION, by=by, number=number)
        for party in request.parties.exclude(override=""):
            write_letter(request, LetterKind.OVERRIDE, by=by, party=party)
        if sent_on:
            write_letter(request, LetterKind.FORWARD, by=by)
        entry.payload = {"request": request.pk, "letter": letter.pk, "decision": request.decision}
    return letter


def attach(request, *, by, title, upload=None, seen=None):
    """Add a paper that is given with the answer; without a file it lies in the office on paper. Returns the Paper."""
    words = written(title, "title", 120)
    require(TABLE["decisions.attach"], request, by)
    paper = examined(upload) if upload else None
    with acting("decisions.attach", request, by=by, seen=seen) as entry:
        row = keep_paper(request, "given", words, paper)
        entry.payload = {"request": request.pk, "paper": row.pk}
    return row


def take_out(request, *, by, paper, seen=None):
    """Take ``paper``, put into the file by mistake, out of it before the answer is signed: it and its scan are erased.

    That somebody took one out stays in the journal. Stale where it is gone already; Refused once the answer is signed.
    """
    with acting("decisions.take_out", request, by=by, seen=seen) as entry:
        if not request.papers.filter(pk=paper.pk, use="given").exists():
            raise Stale(STALE)
        entry.payload = {"request": request.pk, "paper": paper.pk}
        _erase(paper)
    return request


def convert(request, *, by, place, text, seen=None):
    """Take up what was no request for information as a report, of ``place``, and tell the applicant (art. 39).

    Returns the Report. ``text`` is what everybody who reads reports may read; the contact goes with it, for the office
    alone, until the archive. The applicant gets a letter with its code. Refused a second time.
    """
    act = TABLE["decisions.convert"]
    require(act, request, by)
    require_state(act, request, seen)
    require_checks(act, request)
    person = request.applicant.person
    words = {"reporter": person} if person else {"reporter_words": str(_("somebody who asked for information"))}
    words["contact"] = request.applicant.contact
    with transaction.atomic():
        report = reports.file(place, by=by, text=text, wish=Wish.HELP, channel=ReportChannel.VISIT, **words)
        with acting("decisions.convert", request, by=by, seen=seen, report=report) as entry:
            write_letter(request, LetterKind.CONVERSION, by=by)
            entry.payload = {"request": request.pk, "report": report.pk}
    return report


def forward(request, *, by, body, agreed=False, seen=None, number=None):
    """Forward ``request``, answered as another body's or as no request for information, to ``body``; returns the Letter.

    With what the applicant handed in, and only if they ``agreed``: the Regulation knows forwarding without it for
    corrections alone (art. 41; see ``sign``). Invalid without a body; refused a second time, or after it became a report.
    """
    to = written(body, "body", 120)
    if not agreed:
        raise Invalid(_("Ask the applicant first: their name and contact go with it."), field="agreed")
    with acting("decisions.forward", request, by=by, seen=seen, forwarded_to=to, forwarded_on=today()) as entry:
        letter = write_letter(request, LetterKind.FORWARD, by=by, number=number)
        entry.payload = {"request": request.pk, "letter": letter.pk, "text": seal(to)}
    return letter


def deliver(request, *, by, on=None, seen=None):
    """Enter ``on`` which day the letter was delivered."""
    day = past_day(on, "on", request.decided_on)
    with acting("decisions.deliver", request, by=by, seen=seen, delivered_on=day) as entry:
        entry.payload = {"request": request.pk, "on": day.isoformat()}
    return request


def archive(request, *, by, seen=None):
    """Put ``request`` into the archive: the scan of the paper of identity, its last signs and the contact are erased."""
    with acting("decisions.archive", request, by=by, seen=seen, archived_on=today()) as entry:
        Applicant.objects.filter(request=request).update(id_last="", contact="", erased_on=today())
        if request.report:
            reports.forget_contact(request.report)
        for paper in request.papers.filter(use="proof"):
            _erase(paper)
        entry.payload = {"request": request.pk}
    return request


def _erase(paper):
    """Delete the row of ``paper``, and its file once that is certain."""
    name, storage = paper.file.name, paper.file.storage
    paper.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def _kind(request, decision):
    """Return ``decision`` as a Decision; Invalid where it is none, or none for where ``request`` stands."""
    if decision not in Decision.values:
        raise Invalid(_("Choose one of the kinds of answer: “%(decision)s” is none.") % {"decision": decision}, field="decision")
    kind = Decision(decision)
    if kind not in ANSWERS[request.kind]:
        raise Invalid(_("“%(kind)s” is no answer to this: it asks for %(asked)s.")
                      % {"kind": kind.label, "asked": request.get_kind_display()}, field="decision")
    waited = WAITED[request.kind].get(request.state)
    if waited and kind != waited:
        raise Invalid(_("While it stands at “%(state)s”, it can only be answered with “%(kind)s”.")
                      % {"state": request.get_state_display(), "kind": waited.label}, field="decision")
    if kind in ONLY_AFTER and waited is None:
        raise Invalid(_("“%(kind)s” comes only after the applicant was asked, and the days set for it are over.")
                      % {"kind": kind.label}, field="decision")
    _require_days_over(request)
    return kind


def _require_days_over(request):
    """Refuse while the applicant may still complete, or pay. Reasons may be given too early and be unsound."""
    last = {State.COMPLETING: request.complete_by}.get(request.state)
    if request.state == State.PAYING:
        last = fee_due(request.fee).date
    if last and today() <= last:
        raise Refused(_("The applicant has time until %(day)s. It counts as given up from the day after.")
                      % {"day": spoken.day(last)}, field="decision")


def _said(kind, **texts):
    """Return the texts, each checked; Invalid names what an answer of ``kind`` still has to say."""
    needs = NEEDS.get(kind, ("reason",))
    said = {name: brief(text, name, TEXT_LENGTH) for name, text in texts.items()}
    for name in needs:
        if not said[name]:
            raise Invalid(FIRST_ASK, field=name)
    return said if kind in GROUNDED else {**said, "withheld": ""}


def _ground(kind, ground):
    if kind not in GROUNDED:
        return ""
    if ground not in Ground.values:
        raise Invalid(_("Choose on which article it is not made public: 14, 15 or 16."), field="ground")
    return Ground(ground)


def _against(request, kind, override):
    """Return the third parties who refused and against whom something is given; Invalid without the public interest."""
    refused = [party for party in request.parties.filter(reply=Reply.REFUSES) if party.kind == "third_party"]
    if kind not in GIVES or not refused or (kind == Decision.PARTIAL and not (override or "").strip()):
        return []
    if not (override or "").strip():
        raise Invalid(
            _("%(name)s does not agree. Say which major public interest requires it (art. 32), or answer otherwise.")
            % {"name": refused[0].name}, field="override",
        )
    return refused
