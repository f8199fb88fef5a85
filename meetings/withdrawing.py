"""What stands on the record of a meeting and can be withdrawn, entered by mistake; and what refuses where there is nothing."""

from django.utils.translation import gettext_lazy as _

from yishi.refusals import Refused

from .models import Recusal


def objections(meeting):
    """Return the objections in the minutes of ``meeting`` that stand."""
    return meeting.minutes_objections.standing().order_by("-pk")


def recusals(meeting):
    """Return the members' standing aside from an entry of ``meeting`` that stands, with whose it is."""
    return Recusal.objects.filter(entry__meeting=meeting).select_related("entry", "attendance").order_by("-pk")


def _nothing_of(rows, sentence):
    """Return the bar that refuses with ``sentence`` where there are no ``rows`` of the meeting."""
    def bar(meeting, person):
        if not rows(meeting).exists():
            raise Refused(sentence)
    return bar


no_objection = _nothing_of(objections, _("No objection stands in these minutes."))
no_recusal = _nothing_of(recusals, _("No member stands aside from an entry of this meeting."))
