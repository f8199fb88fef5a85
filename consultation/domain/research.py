"""Step 3, the inquiry before the deliberation (议前调研): planned, held, counted, weighed, closed, published."""

import datetime as dt

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from yishi.acts import taking
from yishi.clock.story import today
from yishi.db.guard import guarded_update
from yishi.journal.domain.texts import seal
from yishi.refusals import Invalid
from yishi.text.figures import all_grouped

from ..models import CostPlan, DraftOption, ExpertOpinion, Finding, Inquiry, PostingPurpose
from ..transitions import TABLE
from ..units import unit_words
from . import postings
from .costs import exact_shares, require_sum
from .wording import brief, past_day, written

POSTED_DAYS = 15  # a report hangs as long as community affairs do (Organic Law art. 34), if nothing else is said


def plan(
    matter, *, by, since, until, methods, unit, target=None, technical=False, costed=False, seen=None
):
    """Plan the inquiry from the date ``since`` to ``until`` by ``methods`` (a list of words); returns the Inquiry.

    ``target`` is how many of ``unit`` (户, 名老人) are asked, None where that cannot be said; ``technical`` asks for an
    expert's opinion, ``costed`` for a cost plan before the report is published. A later plan replaces the first until
    the inquiry is closed. Invalid, by field, where the end lies before the beginning, no method is named, or fewer
    are asked than have answered.
    """
    methods, unit = _methods(methods), written(unit, "unit", 20)
    if until < since:
        raise Invalid(_("The last day of the inquiry lies before its first."), field="until")
    with taking(TABLE["research.plan"], matter, by=by, seen=seen) as entry:
        old = Inquiry.objects.filter(matter=matter).first()
        _require_sample(target, old.returned if old else None, "target")
        values = {
            "since": since, "until": until, "methods": methods, "unit": unit, "target": target,
            "technical": technical, "costed": costed,
        }
        row, _made = Inquiry.objects.update_or_create(
            matter=matter, defaults=values, create_defaults={**values, "community": matter.community}
        )
        entry.made = row
        entry.payload = {
            "inquiry": row.pk, "since": since.isoformat(), "until": until.isoformat(), "target": target,
            "seal": seal("\n".join([*methods, unit])),
        }
    return row


def record_returns(matter, *, by, returned, as_of=None, seen=None):
    """Record that ``returned`` of those asked have answered, as of the date ``as_of``, or in the whole period.

    A later count replaces it, as a correction also after closing, until the report is published. Returns the Inquiry.
    Invalid where more have answered than were asked, or ``as_of`` lies in the future or before the inquiry.
    """
    with taking(TABLE["research.record_returns"], matter, by=by, seen=seen) as entry:
        row = _open_inquiry(matter)
        if as_of is not None:
            as_of = past_day(as_of, "as_of", row.since)
        if row.closed_on and as_of is not None and as_of < row.until:
            raise Invalid(_("The inquiry is closed: give the returns of its whole period."), field="as_of")
        _require_sample(row.target, returned, "returned")
        row.returned, row.as_of = returned, as_of
        row.save(update_fields=["returned", "as_of"])
        entry.made = row
        entry.payload = {
            "inquiry": row.pk, "returned": returned, "target": row.target, "as_of": as_of and as_of.isoformat(),
        }
    return row


def record_finding(matter, *, by, text, n=None, seen=None):
    """Record a finding under the next number, or correct finding ``n``; returns the Finding.

    Invalid where the text is empty or longer than 1,000 characters, or there is no finding ``n``.
    """
    text = written(text, "text", 1000)
    with taking(TABLE["research.record_finding"], matter, by=by, seen=seen) as entry:
        _open_inquiry(matter)
        if n is None:
            last = matter.findings.aggregate(last=Max("n"))["last"] or 0
            row = Finding.objects.create(community=matter.community, matter=matter, n=last + 1, text=text)
        else:
            row = matter.findings.filter(n=n).first()
            if row is None:
                raise Invalid(_("There is no finding %(n)s to correct.") % {"n": n}, field="n")
            row.text = text
            row.save(update_fields=["text"])
        entry.made = row
        entry.payload = {"finding": row.pk, "n": row.n, "corrected": n is not None, "seal": seal(text)}
    return row


def record_opinion(matter, *, by, text, person=None, words="", given_on=None, seen=None):
    """Record what an expert said on the date ``given_on`` (today); returns the ExpertOpinion.

    The expert is ``person``, or is named with the calling in ``words``; Invalid where neither is said, where the text
    is empty or longer than 2,000 characters, or the day lies in the future.
    """
    text, words = written(text, "text", 2000), brief(words, "words", 60)
    if person is None and not words:
        raise Invalid(_("Say which expert it was: name and calling."), field="words")
    day = past_day(given_on, "given_on")
    behalf = None if person == by else person
    with taking(TABLE["research.record_opinion"], matter, by=by, on_behalf_of=behalf, seen=seen) as entry:
        _open_inquiry(matter)
        row = ExpertOpinion.objects.create(
            community=matter.community, matter=matter, person=person, words=words, text=text, given_on=day
        )
        entry.made, entry.payload = row, {"opinion": row.pk, "seal": seal(f"{words}\n{text}")}
    return row


