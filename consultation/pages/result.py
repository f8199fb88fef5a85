"""Steps 4 and 6 of a matter's page: the votes, and what is done about the result."""

from django.utils.translation import gettext as _

from yishi.people.enums import READERS
from yishi.people.names import display_name
from yishi.people.rules import holds
from yishi.text.side_by_side import listed
from yishi.web.drawing import CountBar

from ..domain.satisfaction import may_rate
from ..models import Satisfaction
from ..naming import named
from ..polls.enums import PollState
from ..queries.supervise import last_survey
from ..transitions.supervise import ENTERERS
from .acts import open_acts
from .ballots import poll_card
from .milestones import heading, milestones_of, plan_of, share_out


def sections(matter, viewer):
    """Return the sections of votes and of execution; each is empty where the matter has not come that far."""
    return {"polls": polls(matter, viewer), "supervise": supervise(matter, viewer)}


def polls(matter, viewer):
    """Return a card for each poll of the matter, those that decide first; drafts are shown to those in office alone."""
    drafts = holds(viewer, READERS, matter.community)
    rows = [poll for poll in matter.polls.all() if drafts or poll.state != PollState.DRAFT]
    return [poll_card(poll, viewer) for poll in rows]


def supervise(matter, viewer):
    """Return who carries it out, the milestones as they stand today, inspections, orders, ratings and follow-ups."""
    milestones = milestones_of(matter)
    orders, whistles, follow_ups = (
        list(rows.all()) for rows in (matter.supervision_orders, matter.whistles, matter.follow_ups)
    )
    responses = [response for whistle in whistles for response in whistle.responses.all()]
    for row in [*milestones, *orders, *whistles, *follow_ups]:
        row.matter, row.community = matter, matter.community
    for row in [*milestones, *orders, *responses, *follow_ups]:
        row.community = matter.community
        row.open_acts = open_acts(row, viewer)
    for row in milestones:
        share_out(row)
    survey = last_survey(matter)
    tally = survey.tally() if survey else None
    return {
        "execution": getattr(matter, "execution", None),
        "milestones": milestones,
        "heading": heading(milestones),
        "plan": plan_of(milestones, getattr(matter, "execution", None)),
        "inspections": _inspections(matter, viewer),
        "records": list(matter.accountability_records.all()),
        "orders": orders,
        "whistles": whistles,
        "survey": survey,
        "tally": tally,
        "bar": satisfaction_bar(tally) if tally else None,
        "ratings_open": ratings_open(survey, viewer),
        "ratings": _ratings(survey, viewer),
        "follow_ups": follow_ups,
        "follow_up_lines": _lines(follow_ups),
    }


def _lines(follow_ups):
    """Return the first of those ``follow_ups`` that read alike, with their count; what the reader can settle stands alone."""
    lines = {}
    for row in follow_ups:
        alike = row.pk if row.open_acts else (row.due, row.kind, row.name, row.done_on, row.text)
        first = lines.setdefault(alike, row)
        first.count = getattr(first, "count", 0) + 1
    return list(lines.values())


def satisfaction_bar(tally):
    """Return the bar of a survey's ``tally``: satisfied, basically satisfied, dissatisfied, of those who rated."""
    parts = (("for", tally.satisfied), ("abstain", tally.basic), ("against", tally.dissatisfied))
    figures = zip(Satisfaction.labels, (figure for _kind, figure in parts), strict=True)
    return CountBar(
        _("Ratings"), parts, tally.rated, "\N{NO-BREAK SPACE}· ".join(f"{label} {figure}" for label, figure in figures),
        sentence=_("nobody has rated yet") if not tally.rated else "",
    )


def ratings_open(survey, viewer):
    """Return whether the page offers to rate the result: to a visitor too, who signs in first; once to everybody."""
    if survey is None or not survey.takes_ratings():
        return False
    if viewer is None or holds(viewer, ENTERERS, survey.community):
        return True
    return may_rate(viewer, survey) and not survey.ratings.filter(person=viewer).exists()


def _inspections(matter, viewer):
    rows = sorted(matter.inspections.all(), key=lambda inspection: inspection.round)
    for row in rows:
        for member in row.members.all():
            member.community = matter.community
        row.by = listed(named(member, viewer) for member in row.members.all())
    return rows


def _ratings(survey, viewer):
    """Return the ratings that say something in words; the rest are in the figures."""
    rows = survey.said if survey else []
    for row in rows:
        row.by = display_name(row.person, viewer)
    return rows
