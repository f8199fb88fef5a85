"""Where the page of an event's thing is, by the name of its stream."""

from django.urls import reverse

from ..models import Matter, Petition, Report

THINGS = {"matter": Matter, "report": Report, "petition": Petition}


def page_of(event):
    """Return the address of the page on which ``event`` is told, or "" where its thing has none. One query at most."""
    prefix, _colon, key = event.stream.name.partition(":")
    if prefix == "poll":
        return reverse("ballot", args=[key])
    thing = THINGS[prefix].objects.filter(pk=key).first() if prefix in THINGS else None
    return thing.get_absolute_url() if thing else ""
