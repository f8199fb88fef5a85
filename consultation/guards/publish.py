"""What stands before publishing a resolution and before ending its posting (domain 3.5, step 5; Organic Law 31, 34)."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from yishi.checks import Check
from yishi.clock import spoken
from yishi.clock.story import today
from yishi.people.enums import Role

from ..domain.postings import RESOLUTION_DAYS, days_posted
from ..models import AnswerState, Audience, Matter, Nothing, PostingPurpose, PostingState, Resolution, ResolutionState
from ..models.outcomes import PUBLIC_STATES
from ..queries.audiences import AUDIENCES
from ..queries.figures import decisive_figures
from .agenda import gaps_explained

SECRETARY, RECORDER, SUPERVISORY = (role.label for role in (Role.COMMUNITY_SECRETARY, Role.RECORDER, Role.SUPERVISORY_MEMBER))
ONE_DAY = dt.timedelta(days=1)


def matter_of(thing):
    """Return the matter of ``thing``, which is a matter itself or one of its rows."""
    return thing if isinstance(thing, Matter) else thing.matter


def numbered(resolution):
    """Return whether the version has its number from the register, and the numbers skipped before it are explained."""
    return [
        Check(
            "numbered", _("the resolution has its number from the register"), resolution.number_id is not None,
            RECORDER, "outcomes.take_number",
        ),
        *gaps_explained(resolution.number),
    ]


def reviewed(resolution):
    """Return whether another person has reviewed the draft, as it stands now, before it goes out."""
    done = Resolution.objects.filter(pk=resolution.pk, review__isnull=False).exists()
    label, why = _("another person has reviewed the text as it stands"), _("Regulations on open government information, art. 17")
    return [Check("reviewed", label, done, Role.DISCLOSURE_OFFICER.label, "releases.review", why)]


def minority_settled(thing):
    """Return whether every minority opinion is answered, or somebody stated that there is none."""
    matter = matter_of(thing)
    why = _("Opinions on consultation in urban and rural communities (2015): other opinions are explained")
    opinions = list(matter.minority_opinions.all())
    if not opinions:
        stated = matter.nones.filter(what=Nothing.MINORITY).exists()
        label = _("minority opinions are recorded, or it is recorded that there is none")
        return [Check("minority_recorded", label, stated, RECORDER, "outcomes.record_no_minority", why)]
    return [
        Check(
            f"minority_answered_{opinion.n}", _("minority opinion %(n)s is answered") % {"n": opinion.n},
            opinion.state == AnswerState.ANSWERED, SECRETARY, "outcomes.answer_minority", why, on=opinion.pk,
        )
        for opinion in opinions
    ]


def figures_present(thing):
    """Return whether the figures of the decisive ballots are certified, or a consensus stands in their place."""
    label = _("the figures of the decisive ballot, or the consensus, are there")
    return [Check("figures", label, bool(decisive_figures(matter_of(thing))), SUPERVISORY, "ballots.certify")]


def tasks_named(resolution):
    """Return whether the next tasks are named, or somebody stated that there is none."""
    done = resolution.tasks.exists() or resolution.matter.nones.filter(what=Nothing.TASKS).exists()
    label = _("the next tasks are named with their bodies, or it is recorded that there is none")
    return [Check("tasks", label, done, RECORDER, "outcomes.name_task")]


def posting_planned(resolution):
    """Return whether a posting made for this version hangs for 15 days from today or from its own beginning on."""
    drafted, day = resolution.drafted_on, today()
    done = any(
        posting.since >= drafted and (posting.until - max(posting.since, day)).days >= RESOLUTION_DAYS
        for posting in resolution.matter.postings.standing(PostingPurpose.RESOLUTION)
    )
    label = _("a posting of at least %(n)s days is arranged, with its channels") % {"n": RESOLUTION_DAYS}
    return [Check("posting_planned", label, done, RECORDER, "postings.post",
                  _("Organic Law of Urban Residents’ Committees, art. 34"))]


def in_force(matter):
    """Return the version of ``matter`` that is published, also where it is ordered to be corrected; or None."""
    return next((each for each in matter.resolutions.all() if each.state in PUBLIC_STATES), None)


def published(matter):
    """Return whether a resolution is published and not under an order of correction."""
    resolution = in_force(matter)
    done = resolution is not None and resolution.state == ResolutionState.PUBLISHED
    label = _("the resolution is published")
    if resolution is not None and not done:
        label = _("the resolution is corrected as the sub-district ordered")
    return [Check("published", label, done, SECRETARY, "outcomes.publish",
                  _("Organic Law of Urban Residents’ Committees, arts 31 and 34"))]


def full_days(matter, resolution, day):
    """Return (full days, posting) of the posting of ``resolution`` that at the beginning of ``day`` has hung longest.

    A day counts when it is over, from the day after posting or after publication, whichever is later. What was put up
    before this version was drafted shows an earlier one, and counts for nothing.
    """
    since = resolution.published_on
    found = (0, None)
    for posting in _hung(matter, since=resolution.drafted_on):
        lost = max(0, (since - posting.since).days)
        found = max(found, (days_posted(posting, day - ONE_DAY) - lost, posting), key=lambda pair: pair[0])
    return found


def _hung(matter, since):
    """Return the postings of a resolution of ``matter`` that count, of those that were put up on ``since`` or later."""
    counting = (PostingState.STANDING, PostingPurpose.RESOLUTION)
    return [row for row in matter.postings.all() if (row.state, row.purpose) == counting and row.since >= since]


def posted_long_enough(matter):
    """Return whether the resolution hung for 15 full days, counted from the day after it was posted and published."""
    resolution = in_force(matter)
    days = full_days(matter, resolution, today())[0] if resolution else 0
    drafted = resolution.drafted_on if resolution else dt.date.min
    hanging = [row for row in _hung(matter, since=drafted) if row.until >= today()]
    running = min(hanging, key=lambda row: row.since, default=None)
    words = {"n": RESOLUTION_DAYS, "days": days}
    label = _("posted for %(n)s full days (%(days)s so far)") % words
    if running and resolution and days < RESOLUTION_DAYS:
        reached = max(running.since, resolution.published_on) + dt.timedelta(RESOLUTION_DAYS + 1)
        words["day"] = spoken.day(reached)
        label = _("posted for %(n)s full days (%(days)s so far; they are full on %(day)s)") % words
    return [Check("posted", label, days >= RESOLUTION_DAYS, RECORDER, "" if running else "postings.post",
                  _("Organic Law of Urban Residents’ Committees, art. 34"))]


def posting_proved(matter):
    """Return whether there is a photo or other proof of the posting of the resolution in force."""
    resolution = in_force(matter)
    done = resolution is not None and any(row.proofs.all() for row in _hung(matter, since=resolution.drafted_on))
    return [Check("proved", _("there is a photo or other proof of the posting"), done, RECORDER, "postings.prove")]


def objections_answered(matter):
    """Return whether every objection has its answer; each one without is a line of its own."""
    waiting = [
        Check(
            f"objection_{objection.pk}",
            _("the objection of %(day)s is answered (due %(due)s)")
            % {"day": spoken.day(objection.raised_on), "due": spoken.day(objection.due)},
            False, SECRETARY, "objections.answer", on=objection.pk,
        )
        for objection in matter.objections.all() if objection.state == AnswerState.OPEN
    ]
    return waiting or [Check("objections", _("all objections are answered"), True, SECRETARY, "objections.answer")]


def reported_back(matter):
    """Return for each audience that this matter has whether the result was reported back to it."""
    told = {row.to for row in matter.reports_back.all()}
    labels = {
        Audience.REPORTERS: _("the result is reported back to those who reported it"),
        Audience.SUPPORTERS: _("the result is reported back to those who supported it"),
        Audience.STAKEHOLDERS: _("the result is reported back to the stakeholders"),
    }
    return [
        Check(f"told_{to}", label, to in told, RECORDER, "outcomes.report_back", asks=(("to", to.value),))
        for to, label in labels.items()
        if AUDIENCES[to].exists(matter)
    ]


def filed(matter):
    """Return whether the version in force was filed with the sub-district office."""
    resolution = in_force(matter)
    done = resolution is not None and hasattr(resolution, "filing")
    label = _("the resolution is filed with the sub-district office")
    return [Check("filed", label, done, SECRETARY, "filing.file_with_street",
                  _("Organic Law of Urban Residents’ Committees, art. 31"))]


def objectable(matter):
    """Return whether there is a posted result to object to."""
    done = in_force(matter) is not None
    return [Check("published", _("the resolution is published"), done, SECRETARY, "outcomes.publish")]
