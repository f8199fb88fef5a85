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
    said = ABOUT.get(thing._meta.label)
    return said(thing, form.actor) if said else ""


def milestone(row, actor):
    """Return its number and name, and the day for which it is promised."""
    return _("%(name)s, promised for %(due)s") % {"name": row, "due": day(row.due)}


def follow_up(row, actor):
    """Return what is looked at again, by when, and what was said by whoever was not satisfied."""
    words = _("%(name)s, due %(due)s") % {"name": row, "due": day(row.due)}
    return headed(words, row.rating.text if row.rating_id else "")


def posting(row, actor):
    """Return what hangs, from when to when, and where."""
    words = {"what": row.get_purpose_display(), "since": day(row.since), "until": day(row.until)}
    return headed(_("%(what)s, from %(since)s to %(until)s") % words, listed(row.channels))


def period(row, actor):
    """Return from when to when it is open."""
    return _("From %(since)s to %(until)s") % {"since": day(row.since), "until": day(row.until)}


def order(row, actor):
    """Return its level and its day; its words stand beside the answer."""
    return _("%(order)s of %(day)s") % {"order": row.get_level_display(), "day": day(row.on)}


def called(row, actor):
    """Return the body that was called, and to what."""
    return headed(row.words, row.whistle.matter_words)


ABOUT = {
    "consultation.Milestone": milestone, "consultation.FollowUp": follow_up, "consultation.Posting": posting,
    "consultation.PublicCall": period, "consultation.SatisfactionSurvey": period, "consultation.SupervisionOrder": order,
    "consultation.WhistleResponse": called,
    "consultation.HearingParticipant": lambda row, actor: aside(named(row, actor), row.hearing.subject),
    "consultation.TextTemplate": lambda row, actor: headed(row.name, spelled(row.text)),
    "consultation.CallOpinion": lambda row, actor: row.text, "meetings.Comment": lambda row, actor: row.text,
    "consultation.Petition": lambda row, actor: row.text,
    "consultation.Report": lambda row, actor: row.title, "consultation.Resolution": lambda row, actor: row.title,
    "consultation.Hearing": lambda row, actor: row.subject, "polls.Poll": lambda row, actor: str(row),
}
