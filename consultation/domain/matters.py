"""Matters in their first step: opened, put in order, put forward, or sent where they belong."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yishi.acts import require, taking
from yishi.clock.story import now, today
from yishi.journal.domain.events import append, append_all
from yishi.journal.domain.texts import seal
from yishi.people.rules import holds
from yishi.refusals import Invalid, Refused
from yishi.text.side_by_side import headed

from ..collecting import MEMBERS_NEEDED, SUPPORTERS_NEEDED, DeclarationKind, Disposition, InitiativeKind
from ..enums import MatterState, Topic
from ..models import Declaration, Initiative, Matter, Referral
from ..procedures import PROCEDURES
from ..queries.reports import backers_of, members_behind, support_count
from ..transitions import TABLE
from ..transitions.collect import PROPOSERS
from .answers import answer, merge
from .codes import TAKEN, code_for, hold, insert
from .wording import brief, past_day, written

TITLE_LENGTH, SUMMARY_LENGTH = 120, 2000


def open(community, title, topic, place, *, by, code=None, opened_on=None, reports=(), summary="",
         procedure="six_steps", previous=None, fast_track=False, waits_for_posting=False):
    """Open a matter in ``community`` and return it, collecting, with ``reports`` merged into it.

    ``code`` like HA-2026-03 is the next of the community and year unless an office gives one; ``topic`` may be left ""
    until it is classified; ``previous`` is the ended matter that a new vote points back to. Invalid where place or
    topic do not fit, Refused where the code is taken or the previous matter is still open.
    """
    opened_on = past_day(opened_on, "opened_on")
    matter = Matter(
        community=community, title=written(title, "title", TITLE_LENGTH), topic=topic, place=place,
        summary=brief(summary, "summary", SUMMARY_LENGTH), procedure=procedure, opened_on=opened_on, previous=previous,
        fast_track=fast_track, waits_for_posting=waits_for_posting,
    )
    require(TABLE["matters.open"], matter, by)
    _require_fitting(matter)
    with transaction.atomic():
        hold(community)
        matter.code = code_for(Matter, f"{community.code}-{opened_on.year}-", 2, given=code)
        insert(matter, TAKEN % {"code": matter.code}, field="code")
        payload = {"matter": matter.pk, "procedure": procedure, "text": seal(f"{matter.title}\n{matter.summary}")}
        append(matter.stream_name, "matter.opened", by=by, community=community, payload=payload)
        if reports:
            merge(reports, matter, by=by)
    return matter


def revise_summary(matter, summary, *, by, seen=None):
    """Say anew, in at most 2,000 characters, what ``matter`` is about and how it stands. Invalid where it is unchanged."""
    summary = written(summary, "summary", SUMMARY_LENGTH)
    if summary == matter.summary:
        raise Invalid(_("Nothing was changed."), field="summary")
    with taking(TABLE["matters.revise_summary"], matter, by=by, seen=seen, summary=summary) as entry:
        entry.payload = {"matter": matter.pk, "text": seal(summary)}


def classify(matter, *, by, topic, place, seen=None):
    """Set the ``topic`` of the topic list and the ``place`` of ``matter``; Invalid where either does not fit, or both stand so."""
    _require_topic(topic)
    _require_place(matter.community, place)
    if not topic:
        raise Invalid(_("Choose a topic of the topic list."), field="topic")
    if (topic, place) == (matter.topic, matter.place):
        raise Invalid(_("Nothing was changed."), field="topic")
    with taking(TABLE["matters.classify"], matter, by=by, seen=seen, topic=topic, place=place) as entry:
        entry.payload = {"matter": matter.pk, "topic": str(topic), "place": place.pk}


def record_initiative(matter, kind, words, *, by, decided_on=None, seen=None):
    """Record that a body put ``matter`` forward: ``kind`` (committee, council, owners, street), its ``words``, the day.

    With it the matter needs no ten supporters. Refused where that body's decision stands recorded.
    """
    if kind not in InitiativeKind.values:
        raise Invalid(_("Say whose decision it is: committee, council, owners’ committee or street."), field="kind")
    words, decided_on = written(words, "words", 200), past_day(decided_on, "decided_on")
    with taking(TABLE["matters.record_initiative"], matter, by=by, seen=seen) as entry:
        row = Initiative(
            community=matter.community, matter=matter, kind=kind, words=words, decided_on=decided_on, recorded_by=by
        )
        insert(row, _("The decision of this body is on record already."), field="kind")
        entry.made = row
        entry.payload = {"matter": matter.pk, "initiative": row.pk, "kind": str(kind), "text": seal(words)}
    return row


def declare_no_duplicate(matter, *, by, words="", seen=None):
    """Vouch that no open matter deals with the same thing as ``matter``; ``words`` may say what was looked at."""
    return _declare(TABLE["matters.declare_no_duplicate"], matter, DeclarationKind.NO_DUPLICATE, words, by, seen)


def check_privacy(matter, *, by, words="", seen=None):
    """Vouch that the reports of ``matter``, as they stand now, hold nothing that must not be published.

    A report merged or amended later asks for it anew (Personal Information Protection Law art. 25).
    """
    return _declare(TABLE["matters.check_privacy"], matter, DeclarationKind.PRIVACY, words, by, seen)


def propose(matter, *, by, seen=None):
    """End the collection of ``matter`` and propose it for the agenda.

    Refused with what is missing: support, an answer to every report, topic and place, the look for duplicates, the
    privacy check. Residents and owners propose by joint signature (ten who filed or support it), a council member
    together with four others (domain 3.2, note 1).
    """
    if not holds(by, PROPOSERS, matter.community):
        require(TABLE["matters.propose"], matter, by)
        _require_joint(matter)
    _end_collection(TABLE["matters.propose"], matter, by, seen)


def begin_study(matter, *, by, seen=None):
    """End the collection of an open call and begin the study of its opinions; refused for any other procedure."""
    _end_collection(TABLE["matters.begin_study"], matter, by, seen)


def convert(matter, words, reason, *, by, seen=None):
    """Turn ``matter`` into an appeal: ``words`` say where it is dealt with, ``reason`` why it is not deliberated.

    Every report without an answer is answered by it; all who filed or support are told. Returns the Referral.
    """
    return _refer(TABLE["matters.convert"], matter, words, None, reason, Disposition.APPEAL, by, seen)


def hand_over(matter, reason, *, by, to=None, words="", seen=None):
    """Hand ``matter`` over to the Body ``to``, or to whom ``words`` name (another community, an assembly, the petition
    office); ``reason`` says why.

    Every report without an answer is answered by it; all who filed or support are told. Returns the Referral.
    """
    words = words or (to.name if to else "")
    return _refer(TABLE["matters.hand_over"], matter, words, to, reason, Disposition.HANDED_OVER, by, seen)


def _require_joint(matter):
    """Refuse a proposal behind which neither ten persons nor five council members stand."""
    if members_behind(matter, today()) < MEMBERS_NEEDED and backers_of(matter).count() < SUPPORTERS_NEEDED:
        raise Refused(
            _("This is proposed jointly: %(persons)s persons, or %(members)s council members, must have filed or support it.")
            % {"persons": SUPPORTERS_NEEDED, "members": MEMBERS_NEEDED}
        )


def _require_fitting(matter):
    """Refuse a new matter whose topic, place, procedure or predecessor do not fit."""
    _require_topic(matter.topic)
    _require_place(matter.community, matter.place)
    if matter.procedure not in PROCEDURES:
        raise Invalid(_("There is no such procedure."), field="procedure")
    previous = matter.previous
    if previous is not None and previous in Matter.objects.open().filter(community=matter.community):
        raise Refused(_("%(code)s is still open: go on there.") % {"code": previous.code}, field="previous")


def _require_topic(topic):
    if topic and topic not in Topic.values:
        raise Invalid(_("Choose a topic of the topic list."), field="topic")


def _require_place(community, place):
    if place is None or not community.contains(place):
        raise Invalid(_("Choose a place in this community."), field="place")


def _declare(act, matter, kind, words, by, seen):
    """Insert a declaration of ``kind``; returns it."""
    words = brief(words, "words", 200)
    with taking(act, matter, by=by, seen=seen) as entry:
        row = Declaration.objects.create(
            community=matter.community, matter=matter, kind=kind, words=words, by=by, at=now()
        )
        entry.made = row
        entry.payload = {"matter": matter.pk, "declaration": row.pk, "kind": str(kind), "text": seal(words)}
    return row


def _end_collection(act, matter, by, seen):
    """Move ``matter`` on with the figures of its collection."""
    with taking(act, matter, by=by, seen=seen, collected_until=today()) as entry:
        entry.payload = {
            "matter": matter.pk, "reports": matter.reports.count(), "supporters": support_count(matter),
        }


def _refer(act, matter, words, body, reason, disposition, by, seen):
    """End ``matter`` here, say where it went, and answer its reports by it; returns the Referral."""
    words, reason = written(words, "words", 120), written(reason, "reason", SUMMARY_LENGTH)
    with taking(act, matter, by=by, seen=seen, closed_on=today()) as entry:
        row = Referral.objects.create(
            community=matter.community, matter=matter, kind=MatterState(act.target), to=words, body=body,
            reason=reason, by=by, on=today(),
        )
        entry.made = row
        entry.payload = {"matter": matter.pk, "referral": row.pk, "text": seal(f"{words}\n{reason}")}
        _answer_all(matter, disposition, headed(words, reason), by)
    return row


def _answer_all(matter, disposition, reason, by):
    """Answer every report of ``matter`` that has no answer."""
    owed = list(matter.reports.unanswered())
    matter.reports.filter(pk__in=[report.pk for report in owed]).update(**answer(disposition, reason, by))
    figures = {"disposition": str(disposition), "text": seal(reason)} if owed else {}
    entries = [(report.stream_name, "report.followed", {"report": report.pk, **figures}) for report in owed]
    if entries:
        append_all(entries, by=by, community=matter.community)