def draft_option(matter, *, by, code, name, note="", budget_yuan=None, seen=None):
    """Draft the option ``code`` (A, 甲, P1), or write it anew; returns the DraftOption. ``budget_yuan`` in whole yuan.

    Invalid where code (8 characters) or name (120) are empty or too long, or the budget is negative.
    """
    code, name = written(code, "code", 8), written(name, "name", 120)
    note = brief(note, "note", 500)
    if budget_yuan is not None and budget_yuan < 0:
        raise Invalid(_("A sum cannot be negative."), field="budget_yuan")
    with taking(TABLE["research.draft_option"], matter, by=by, seen=seen) as entry:
        _open_inquiry(matter)
        values = {"name": name, "note": note, "budget_yuan": budget_yuan}
        row, _made = DraftOption.objects.update_or_create(
            matter=matter, code=code, defaults=values, create_defaults={**values, "community": matter.community}
        )
        entry.made = row
        entry.payload = {
            "option": row.pk, "code": code, "budget_yuan": budget_yuan, "seal": seal(f"{name}\n{note}"),
        }
    return row


def plan_costs(
    matter, *, by, total_yuan, subsidy_yuan, owners_yuan, shares=(), households_per_floor=None, seen=None
):
    """Plan the costs in whole yuan and who bears them, as a new version beside the earlier ones; returns the CostPlan.

    ``shares`` are pairs (label, percent) for one household each, with ``households_per_floor`` households to a label.
    Before the report is published, and again while the matter is deliberated. Invalid where the parts are not exactly
    the total, or the percents of all households not exactly 100.
    """
    require_sum(total_yuan, subsidy_yuan, owners_yuan)
    shares = exact_shares(shares, households_per_floor, owners_yuan)
    with taking(TABLE["research.plan_costs"], matter, by=by, seen=seen) as entry:
        last = matter.cost_plans.aggregate(last=Max("n"))["last"] or 0
        row = CostPlan.objects.create(
            community=matter.community, matter=matter, n=last + 1, total_yuan=total_yuan, subsidy_yuan=subsidy_yuan,
            owners_yuan=owners_yuan, households_per_floor=households_per_floor, shares=shares, planned_on=today(),
        )
        entry.made = row
        entry.payload = {
            "costs": row.pk, "n": row.n, "total": total_yuan, "subsidy": subsidy_yuan, "owners": owners_yuan,
        }
    return row


def close(matter, *, by, seen=None):
    """Close the inquiry; returns it. Refused before its last day, and while the returns of the period are not counted.

    Figures and findings can still be corrected, until the report is published.
    """
    with taking(TABLE["research.close"], matter, by=by, seen=seen) as entry:
        row = Inquiry.objects.get(matter=matter)
        guarded_update(row, {"closed_on": None}, closed_on=today())
        entry.made = row
        entry.payload = {"inquiry": row.pk, "returned": row.returned, "target": row.target}
    return row


def publish(matter, *, by, channels, until=None, words="", seen=None):
    """Publish the report of the inquiry and who answered, from today to the date ``until``; returns the Posting.

    It is a posting of purpose "research", for 15 days where ``until`` is left out; it must be up three days before the
    deliberation. Refused before closing, and without findings, options, an expert's opinion or costs where asked for.
    Nothing of the report can be changed afterwards.
    """
    day = today()
    with taking(TABLE["research.publish"], matter, by=by, seen=seen) as entry:
        row = _open_inquiry(matter)
        posting = postings.post(
            matter, PostingPurpose.RESEARCH, by=by, since=day, until=until or day + dt.timedelta(days=POSTED_DAYS),
            channels=channels, words=brief(words, "words", 500) or who_answered(row),
        )
        guarded_update(row, {"published_on": None}, published_on=day)
        entry.made = posting
        entry.payload = {
            "inquiry": row.pk, "posting": posting.pk, "returned": row.returned, "target": row.target,
            "findings": matter.findings.count(), "options": matter.options.count(),
        }
    return posting


def close_call(matter, *, by, seen=None):
    """End an open call for opinions once its report is published; the matter is completed. Returns the Matter.

    Refused for every other procedure: those go on to deliberate.
    """
    with taking(TABLE["research.close_call"], matter, by=by, seen=seen, closed_on=today()) as entry:
        entry.made, entry.payload = matter, {"inquiry": matter.inquiry.pk}
    return matter


def who_answered(inquiry):
    """Return in one sentence how many of whom answered."""
    percent = inquiry.percent
    figures = {"returned": inquiry.returned, "target": inquiry.target, "unit": unit_words(inquiry.unit), "percent": percent}
    if percent is None:
        return str(_("%(returned)s %(unit)s answered.") % all_grouped(figures))
    return str(_("%(returned)s of %(target)s %(unit)s answered (%(percent)s%%).") % all_grouped(figures))


def _open_inquiry(matter):
    """Return the inquiry, locked as not yet published: from here to the commit nobody publishes it."""
    row = Inquiry.objects.get(matter=matter)
    guarded_update(row, {"published_on": None}, published_on=None)
    return row


def _methods(methods):
    words = list(dict.fromkeys(word.strip() for word in methods if word.strip()))
    if not words:
        raise Invalid(_("Name at least one method."), field="methods")
    return [brief(word, "methods", 60) for word in words]


def _require_sample(target, returned, field):
    if target is not None and target < 1:
        raise Invalid(_("Ask at least one, or leave the number open."), field=field)
    if returned is not None and returned < 0:
        raise Invalid(_("A count cannot be negative."), field=field)
    if target is not None and returned is not None and returned > target:
        raise Invalid(
            _("%(returned)s have answered, which is more than the %(target)s asked.")
            % {"returned": returned, "target": target}, field=field,
        )
