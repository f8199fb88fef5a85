"""What the journal says of comments. Until one is shown it is the business of those in office and of its author."""

from django.utils.translation import gettext_lazy as _

from yishi.journal.kinds import EventKind, register
from yishi.journal.models import Visibility
from yishi.people.models import Person

from ..events import page_of, with_figures
from ..models import Comment

figures = with_figures({
    "comments.handed_in": _("An observer commented on entry %(n)d; the comment waits to be read."),
    "comments.shown": _("A comment of an observer on entry %(n)d was shown."),
    "comments.taken_down": _("A comment on entry %(n)d that had been shown was taken down; its author reads why."),
    "comments.declined": _("A comment on entry %(n)d was not shown; its author reads why."),
})


def author(event):
    """Return whose comment it is."""
    return Person.objects.filter(pk__in=Comment.objects.filter(pk=event.payload["comment"]).values("person"))


register(
    EventKind("comments.handed_in", _("comment handed in"), sentence=figures, visibility=Visibility.STAFF),
    EventKind("comments.shown", _("comment shown"), sentence=figures),
    EventKind("comments.taken_down", _("comment taken down"), sentence=figures, told=author),
    EventKind("comments.declined", _("comment not shown"), sentence=figures, told=author, visibility=Visibility.STAFF),
    at=page_of,
)
