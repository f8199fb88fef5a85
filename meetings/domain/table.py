"""The paper on the table: laid there for everybody to see, and taken away."""

from django.utils.translation import gettext_lazy as _

from yishi.acts import taking
from yishi.clock.story import now
from yishi.refusals import Invalid

from ..console.bars import on_the_table
from ..console.sockets import papers_of
from ..models import TablePaper
from ..transitions import TABLE


def show_paper(meeting, *, by, paper, seen=None):
    """Lay the paper with the key ``paper`` on the table, in the place of the one that lies there; return the TablePaper.

    Invalid where it is not one of the published papers of the matters on the agenda.
    """
    chosen = next((each for each in papers_of(meeting) if each.key == paper), None)
    if chosen is None:
        raise Invalid(_("Choose one of the list."), field="paper")
    with taking(TABLE["table.show_paper"], meeting, by=by, seen=seen) as entry:
        on_the_table(meeting).update(removed_at=now())
        laid = TablePaper.objects.create(
            community=meeting.community, meeting=meeting, title=chosen.title[:200], url=chosen.url
        )
        entry.made = laid
        entry.payload = {"paper": laid.pk}
    return laid


def take_away(meeting, *, by, seen=None):
    """Take the paper from the table. Refused where none lies there."""
    with taking(TABLE["table.take_away"], meeting, by=by, seen=seen) as entry:
        laid = on_the_table(meeting).get()
        on_the_table(meeting).update(removed_at=now())
        entry.payload = {"paper": laid.pk}
