"""Everything that is on file of one matter: its rows, table by table, and the streams it went through.

Of a ballot this takes the questions and what was certified, never a roll, a mark, a vote or a count under way.
"""

from meetings.models import AgendaEntry, Attendance, Invitation, Meeting, Minutes, SignedMinutes

from ..models import Matter, Sitting

POLLS = ("Poll", "Question", "Choice", "Certification")  # what may leave the ballot room
OF_A_MEETING = (Attendance, Invitation, Minutes, SignedMinutes)  # what belongs to a sitting as a whole


def rows_of(matter):
    """Return {model: its rows by key} of all that belongs to ``matter``: a few queries a table, however many rows."""
    found = _reached({Matter: {matter.pk}})
    sittings = Sitting.objects.filter(matter=matter, entry__isnull=False)
    entries = set(sittings.values_list("entry", flat=True))
    found.update(_reached({AgendaEntry: entries}))
    meetings = set(AgendaEntry.objects.filter(pk__in=entries).values_list("meeting", flat=True))
    found[Meeting] = meetings
    for model in OF_A_MEETING:
        found[model] = set(model.objects.filter(meeting__in=meetings).values_list("pk", flat=True))
    return {
        model: list(model._base_manager.filter(pk__in=keys).order_by("pk"))
        for model, keys in sorted(found.items(), key=lambda item: item[0]._meta.label_lower) if keys
    }


def streams_of(rows):
    """Return the names of the journal streams that the ``rows`` of a matter (from ``rows_of``) were written to."""
    names = {
        row.stream_name for model, own in rows.items() if model._meta.app_label != "meetings" for row in own
        if hasattr(row, "stream_name")
    }
    return sorted(names)


def _reached(found):
    """Return ``found`` (model → keys) with every row that points at one of its rows, and so on; no other matter."""
    waiting = list(found)
    while waiting:
        parent = waiting.pop(0)
        for relation in parent._meta.related_objects:
            child = relation.related_model
            if relation.many_to_many or not _may_leave(parent, child):
                continue
            keys = set(
                child._base_manager.filter(**{f"{relation.field.name}__in": found[parent]}).values_list("pk", flat=True)
            )
            if keys - found.get(child, set()):
                found[child] = found.get(child, set()) | keys
                waiting.append(child)
    return found


def _may_leave(parent, child):
    """Return whether rows of ``child`` are followed from ``parent``: floor 3 from the matter, floor 2 from an entry."""
    if child in (Matter, AgendaEntry):
        return False
    label = child._meta.app_label
    if parent._meta.app_label == "meetings":
        return label == "meetings"
    return label == "consultation" or (label == "polls" and child.__name__ in POLLS)
