"""The outcome paper: a version of a resolution with its votes, the opinions against it, tasks, and its provenance."""

import itertools
import json
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _

from yishi.clock.spoken import since_year
from yishi.documents.job import Attached
from yishi.documents.sheet import address, code_to_scan, paper
from yishi.people.enums import BodyKind
from yishi.people.models import Body
from yishi.text.figures import grouped
from yishi.web.drawing import percent

from ..enums import Rule
from ..models import OutcomeRecord, Resolution
from ..polls.enums import Method, PollState
from ..polls.models import Poll
from ..polls.queries import results
from ..queries.figures import decisive_figures
from ..remedies import remedy
from .figures import events_of, named, short_code, sources_of, words_of


def read(document):
    """Return (Resolution, OutcomeRecord) that ``document`` is about, or None where the version was never public."""
    rows = Resolution.objects.ever_public().select_related("matter__community__parent", "number")
    resolution = rows.filter(matter=document.subject, version=document.version).first()
    record = OutcomeRecord.objects.filter(matter=document.subject, version=document.version).first()
    return (resolution, record) if resolution and record else None


def write(document):
    """Return the Job of the outcome paper; the record travels in it as JSON."""
    found = read(document)
    if found is None:
        return None
    resolution, record = found
    issuer = issuer_of(resolution.community)
    words = {**said(resolution, record), **checked(record)}
    data = json.dumps(record.content, sort_keys=True, ensure_ascii=False, indent=1).encode()
    return paper(
        document, "consultation/papers/outcome.html", words, title=resolution.title, author=issuer,
        made=resolution.published_at,
        attached=[Attached("record.json", str(_("The outcome record: every figure and where it comes from")), data)],
    )


def issuer_of(community):
    """Return the name of the residents' committee that issues the papers of ``community``."""
    body = Body.objects.filter(community=community, kind=BodyKind.COMMITTEE).order_by("pk").first()
    return body.name if body else community.name


def said(resolution, record):
    """Return what the paper says: the resolution, how it was decided, what spoke against it, what follows."""
    matter = resolution.matter
    polls = [vote(poll, n) for n, poll in enumerate(counted(matter), start=1)]
    street = matter.community.parent
    return {
        "resolution": resolution, "matter": matter, "chapters": itertools.count(1), "opening": opening(matter, record),
        "polls": polls, "many": len(polls) > 1,
        "agreed": [] if any(poll["decisive"] for poll in polls) else [row.text for row in decisive_figures(matter)],
        "minority": list(matter.minority_opinions.order_by("n")),
        "tasks": list(resolution.tasks.select_related("body")), "remedy": remedy(matter),
        "copy_to": street.name if street else matter.community.name,
    }


def checked(record):
    """Return what lets a reader check the paper: its figures with their sources, the address, the code."""
    where = address(reverse("check", args=[record.sha256]))
    names = named([(figure["code"], figure["label"], figure["value"]) for figure in record.content["figures"]])
    return {
        "record": record, "scan": code_to_scan(where), "short_code": short_code(record.sha256),
        "check_address": address(reverse("check-ask")),
        "figures": [
            {"label": names[figure["code"]], "words": words_of(figure["code"], figure["value"]),
             "sources": sources_of(figure), "events": events_of(figure)}
            for figure in record.content["figures"]
        ],
    }


def opening(matter, record):
    """Return the first sentence: what brought the matter up, and when it was deliberated."""
    figures = {figure["code"]: figure["value"] for figure in record.content["figures"]}
    days = sorted({sitting.date for sitting in matter.sittings.held().with_meeting()})
    words = {
        "title": matter.title, "code": matter.code, "reports": grouped(figures.get("reports", 0)),
        "supporters": grouped(figures.get("supporters", 0)), "days": _(", ").join(since_year(day) for day in days),
    }
    if not days:
        return _("%(reports)s reports and %(supporters)s supporters brought up the matter “%(title)s” (%(code)s). What "
                 "came of it is made public herewith.") % words
    return _("%(reports)s reports and %(supporters)s supporters brought up the matter “%(title)s” (%(code)s). It was "
             "dealt with on %(days)s. What came of it is made public herewith.") % words


def counted(matter):
    """Return the ballots of ``matter`` whose result is public, the deciding ones last, as the story went."""
    rows = Poll.objects.filter(matter=matter, state=PollState.CERTIFIED)
    return list(rows.select_related("community", "place").order_by("opens_at", "pk"))


def vote(poll, n):
    """Return what the paper says of ``poll``, the ``n``-th: who decided what by which rule, and the table."""
    return {
        "n": n, "question": poll.question, "about": about(poll), "decisive": poll.decisive, "weighs_area": poll.weighs_area,
        "questions": [
            {"text": each.question, "sentence": each.sentence, "rows": rows_of(each)} for each in results(poll)
        ],
    }


def about(poll):
    """Return in a line what ``poll`` asks, by which rule, how, and whether it decides."""
    words = {"question": poll.question, "rule": poll.get_rule_display(), "secrecy": poll.get_secrecy_display()}
    if not poll.decisive and poll.rule == Rule.ADVISORY_POLL:
        return _("%(question)s: %(rule)s, which decides nothing; %(secrecy)s") % words
    if not poll.decisive:
        return _("%(question)s: %(rule)s, %(secrecy)s; advisory, decides nothing") % words
    return _("%(question)s: %(rule)s, %(secrecy)s; this vote decides") % words


def rows_of(result):
    """Return the lines of the table of one question; what counts for nobody stands in a line of its own."""
    whole = result.present or 0
    lines = [(row.label, row.heads, row.area if result.weighs_area else None) for row in result.choices]
    one_each = result.method in (Method.YES_NO_ABSTAIN, Method.SINGLE)
    rest = whole - sum(heads for _label, heads, _area in lines) if one_each else result.invalid
    if rest > 0:
        lines.append((_("blank, spoilt, or present without a vote"), rest, None))
    return [
        {"label": label, "heads": heads, "area": area and f"{area:,.2f}", "share": _share(heads, whole)}
        for label, heads, area in lines
    ]


def _share(part, whole):
    return percent(Fraction(part, whole), places=1, all_places=True) if whole else "—"
