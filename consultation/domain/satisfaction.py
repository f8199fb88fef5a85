"""Asking the residents whether the result satisfies, and answering those whom it does not."""

import datetime as dt

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from yishi.acts import taking
from yishi.clock import spoken
from yishi.clock.story import today
from yishi.db.guard import STALE
from yishi.journal.domain.texts import seal
from yishi.people.enums import Role
from yishi.people.rules import holds
from yishi.refusals import Forbidden, Invalid, Refused, Stale
from yishi.text.side_by_side import listed

from ..models import FollowUp, FollowUpKind, Rating, RatingChannel, Satisfaction, SatisfactionSurvey, SurveyState
from ..predicates import owns_here
from ..queries.supervise import SURVEY_DAYS, SURVEY_WITHIN_DAYS, survey_deadline
from ..transitions import TABLE
from ..transitions.supervise import ENTERERS, RATERS
from .wording import brief

TEXT = 500
FOLLOW_UP_DAYS = 7


def open_survey(matter, *, by, until, invited, since=None, seen=None):
    """The residents are asked from the date ``since`` (default: today) to ``until``; ``invited`` is how many.

    Returns the SatisfactionSurvey. Refused before the work is accepted, while something due is not done, while another
    survey is open, or later than 7 days after the last milestone or inspection: then it is inspected once more first.
    Invalid where it would be open for less than 10 days, counted from the day after opening.
    """
    since = since or today()
    _require_window(matter, since, until)
    if invited < 1:
        raise Invalid(_("Say how many were invited, at least one."), field="invited")
    try:
        with taking(TABLE["satisfaction.open_survey"], matter, by=by, seen=seen) as entry:
            matter.surveys.filter(state=SurveyState.OPEN, until__lt=today()).update(state=SurveyState.COUNTED)
            entry.made = SatisfactionSurvey.objects.create(
                community=matter.community, matter=matter, since=since, until=until, invited=invited
            )
            entry.payload = {
                "survey": entry.made.pk, "since": since.isoformat(), "until": until.isoformat(), "invited": invited,
            }
    except IntegrityError as error:
        raise Stale(STALE) from error
    return entry.made


def rate(survey, *, by, value, text="", channel=RatingChannel.ONLINE, on_behalf_of=None, seen=None):
    """A person rates the result, once: ``value`` is a Satisfaction, ``text`` what he or she says of it.

    ``by`` rates for herself online; staff enter a paper, a call or a visit (``channel``) of ``on_behalf_of``. Returns
    the Rating. A dissatisfied one opens a follow-up that is owed within 7 days. Forbidden to who neither lives nor
    owns in the community; Refused out of the survey's days, and a second time.
    """
    person, text = on_behalf_of or by, brief(text, "text", TEXT)
    if value not in Satisfaction.values:
        raise Invalid(_("Say whether you are satisfied, basically satisfied or dissatisfied."), field="value")
    _require_rater(survey, person)
    _require_channel(survey, by, person, channel)
    act = TABLE["satisfaction.rate"]
    behalf = person if person != by else None
    try:
        with taking(act, survey, by=by, on_behalf_of=behalf, seen=seen) as entry:
            rating = entry.made = Rating.objects.create(
                community=survey.community, survey=survey, person=person, value=value, text=text, channel=channel,
                on=today(), entered_by=by if behalf else None,
            )
            entry.payload = {"survey": survey.pk, "rating": rating.pk, "value": str(value)}
            if text:
                entry.payload["text"] = seal(text)
            if value == Satisfaction.DISSATISFIED:
                entry.payload["follow_up"] = _owe_answer(rating).pk
    except IntegrityError as error:
        raise Refused(_("This person has rated the result already. Everybody rates once.")) from error
    return rating


def may_rate(person, survey):
    """Return whether ``person`` lives, represents residents or owns a flat or shop in the survey's community."""
    return holds(person, RATERS, survey.community) or owns_here(person, survey)


def _owe_answer(rating):
    """Make the follow-up that a dissatisfied ``rating`` opens."""
    return FollowUp.objects.create(
        community=rating.community, matter=rating.survey.matter, kind=FollowUpKind.DISSATISFIED, rating=rating,
        due=today() + dt.timedelta(FOLLOW_UP_DAYS),
    )


def _require_window(matter, since, until):
    if since < today():
        raise Invalid(_("A survey cannot have opened before today."), field="since")
    last_day = survey_deadline(matter, today())
    if last_day and today() <= last_day < since:
        raise Invalid(
            _("It opens by %(day)s, %(n)d days after the last milestone or inspection.")
            % {"day": spoken.day(last_day), "n": SURVEY_WITHIN_DAYS}, field="since",
        )
    if (until - since).days < SURVEY_DAYS:
        raise Invalid(
            _("A survey is open for at least %(n)d days, counted from the day after opening: until %(day)s or longer.")
            % {"n": SURVEY_DAYS, "day": spoken.day(since + dt.timedelta(SURVEY_DAYS))}, field="until",
        )


def _require_rater(survey, person):
    if not may_rate(person, survey):
        raise Forbidden(_("The result is rated by those who live or own a flat or shop in this community."))


def _require_channel(survey, by, person, channel):
    """Refuse a rating entered by who may not, or a channel that does not fit who entered it."""
    if channel not in RatingChannel.values:
        raise Invalid(_("Say how the rating came in."), field="channel")
    if person == by:
        if channel != RatingChannel.ONLINE:
            raise Invalid(_("Your own rating is given online; a paper is entered by staff."), field="channel")
        return
    if not holds(by, ENTERERS, survey.community):
        who = listed(role.label for role in Role if role in ENTERERS)
        raise Forbidden(_("Ratings of others are entered by: %(who)s.") % {"who": who})
    if channel == RatingChannel.ONLINE:
        raise Invalid(_("Say how the rating came in: on paper, by telephone or at a visit."), field="channel")
