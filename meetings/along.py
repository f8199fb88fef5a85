"""What the pages of a meeting read at once: the meeting as it stands, what belongs to it, and the persons whom they name."""

from yishi.people.rules import read_persons

from .models import Meeting

LEADERS = ("facilitator", "recorder")
SAID = ("entries__statements", "entries__consensuses", "entries__recusals")
UNDONE = "minutes_objections__withdrawal"
NAMING = ("invitations", "minutes_objections", "signatures", "attendances")  # each of their rows is of a ``person``


def along(meeting, *lookups):
    """Return ``meeting`` as it stands now with its community and what ``lookups`` name; their persons are read together."""
    found = Meeting.objects.select_related("community").prefetch_related(*lookups).get(pk=meeting.pk)
    read = {lookup.partition("__")[0] for lookup in lookups}
    said = [row for entry in found.entries.all() for row in entry.statements.all()] if SAID[0] in lookups else []
    undone = [row.withdrawal for row in found.minutes_objections.all() if hasattr(row, "withdrawal")] if UNDONE in lookups else []
    read_persons(
        *(([found], name) for name in LEADERS), (said, "speaker"), (undone, "by"),
        *((getattr(found, name).all(), "person") for name in NAMING if name in read),
    )
    return found
