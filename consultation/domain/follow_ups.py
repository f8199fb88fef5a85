"""Work that is owed but holds no matter open: looking back, answering the dissatisfied, plans to mend."""

from django.utils.translation import gettext_lazy as _

from yishi.acts import taking
from yishi.clock import spoken
from yishi.clock.story import today
from yishi.journal.domain.texts import seal
from yishi.refusals import Invalid

from ..models import FollowUp
from ..transitions import TABLE
from .wording import past_day, written

NAME, TEXT = 120, 1000


def add(matter, *, by, name, due, on_behalf_of=None, seen=None):
    """A follow-up ``name`` is owed by the date ``due``, also after the matter has closed; returns the FollowUp.

    Invalid where the date has passed.
    """
    name = written(name, "name", NAME)
    if due < today():
        raise Invalid(_("%(day)s has passed. Name a day from today on.") % {"day": spoken.day(due)}, field="due")
    with taking(TABLE["follow_ups.add"], matter, by=by, on_behalf_of=on_behalf_of, seen=seen) as entry:
        entry.made = FollowUp.objects.create(community=matter.community, matter=matter, name=name, due=due)
        entry.payload = {"follow_up": entry.made.pk, "due": due.isoformat(), "text": seal(name)}
    return entry.made


def finish(follow_up, *, by, text, done_on=None, on_behalf_of=None, seen=None):
    """What was owed was done on the date ``done_on`` (default: today), as ``text`` says; returns the FollowUp.

    Refused where it was done before.
    """
    text, done_on = written(text, "text", TEXT), past_day(done_on, "done_on", follow_up.matter.opened_on)
    act, changes = TABLE["follow_ups.finish"], {"text": text, "done_on": done_on}
    with taking(act, follow_up, by=by, on_behalf_of=on_behalf_of, seen=seen, **changes) as entry:
        entry.made = follow_up
        entry.payload = {"follow_up": follow_up.pk, "days_late": follow_up.days_late(), "text": seal(text)}
    return follow_up
