"""Guards of step 6: what must be true before work begins, is accepted, is rated, is closed."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yishi.checks import Check
from yishi.clock import spoken
from yishi.clock.story import today
from yishi.people.enums import Role
from yishi.text.side_by_side import listed

from ..enums import MatterState
from ..queries.decisions import decision
from ..queries.supervise import (
    FAILS_IN_A_ROW,
    SURVEY_DAYS,
    SURVEY_WITHIN_DAYS,
    accountability_owed,
    last_inspection,
    last_survey,
    last_worked,
    survey_deadline,
    unfinished,
)

LAW_32 = gettext_lazy("Organic Law of Urban Residents’ Committees, art. 32")
SECRETARY = Role.COMMUNITY_SECRETARY.label
SUPERVISORY = Role.SUPERVISORY_MEMBER.label


def resolution_published(matter):
    """Only what was published is carried out (Organic Law art. 34)."""
    done = matter.resolutions.ever_public().exists()
    return [Check("resolution_published", _("the resolution is published"), done, SECRETARY, "outcomes.publish")]


def posting_not_awaited(matter):
    """Steps 5 and 6 may overlap, unless the matter is set to wait for the end of the posting."""
    done = not (matter.waits_for_posting and matter.state == MatterState.PUBLISHING)
    label = _("the posting of the resolution has ended, for which this matter waits")
    return [Check("posting_ended", label, done, SECRETARY, "outcomes.end_posting")]


def under_way(milestone):
    """A milestone is worked on only while its matter is being carried out."""
    matter = milestone.matter
    running = matter.state in (MatterState.PUBLISHING, MatterState.EXECUTING)
    return [
        Check("under_way", _("the matter is being carried out"), running, SECRETARY),
        *posting_not_awaited(matter),
    ]


def lead_named(matter):
    """A promise has an owner."""
    done = hasattr(matter, "execution")
    return [Check("lead_named", _("it is said who carries it out"), done, SECRETARY, "execution.start")]


def milestones_set(matter):
    """What was decided is carried out in steps with a date each (Organic Law art. 32)."""
    return [Check("milestones_set", _("at least one milestone is set"), matter.milestones.exists(), SECRETARY,
                  "execution.add_milestone", LAW_32)]


def milestones_closed(matter):
    """Every milestone is done."""
    names = _names(unfinished(matter))
    label = _("every milestone is done; not yet: %(names)s") if names else _("every milestone is done")
    return [Check("milestones_closed", label % {"names": names}, not names, _lead(matter), "execution.complete")]


def nothing_due(matter):
    """Residents rate what was due: no milestone whose day has come may be unfinished. Later ones may run on."""
    names = _names(row for row in unfinished(matter) if row.due <= today())
    label = _("every milestone that was due is done; not yet: %(names)s") if names else _("every milestone due is done")
    return [Check("nothing_due", label % {"names": names}, not names, _lead(matter), "execution.complete")]


def accepted(matter):
    """Where there are milestones, the last inspection must have passed."""
    if not matter.milestones.exists():
        return []
    last = last_inspection(matter)
    if last is not None and not last.passed:
        label = _("the work that failed in round %(n)d is done again and has passed") % {"n": last.round}
    else:
        label = _("the work was inspected and accepted")
    return [Check("accepted", label, bool(last and last.passed), SUPERVISORY, "inspections.inspect", LAW_32)]


def accountability_recorded(matter):
    """Two failed acceptances in a row are accounted for before anybody inspects again."""
    label = _("somebody was held to account for %(n)d failed inspections in a row") % {"n": FAILS_IN_A_ROW}
    return [Check("accountability_recorded", label, accountability_owed(matter) is None,
                  Role.STREET_DIRECTOR.label, "supervision.account")]


def within_seven_days(matter):
    """Residents are asked within 7 days of the last milestone or acceptance. A new inspection opens the door again."""
    last_day = survey_deadline(matter, today())
    if last_day is None:
        return []
    done = today() <= last_day
    label = _("residents are asked by %(day)s, %(n)d days after the last milestone or inspection; inspect again first")
    return [Check("survey_in_time", label % {"day": spoken.day(last_day), "n": SURVEY_WITHIN_DAYS}, done, SUPERVISORY,
                  "inspections.inspect")]


def no_survey_runs(matter):
    """One survey at a time."""
    last = last_survey(matter)
    done = last is None or last.has_ended()
    return [Check("no_survey_runs", _("no other survey of this matter is open"), done, SECRETARY)]


def survey_ended(matter):
    """A survey was opened in time after the last work and acceptance, was open for 10 days at least, and is over."""
    if not matter.milestones.exists():
        return []
    survey, last_work = last_survey(matter), last_worked(matter, today())
    asked = survey is not None and (last_work is None or survey.since >= last_work)
    label = _("residents were asked after the last milestone and inspection whether the result satisfies")
    checks = [Check("surveyed", label, asked, SECRETARY, "satisfaction.open_survey")]
    if not asked:
        return checks
    last_day = survey_deadline(matter, survey.since)
    in_time = last_day is None or survey.since <= last_day
    over = _("the survey was open for %(n)d days and has ended; its last day is %(day)s") % {
        "n": SURVEY_DAYS, "day": spoken.day(survey.until),
    }
    return [
        *checks,
        Check("survey_in_time", _("the survey was opened within %(n)d days of the last milestone or inspection")
              % {"n": SURVEY_WITHIN_DAYS}, in_time, SECRETARY, "inspections.inspect"),
        Check("survey_over", over, survey.days_open >= SURVEY_DAYS and survey.has_ended(), SECRETARY),
    ]


def survey_takes_ratings(survey):
    """A rating is given within the survey's days, the last one included."""
    label = _("the survey takes ratings from %(since)s to %(until)s") % {
        "since": spoken.day(survey.since), "until": spoken.day(survey.until),
    }
    over = _("The survey took ratings until %(day)s.") % {"day": spoken.day(survey.until)} if survey.has_ended() else ""
    return [Check("survey_open", label, survey.takes_ratings(), SECRETARY, over=over)]


def ballot_passed(matter):
    """Only what was adopted can be completed."""
    label = _("the matter was adopted by those who decide; what was not adopted is closed as not passed")
    adopted = decision(matter)
    over = _("This matter was voted down: it is closed as not passed.") if adopted is False else ""
    return [Check("ballot_passed", label, adopted is True, SECRETARY, "execution.close_not_passed", over=over)]


def ballot_not_passed(matter):
    """Only what was voted down is closed as not passed."""
    label = _("the matter was voted down by those who decide; what was adopted is closed as completed")
    adopted = decision(matter)
    over = _("This matter was adopted: it is closed when it is carried out.") if adopted else ""
    return [Check("ballot_not_passed", label, adopted is False, SECRETARY, "execution.close", over=over)]


def response_not_rated(response):
    """The caller rates an answer once."""
    over = _("This answer is rated. The caller rates it once.")
    return [Check("not_rated", _("this answer is not rated yet"), not response.rating, Role.DISPATCHER.label, over=over)]


def caller_not_rated(response):
    """The called body rates the call once."""
    over, done = _("This call is rated. Whoever was called rates it once."), not response.caller_rating
    return [Check("not_rated", _("this call is not rated yet"), done, Role.DEPARTMENT_LIAISON.label, over=over)]


def _lead(matter):
    """Return who owes the work: the leading body in words, or the secretary."""
    execution = getattr(matter, "execution", None)
    return execution.lead_words if execution else SECRETARY


def _names(milestones):
    return listed(milestone.name for milestone in milestones)
