"""Which row an act is done to, in a line above its form, where the trail to the page names only the matter or the meeting."""

from django.utils.translation import gettext as _

from yishi.clock.spoken import day
from yishi.text.side_by_side import aside, headed, listed

from ..domain.templates import spelled
from ..naming import named


def about(form):
    """Return the words that tell the thing of ``form`` from its like; "" where the trail, or the form itself, does."""
    thing = form.thing
    if not thing.pk or form.reads:
        return ""
    if thing._meta.label == "consultation.HearingParticipant":
        return aside(named(thing, form.actor), thing.hearing.subject)
    return ABOUT[thing._meta.label](thing) if thing._meta.label in ABOUT else ""


def milestone(row):
    """Return its number and name, and the day for which it is promised."""
    return _("%(name)s, promised for %(due)s") % {"name": row, "due": day(row.due)}


def follow_up(row):
    """Return what is looked at again, by when, and what was said by whoever was not satisfied."""
    words = _("%(name)s, due %(due)s") % {"name": row, "due": day(row.due)}
    return headed(words, row.rating.text if row.rating_id else "")


def posting(row):
    """Return what hangs, from when to when, and where."""
    words = {"what": row.get_purpose_display(), "since": day(row.since), "until": day(row.until)}
    return headed(_("%(what)s, from %(since)s to %(until)s") % words, listed(row.channels))


def period(row):
    """Return from when to when it is open."""
    return _("From %(since)s to %(until)s") % {"since": day(row.since), "until": day(row.until)}


def order(row):
    """Return its level and its day; its words stand beside the answer."""
    return _("%(order)s of %(day)s") % {"order": row.get_level_display(), "day": day(row.on)}


def called(row):
    """Return the body that was called, and to what."""
    return headed(row.words, row.whistle.matter_words)


ABOUT = {
    "consultation.Milestone": milestone, "consultation.FollowUp": follow_up, "consultation.Posting": posting,
    "consultation.PublicCall": period, "consultation.SatisfactionSurvey": period, "consultation.SupervisionOrder": order,
    "consultation.WhistleResponse": called, "consultation.CallOpinion": lambda row: row.text, "consultation.Hearing": str,
    "consultation.Report": lambda row: row.title, "consultation.Resolution": lambda row: row.title,
    "consultation.TextTemplate": lambda row: headed(row.name, spelled(row.text)),
    "meetings.Comment": lambda row: row.text, "polls.Poll": str,
}
