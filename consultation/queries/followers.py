"""Whom a matter concerns: those who are told what becomes of it."""

from django.db.models import Q

from yishi.people.models import Person


def followers(matter_id):
    """Return the persons who reported or support what became the matter, or are named in it, each once."""
    return Person.objects.filter(
        Q(reports__matter=matter_id) | Q(supports__report__matter=matter_id) | Q(stakes__matter=matter_id)
    ).distinct()


def followers_of(event):
    """Return the followers of the matter in whose stream ``event`` stands."""
    return followers(int(event.stream.name.removeprefix("matter:")))
