"""Who may watch a meeting, and in which class of viewers: each class reads the same words, so they are written once."""

from dataclasses import dataclass
from enum import IntEnum

from django.utils.translation import get_language

from yishi.journal.models import Visibility
from yishi.people.names import ENTITLED, name_among
from yishi.people.rules import holds

from ..enums import Capacity
from ..pages import called
from ..rules import rule_of


class Audience(IntEnum):
    """The classes of viewers. A higher one reads everything that a lower one reads."""

    PUBLIC = 0
    MEMBER = 1
    STAFF = 2


@dataclass(frozen=True)
class Eye:
    """One way in which the stream is read: by an ``audience``, in a ``language``."""

    audience: Audience
    language: str

    def named(self, person, words, place):
        """Return the name of ``person``, or the ``words`` for one, as everybody of this class at ``place`` may read it."""
        if person is not None and self.audience == Audience.STAFF:
            return name_among(person, place)
        return called(person, words, None)

    def sees(self, event):
        """Return whether this class may see ``event``; what is not for everybody is for those in office alone."""
        return event.visibility == Visibility.PUBLIC or self.audience == Audience.STAFF


def watchable(meeting):
    """Return whether anybody may watch ``meeting`` live: not the kinds that are private, of which counts alone are told."""
    return not rule_of(meeting.kind).private


def audience_of(meeting, person):
    """Return the class in which ``person`` (None: a visitor) watches ``meeting``."""
    if person is None:
        return Audience.PUBLIC
    if holds(person, ENTITLED, meeting.community):
        return Audience.STAFF
    inside = meeting.attendances.filter(person=person, present=True).exclude(capacity=Capacity.OBSERVER)
    return Audience.MEMBER if inside.exists() else Audience.PUBLIC


def eye_of(meeting, person, language=None):
    """Return the Eye of ``person`` for ``meeting``, in the language that is spoken where none is named."""
    return Eye(audience_of(meeting, person), language or get_language())
