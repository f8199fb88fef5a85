"""Where the page of an event's thing is, by the name of its stream, and how the thing is called."""

from django.urls import reverse

from yishi.text.side_by_side import aside

from ..models import Matter, Petition, Report
from ..polls.models import Poll

THINGS = {"matter": Matter, "report": Report, "petition": Petition}


def page_of(event):
    """Return the address of the page on which ``event`` is told, or "" where its thing has none. One query at most."""
    prefix, _colon, key = event.stream.name.partition(":")
    if prefix == "poll":
        return reverse("ballot", args=[key])
    thing = THINGS[prefix].objects.filter(pk=key).first() if prefix in THINGS else None
    return thing.get_absolute_url() if thing else ""


def opening_with(report):
    """Return the address of the form that opens a matter with ``report``."""
    return f"{reverse('act-new', args=['matters.open', report.community.code])}?reports={report.pk}"


def with_code(model):
    """Return a reader of how rows of ``model`` with the keys ``keys`` are called: by title and code. One query."""
    return lambda keys: {
        key: aside(title, code) for key, title, code in model.objects.filter(pk__in=keys).values_list("pk", "title", "code")
    }


def titles(model, field="title"):
    """Return a reader of how rows of ``model`` with the keys ``keys`` are called: by their ``field``. One query."""
    return lambda keys: dict(model.objects.filter(pk__in=keys).values_list("pk", field))


NAMES = {"matter": with_code(Matter), "report": with_code(Report), "petition": titles(Petition), "poll": titles(Poll, "question")}
