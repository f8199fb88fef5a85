"""What the stream reads of the journal: the head of a meeting's stream, and what came after a number."""

from django.db.models import CharField, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat

from yishi.journal.models import Event, Stream

from ..models import Meeting, Reopening
from ..slots import streams_of

AT_ONCE = 500


def heads_of(names):
    """Return {stream name: number of its newest event} of the streams ``names`` that have any. One query."""
    return dict(Stream.objects.filter(name__in=names).values_list("name", "head"))


def with_head(meetings):
    """Return the queryset ``meetings``, each with its ``head``: the number of the newest event of its stream, or None; and
    ``last_reopening``: the key of that, or None."""
    name = Concat(Value("meeting:"), Cast(OuterRef("pk"), CharField()))
    again = Reopening.objects.filter(meeting=OuterRef("pk")).order_by("-pk")
    return meetings.annotate(
        head=Subquery(Stream.objects.filter(name=name).values("head")[:1]), last_reopening=Subquery(again.values("pk")[:1]),
    )


def after(name, seq, limit=AT_ONCE):
    """Return up to ``limit`` events of the stream ``name`` numbered above ``seq``, in their order. One query."""
    rows = Event.objects.filter(stream__name=name, seq__gt=seq).order_by("seq")
    return list(rows.select_related("stream", "community")[:limit])


def beside(pk):
    """Return the names of the streams that change the panels of the meeting ``pk``: its ballots', above all."""
    meeting = Meeting.objects.filter(pk=pk).first()
    return streams_of(list(meeting.entries.all())) if meeting else set()


def opened(pk):
    """Return (head, streams beside, sum of their heads) of the meeting ``pk`` as they stand."""
    names, own = frozenset(beside(pk)), f"meeting:{pk}"
    heads = heads_of({own, *names})
    return heads.get(own, 0), names, sum(heads.get(name, 0) for name in names)
