"""The page of the texts that are written again and again: how each reads, where it is offered, who wrote it when."""

from django.utils.translation import gettext as _

from yishi.journal.models import Event
from yishi.people.enums import PlaceKind
from yishi.people.models import Place
from yishi.people.names import display_name

from ..desk.templates import used_for
from ..domain.templates import spelled
from ..models import TextTemplate, TextTemplateState
from ..transitions import TABLE
from .acts import open_acts
from .words import on, said
from .workbench import places_of

MOST = 200
WRITTEN = ("template.made", "template.revised")


def templates_of(viewer):
    """Return the context of the page of text templates: (community, those in use) of each where ``viewer`` may write them."""
    roles = TABLE["templates.make"].roles
    rows = TextTemplate.objects.filter(places_of(viewer, roles), state=TextTemplateState.USED)
    rows = list(rows.select_related("community").order_by("community", "act", "name")[:MOST])
    written = last_written(rows, viewer)
    for row in rows:
        row.of, row.at = used_for(row)
        row.reads, row.open_acts, row.written = spelled(row.text), open_acts(row, viewer), written.get(row.pk)
    places = Place.objects.filter(places_of(viewer, roles, "path__startswith"), kind=PlaceKind.COMMUNITY)
    return {"groups": [(place, [row for row in rows if row.community_id == place.pk]) for place in places]}


def last_written(rows, viewer):
    """Return {key of a template: the sentence that says who wrote it as it stands, and when}. One query."""
    streams = {row.stream_name for row in rows}
    events = Event.objects.filter(kind__in=WRITTEN, stream__name__in=streams).select_related("actor").order_by("pk")
    last = {event.payload["template"]: event for event in events}
    return {key: _sentence(event, viewer) for key, event in last.items()}


def _sentence(event, viewer):
    """Return the sentence of ``event``, by which a template was made or revised."""
    words = _("Revised on %(day)s by %(who)s.") if event.kind == "template.revised" else _("Written on %(day)s by %(who)s.")
    return said(words, day=on(event.at), who=display_name(event.actor, viewer))
