"""Step 2, setting the agenda (拟定议题): its text, its parties, its study, its number, its notice, its admission."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from yishi.acts import require_checks, taking
from yishi.clock import spoken
from yishi.clock.story import today
from yishi.db.guard import guarded_update
from yishi.journal.domain.texts import seal
from yishi.refusals import Invalid, Refused
from yishi.workdays.periods import days_since

from ..guards.agenda import NOTICE_DAYS, notices
from ..models import Admission, AgendaText, Decline, PartyReview, PostingPurpose, Stakeholder, Verdict
from ..transitions import TABLE
from . import numbers, postings, printing
from .admission import answers, frozen_roll
from .conflicts import declare_conflict, declare_no_conflict
from .wording import brief, past_day, written

__all__ = [
    "admit", "declare_conflict", "declare_no_conflict", "decline", "name_stakeholder", "number", "post_notice",
    "record_admission", "return_for_work", "review", "revise_text", "schedule",
]
TEXT_LENGTH = 2000  # characters


def revise_text(matter, *, by, text, seen=None):
    """Write the item's text, or its next version beside the earlier ones; returns the AgendaText.

    Invalid where it is empty, longer than 2,000 characters or the same as before. Refused while a notice hangs that
    went up today: the notice would say something else than the item. A new text needs a new notice of five days.
    """
    text = written(text, "text", TEXT_LENGTH)
    with taking(TABLE["agenda.revise_text"], matter, by=by, seen=seen) as entry:
        last = AgendaText.objects.filter(matter=matter).last()
        if last and last.text == text:
            raise Invalid(_("Nothing was changed."), field="text")
        if matter.postings.standing(PostingPurpose.AGENDA).filter(since__gte=today()).exists():
            raise Refused(_("The notice with the present text went up today. Withdraw it first, or wait for tomorrow."))
        row = AgendaText.objects.create(
            community=matter.community, matter=matter, n=last.n + 1 if last else 1, text=text, written_by=by,
            written_on=today(),
        )
        entry.made, entry.payload = row, {"text": row.pk, "n": row.n, "seal": seal(text)}
    return row


def record_admission(matter, *, by, seen=None, **fields):
    """Record the admission checklist as it now stands, whole; returns the Admission.

    ``fields`` are proposer (a Proposer), proposed_by_words, signatures (how many signed), rule (a Rule, "" while not
    known), electorate and voting_place (whose roll; left out, as the rule says), local_quorum and local_threshold (shares
    stricter than the rule's, as >1/2 or >=2/3), form (a HearingForm), form_words, in_topic_list, within_autonomy (an Autonomy),
    legal_basis, needs_owner_vote, escalate, note, fast_track; what is left out is not answered. The rule names a statutory
    threshold and cannot change it (domain 3.7). Invalid, by field: a joint signature of fewer than 10 residents or 5
    council members; an owners' matter (Civil Code 278) decided by another body, or the reverse; a rule that only
    counts opinions. Nothing can be recorded once the item is admitted.
    """
    values = answers(matter, fields)
    with taking(TABLE["agenda.record_admission"], matter, by=by, seen=seen) as entry:
        row, _made = Admission.objects.update_or_create(
            matter=matter,
            defaults={**values, "community": matter.community, "recorded_by": by, "recorded_on": today()},
        )
        words = "\n".join([row.proposed_by_words, row.legal_basis, row.escalate, row.note])
        entry.made = row
        entry.payload = {"admission": row.pk, "rule": row.rule, "form": row.form, "seal": seal(words)}
    return row


def name_stakeholder(matter, *, by, words, person=None, body=None, seen=None):
    """Name a party to the matter in ``words``, and its Person or Body where there is a row; returns the Stakeholder.

    A person or body of a partner's calling named here is thereby invited to help with the inquiry (domain 3.2).
    Invalid where the words are empty or name a party for the second time.
    """
    words = written(words, "words", 120)
    with taking(TABLE["agenda.name_stakeholder"], matter, by=by, seen=seen) as entry:
        try:
            with transaction.atomic():
                row = Stakeholder.objects.create(
                    community=matter.community, matter=matter, words=words, person=person, body=body
                )
        except IntegrityError as error:
            raise Invalid(_("This stakeholder is named already."), field="words") from error
        entry.made, entry.payload = row, {"stakeholder": row.pk, "seal": seal(words)}
    return row


def review(matter, *, by, body_words, opinion, reviewed_on=None, seen=None):
    """Record that the party organisation studied the item on the date ``reviewed_on`` (today) and agrees.

    Returns the PartyReview; ``body_words`` name the body that met. Only the community secretary signs it, or the
    sub-district's party secretary for a matter of several communities or where the secretary stands aside
    (Organic Law art. 30). Refused without a text; Invalid for a day in the future or before the matter was opened.
    """
    return _study("agenda.review", Verdict.AGREE, matter, by, body_words, opinion, reviewed_on, seen)


def return_for_work(matter, *, by, body_words, opinion, reviewed_on=None, seen=None):
    """Record that the party organisation returns the item for more work, and why; returns the PartyReview.

    The item cannot be admitted until a later study agrees. Who signs, and what is refused, as for ``review``.
    """
    return _study("agenda.return_for_work", Verdict.RETURN, matter, by, body_words, opinion, reviewed_on, seen)


def _study(code, verdict, matter, by, body_words, opinion, reviewed_on, seen):
    body_words, opinion = written(body_words, "body_words", 60), written(opinion, "opinion", 1000)
    day = past_day(reviewed_on, "reviewed_on", matter.opened_on)
    with taking(TABLE[code], matter, by=by, seen=seen) as entry:
        row = PartyReview.objects.create(
            community=matter.community, matter=matter, text=AgendaText.objects.filter(matter=matter).last(),
            reviewed_on=day, body_words=body_words, opinion=opinion, verdict=verdict, signed_by=by,
        )
        entry.made, entry.payload = row, {"review": row.pk, "on": day.isoformat(), "seal": seal(opinion)}
    return row


def number(matter, *, by, number=None, seen=None):
    """Give the item its number of this year's register (槐议〔2026〕3号): the next one, or ``number``.

    Returns the NumberLine. Refused where the item has a number, the number is given, or the community has no
    character of its own for its registers. Numbers skipped are explained by ``numbers.explain``.
    """
    if not matter.community.short:
        raise Refused(_("The community has no character for its registers yet. The administrator enters it there."))
    with taking(TABLE["agenda.number"], matter, by=by, seen=seen) as entry:
        admission = Admission.objects.get(matter=matter)
        if admission.number_line_id:
            raise Refused(_("This item has its number already: %(number)s.") % {"number": admission.number_line})
        line = numbers.take(f"{matter.community.short}议", today().year, matter=matter, by=by, number=number)
        guarded_update(admission, {"number_line": None}, number_line=line)
        entry.made, entry.payload = line, {"line": line.pk, "number": str(line)}
    return line


def schedule(matter, *, by, day, seen=None):
    """Put the item on the agenda of the date ``day``; another day later on replaces it. Returns the Admission.

    Invalid where the day is past, or comes less than five days after the notice went up, counted from the day after.
    """
    if day < today():
        raise Invalid(_("%(day)s is past. Choose a day to come.") % {"day": spoken.day(day)}, field="day")
    with taking(TABLE["agenda.schedule"], matter, by=by, seen=seen) as entry:
        notice = notices(matter).first()
        if notice:
            _require_notice(notice.since, day, "day")
        admission = Admission.objects.get(matter=matter)
        admission.scheduled_on = day
        admission.save(update_fields=["scheduled_on"])
        entry.made, entry.payload = admission, {"admission": admission.pk, "on": day.isoformat()}
    return admission


def post_notice(matter, *, by, until, channels, since=None, words="", seen=None):
    """Post the notice of the item from the date ``since`` (today) to ``until`` at ``channels``; returns the Posting.

    It is a posting of purpose "agenda". Refused without a text and the party organisation's agreement. Invalid where
    it is dated back, hangs less than five days counted from the day after, or goes up too late for the day on which
    the item is on the agenda.
    """
    since = since or today()
    if since < today():
        raise Invalid(_("A notice cannot be dated back: the days count from when it goes up."), field="since")
    _require_notice(since, until, "until")
    with taking(TABLE["agenda.post_notice"], matter, by=by, seen=seen) as entry:
        admission = Admission.objects.filter(matter=matter).first()
        if admission and admission.scheduled_on:
            _require_notice(since, admission.scheduled_on, "since")
        posting = postings.put_up(
            matter, PostingPurpose.AGENDA, by=by, since=since, until=until, channels=channels,
            words=brief(words, "words", 500),
        )
        entry.made = posting
        entry.payload = {"posting": posting.pk, "since": since.isoformat(), "until": until.isoformat()}
        printing.ask_for_notice(posting)
    return posting


def _require_notice(since, day, field):
    if days_since(since, day) < NOTICE_DAYS:
        raise Invalid(
            _("The notice must hang at least %(n)s days, counted from the day after it goes up on %(since)s.")
            % {"n": NOTICE_DAYS, "since": spoken.day(since)}, field=field,
        )


def admit(matter, *, by, seen=None):
    """Admit the item: the inquiry begins. Rule, form and fast track are copied to the matter and stand for good.

    So do whose roll decides (electorate and place) and the local shares.

    Returns the Admission. Refused with everything still missing of the checklist (domain 3.5), and by whoever has
    declared an interest. The checklist is read once more under the matter's lock, so that nobody changes it meanwhile.
    """
    act = TABLE["agenda.admit"]
    with taking(act, matter, by=by, seen=seen) as entry:
        require_checks(act, matter)
        row = Admission.objects.select_related("number_line").get(matter=matter)
        frozen = {"rule": row.rule, "form": row.form, "form_words": row.form_words, "fast_track": row.fast_track}
        guarded_update(matter, {"state": matter.state}, **frozen)
        guarded_update(row, {"admitted_on": None}, admitted_on=today(), admitted_by=by, **frozen_roll(row, matter))
        entry.made = row
        entry.payload = {"admission": row.pk, "number": str(row.number_line), "rule": row.rule, "form": row.form}
    return row


def decline(matter, *, by, reason, seen=None):
    """Do not admit the item, and say why; the matter ends here. Returns the Decline.

    Invalid without a reason; refused by whoever has declared an interest.
    """
    reason = written(reason, "reason", 1000)
    with taking(TABLE["agenda.decline"], matter, by=by, seen=seen, closed_on=today()) as entry:
        row = Decline.objects.create(
            community=matter.community, matter=matter, reason=reason, declined_by=by, declined_on=today()
        )
        entry.made, entry.payload = row, {"decline": row.pk, "seal": seal(reason)}
    return row
