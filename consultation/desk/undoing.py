"""Which act undoes which, as data: offered when an act is done, within the rules of the undoing act itself."""

from django.db.models import Model
from django.urls import reverse

from yishi.acts import may

from .doing import act_of

# act → (the act that undoes it, on what: the thing it was done to, or what it made)
THING, MADE = "thing", "made"
UNDONE_BY = {
    "reports.file": ("reports.withdraw", MADE),
    "reports.merge": ("reports.unmerge", THING),
    "reports.support": ("reports.unsupport", THING),
    "petitions.sign": ("petitions.unsign", THING),
    "postings.post": ("postings.withdraw", MADE),
    "agenda.post_notice": ("postings.withdraw", MADE),
    "sittings.put": ("sittings.take_off", THING),
    "outcomes.name_task": ("outcomes.drop_task", THING),
    "minutes.sign": ("minutes.withdraw_signature", THING),
    "meetings.schedule": ("meetings.cancel", MADE),
    "calls.say": ("calls.take_back", MADE),
    "hearings.prepare": ("hearings.drop", MADE),
    "hearings.name_participant": ("hearings.strike_participant", MADE),
    "templates.make": ("templates.retire", MADE),
}


def undo_of(act, thing, made, person):
    """Return (act, address) of what undoes ``act``, or None where the law, its state or its rules leave nothing to undo."""
    code, on = UNDONE_BY.get(act.code, ("", ""))
    if not code:
        return None
    undoing, done_to = act_of(code), made if on == MADE else thing
    if not isinstance(done_to, Model) or done_to._meta.label != undoing.thing or done_to.state not in undoing.sources:
        return None
    if not may(undoing, done_to, person):
        return None
    return undoing, reverse("act", args=[undoing.code, done_to.pk])
