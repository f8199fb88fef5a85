"""What stands before the acts of step 2 (domain 3.5): the admission checklist, and who owes what of it."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from yishi.checks import Check
from yishi.clock import spoken
from yishi.clock.story import today
from yishi.people.enums import Role
from yishi.text.side_by_side import listed
from yishi.workdays.periods import days_since

from ..domain.numbers import missing, spans
from ..models import Admission, AgendaText, Autonomy, PostingPurpose, Verdict

NOTICE_DAYS = 5  # calendar days, counted from the day after posting (local rule, domain 3.4)
SECRETARY, RECORDER = Role.COMMUNITY_SECRETARY.label, Role.RECORDER.label


def notices(matter):
    """Return the standing notices of the item as it now reads, the first one first."""
    text = AgendaText.objects.filter(matter=matter).last()
    rows = matter.postings.standing(PostingPurpose.AGENDA).order_by("since", "pk")
    return rows.filter(since__gte=text.written_on) if text else rows.none()


def text_written(matter):
    """The item has a text."""
    done = AgendaText.objects.filter(matter=matter).exists()
    return [Check("item_text", _("the text of the item"), done, RECORDER, "agenda.revise_text")]


def checklist_recorded(matter):
    """The admission checklist has been begun."""
    done = Admission.objects.filter(matter=matter).exists()
    return [Check("admission", _("the admission checklist"), done, SECRETARY, "agenda.record_admission")]


def admissible(matter):
    """Everything on the admission checklist itself is answered so that the item may be admitted."""
    found = Admission.objects.filter(matter=matter).first()
    blank = found or Admission()
    own = blank.within_autonomy == Autonomy.YES
    record, art = "agenda.record_admission", _("Organic Law of Urban Residents’ Committees, art. 32")
    return [
        Check("topic_list", _("the matter is in the topic list"), blank.in_topic_list, SECRETARY, record),
        Check(
            "autonomy", _("the matter is within self-government, or what goes beyond is taken to those in charge"),
            own or bool(blank.within_autonomy and blank.escalate), SECRETARY, record, art,
        ),
        Check("legal_basis", _("the legal basis"), bool(blank.legal_basis), SECRETARY, record),
        Check("who_decides", _("who decides, and by which rule"), bool(blank.rule), SECRETARY, record),
        Check("form", _("in what form it is deliberated"), bool(blank.form), SECRETARY, record, art),
        Check("number", _("the number in the register"), bool(blank.number_line_id), RECORDER, "agenda.number"),
        *gaps_explained(blank.number_line),
        Check(
            "scheduled", _("the day on which it is on the agenda"), bool(blank.scheduled_on), RECORDER,
            "agenda.schedule",
        ),
    ]


def gaps_explained(line):
    """The numbers that the register skipped before ``line`` (a NumberLine, or None) are explained."""
    skipped = [number for number in missing(line.series, line.year) if number < line.number] if line else []
    if not skipped:
        return []
    label = _("the numbers skipped before %(line)s are explained: %(numbers)s") % {
        "line": line, "numbers": listed(spans(skipped)),
    }
    return [Check("gaps", label, False, RECORDER, "numbers.explain")]


def conflict_checked(matter):
    """An interest has been declared, or somebody has stated that there is none."""
    return [
        Check(
            "conflict", _("conflicts of interest declared, or “none declared” recorded"),
            matter.conflict_declarations.exists(), SECRETARY, "agenda.declare_no_conflict",
            _("Organic Law of Urban Residents’ Committees, art. 8"),
        )
    ]


def party_agreed(matter):
    """The last study by the party organisation ended in agreement, and was about the item as it now reads."""
    last, text = matter.party_reviews.order_by("pk").last(), AgendaText.objects.filter(matter=matter).last()
    return [
        Check(
            "party_review", _("the party organisation’s study of the item as it now reads, with its agreement"),
            bool(last) and last.verdict == Verdict.AGREE and last.text_id == text.pk, SECRETARY, "agenda.review",
            _("Organic Law of Urban Residents’ Committees, art. 30"),
        )
    ]


def noticed(matter):
    """The notice of the item as it now reads has hung for five days."""
    rows = notices(matter)
    hung = max((days_since(posting.since, min(today(), posting.until)) for posting in rows), default=0)
    words = {"n": NOTICE_DAYS, "hung": max(hung, 0)}
    label = _("the notice of the item as it now reads, posted for at least %(n)s days (until now: %(hung)s)") % words
    hangs = [posting.since for posting in rows if posting.until >= today()]
    if hangs and hung < NOTICE_DAYS:
        words["day"] = spoken.day(min(hangs) + dt.timedelta(NOTICE_DAYS))
        label = _("the notice of the item as it now reads, posted for at least %(n)s days "
                  "(until now: %(hung)s; the last one is %(day)s)") % words
    return [Check(
        "notice", label, hung >= NOTICE_DAYS, RECORDER, "" if hangs else "agenda.post_notice", _("local rule on notice")
    )]


def stakeholders_named(matter):
    """The parties to the matter are named."""
    return [
        Check(
            "stakeholders", _("the stakeholders are named"), matter.stakeholders.exists(), RECORDER,
            "agenda.name_stakeholder", _("2015 Opinions on community consultation"),
        )
    ]
