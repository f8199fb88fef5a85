"""The event kinds of the tree of places, its bodies and its persons."""

from django.utils.translation import gettext_lazy as _

from yishi.journal.kinds import EventKind, register
from yishi.journal.models import Visibility

STREAM = "people"  # one stream a site for who and where; its events name rows, never persons

register(
    EventKind("people.founded", _("The site was founded")),
    EventKind("people.place_added", _("A place was entered")),
    EventKind("people.body_added", _("A body was entered")),
    EventKind("people.person_entered", _("A person was entered"), Visibility.STAFF),
    EventKind("people.register_imported", _("The register was imported"), Visibility.STAFF),
    EventKind("people.seat_given", _("A seat was given")),
    EventKind("people.seat_ended", _("A seat has ended")),
    EventKind("people.seat_withdrawn", _("A seat was withdrawn before it began")),
    EventKind("people.deputy_named", _("A deputy was named")),
    EventKind("people.account_made", _("An account was made"), Visibility.STAFF),
    EventKind("people.account_closed", _("An account was closed by whoever had it"), Visibility.STAFF),
    EventKind("people.editor_made", _("An account may edit content"), Visibility.STAFF),
    EventKind("people.editor_withdrawn", _("An account may edit content no more"), Visibility.STAFF),
    EventKind("people.password_set", _("A password was set"), Visibility.STAFF),
)
