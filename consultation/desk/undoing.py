"""Which act undoes which, as data: offered when an act is done, within the rules of the undoing act itself."""

from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from yishi.acts import may

from .doing import act_of

MOST = 20  # that are offered at once, one by one
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
    "meetings.close": ("sitting.reopen", THING),
    "meetings.schedule": ("meetings.cancel", MADE),
    "calls.say": ("calls.take_back", MADE),
    "hearings.prepare": ("hearings.drop", MADE),
    "hearings.name_participant": ("hearings.strike_participant", MADE),
    "templates.make": ("templates.retire", MADE),
}
# What of the row that the act made its undoing asks for, by the field of its form: the form need not ask what is known.
ASKED = {"outcomes.drop_task": ("n", "n"), "sittings.take_off": ("sitting", "pk")}


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
    return undoing, reverse("act", args=[undoing.code, done_to.pk]) + _known(undoing, made)


def _known(undoing, made):
    """Return what the address of the form of ``undoing`` fills in of ``made``; "" where it asks for nothing of it."""
    field, name = ASKED.get(undoing.code, ("", ""))
    return f"?{urlencode({field: getattr(made, name)})}" if field and isinstance(made, Model) else ""


def with_undo(words, undo):
    """Return ``words`` with the link that undoes what they tell of; ``undo`` is that of ``undo_of``."""
    if undo is None:
        return words
    return format_html('{} <a href="{}">{}</a>', words, undo[1], _("Undo: %(act)s") % {"act": undo[0].label})


def with_undo_of_each(words, act, things, person):
    """Return ``words`` with a link for each of the first ``things`` (they have codes) that undoes ``act`` on it."""
    undone = [(thing, undo) for thing in things[:MOST] if (undo := undo_of(act, thing, None, person))]
    if not undone:
        return words
    links = format_html_join(_(", "), '<a href="{}">{}</a>', ((undo[1], thing.code) for thing, undo in undone))
    return format_html("{} {} {}", words, _("Undo: %(act)s") % {"act": undone[0][1][0].label}, links)
