"""The vote in the hall: plugged into the panel of the agenda entry under which its matter is dealt with."""

from collections import defaultdict

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.minutes.course import course_of
from meetings.noted import Noted
from meetings.slots import Slot, register
from yishi.documents.archive import KEEPERS
from yishi.people.rules import holds

from .documents.outcome import about, rows_of
from .domain.archive import put_paper
from .models import Attachment, Matter, Sitting
from .pages.ballots import poll_card
from .pages.wall import pages
from .polls.enums import PollState
from .polls.models import Poll
from .polls.queries import shown


def votes(entries, viewer):
    """Return {entry key: poll cards} of the ballots held on the day of the meeting on the matter of each entry."""
    found = defaultdict(list)
    for key, poll in _held(entries):
        found[key].append(poll_card(poll, viewer))
    return found


def noted(entries):
    """Return {entry key: what the minutes say} of the same ballots: the rule, and what was needed and reached."""
    found = defaultdict(list)
    for key, poll in _held(entries):
        counted, hidden = shown(poll)
        lines = [_line(result, poll) for result in counted] or [_not_counted(poll, hidden)]
        figures = {"poll": poll.pk, "state": poll.state, "results": [result.figures() for result in counted]}
        found[key].append(Noted(
            f"vote-{poll.pk}", about(poll), tuple(lines), figures, poll.opened_at, poll.closed_at, pending=not counted
        ))
    return found


def _not_counted(poll, hidden):
    """Return why no figures stand there; ``hidden`` is said on a page, where they will stand once the count is certified."""
    return _("The count was not certified yet when this was written.") if poll.state == PollState.CLOSED else hidden


def filed(entries, bundle, viewer):
    """Write the papers of the matters dealt with into the file of the meeting, as far as ``viewer`` keeps their records."""
    matters = Matter.objects.filter(sittings__entry__in=entries).distinct().select_related("community")
    kept = [matter.pk for matter in matters if holds(viewer, KEEPERS, matter.community)]
    return [put_paper(bundle, row) for row in Attachment.objects.filter(matter__in=kept).order_by("pk")]


def _line(result, poll):
    """Return one question in a line: the counts, then the sum in words."""
    counts = _("; ").join(_("%(choice)s: %(n)s") % {"choice": row["label"], "n": row["heads"]} for row in rows_of(result))
    asked = "" if result.question == poll.question else _("%(question)s: ") % {"question": result.question}
    return capfirst(_("%(asked)s%(counts)s. %(sentence)s") % {"asked": asked, "counts": counts, "sentence": result.sentence})


def _held(entries):
    """Yield (entry key, poll) for every ballot opened on the day of the meeting on the matter of an entry, in order.

    It stands under the entry that was being dealt with when it was opened, where no matter of its own stands there (the
    vote often has an entry to itself); else under its matter's.
    """
    sittings = list(Sitting.objects.filter(entry__in=entries).select_related("entry__meeting"))
    by_matter, bare = {sitting.matter_id: sitting for sitting in sittings}, {entry.pk for entry in entries}
    bare -= {sitting.entry_id for sitting in sittings}
    courses = {}
    polls = Poll.objects.filter(matter__in=by_matter, opened_at__isnull=False).exclude(state=PollState.ANNULLED)
    for poll in polls.select_related("community", "place", "matter__community").order_by("opened_at"):
        meeting, own = by_matter[poll.matter_id].entry.meeting, by_matter[poll.matter_id].entry_id
        if meeting.date == timezone.localtime(poll.opened_at).date():
            if bare and meeting.pk not in courses:
                courses[meeting.pk] = course_of(meeting)
            dealt = courses[meeting.pk].entry_at(poll.opened_at) if bare else own
            yield dealt if dealt in bare else own, poll


def streams(entries):
    """Return the streams in which the ballots of the matters of ``entries`` are opened, closed and certified."""
    sittings = Sitting.objects.filter(entry__in=entries).select_related("matter")
    return {sitting.matter.stream_name for sitting in sittings}


def leads(entries):
    """Return {entry key: the page of its matter}."""
    sittings = Sitting.objects.filter(entry__in=entries).select_related("matter")
    return {sitting.entry_id: sitting.matter.get_absolute_url() for sitting in sittings}


register(Slot("vote", gettext_lazy("Vote"), "consultation/poll_card.html", votes, streams, noted, filed, pages, leads))
