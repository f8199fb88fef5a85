"""Accepting the work or sending it back: rounds of inspection by named people."""

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from yishi.acts import taking
from yishi.clock import spoken
from yishi.db.guard import STALE
from yishi.journal.domain.texts import seal
from yishi.people.models import Person
from yishi.people.rules import holds, seats_of
from yishi.refusals import Invalid, Stale

from ..models import Acceptance, Inspection, InspectionMember
from ..queries.supervise import fails_in_a_row, last_inspection
from ..transitions import TABLE
from ..transitions.supervise import INSPECTORS
from .wording import past_day, written

COMMENT, NAME = 1000, 60


def inspect(matter, *, by, result, comment, members, redo_due=None, on=None, on_behalf_of=None, seen=None):
    """The next round of acceptance found ``result`` ("pass" or "fail") on the date ``on`` (default: today).

    ``members`` are the named people who inspected: Persons, or words for those without a row (7号楼楼长). At least one
    is of the supervisory committee or a grid worker (Organic Law of Urban Residents' Committees art. 36), and none works for
    the body that carries the matter out: else Invalid. A fail names ``redo_due``, the date until which the work is done
    again. After two fails in a row the next inspection is refused until accountability is recorded; a pass resets the
    count. Returns the Inspection; Stale where somebody entered this round first.
    """
    comment = written(comment, "comment", COMMENT)
    last = last_inspection(matter)
    on = past_day(on, "on", last.on if last else matter.opened_on)
    _require_result(result, on, redo_due)
    members = _members(matter, members)
    number = last.round + 1 if last else 1
    try:
        with taking(TABLE["inspections.inspect"], matter, by=by, on_behalf_of=on_behalf_of, seen=seen) as entry:
            made = entry.made = Inspection.objects.create(
                community=matter.community, matter=matter, round=number, on=on, result=result, comment=comment,
                redo_due=redo_due, entered_by=by,
            )
            InspectionMember.objects.bulk_create([
                InspectionMember(community=matter.community, inspection=made, person=person, words=words)
                for person, words in members
            ])
            entry.payload = {
                "inspection": made.pk, "round": number, "result": str(result), "text": seal(comment),
                "fails": fails_in_a_row(matter), "redo_due": redo_due and redo_due.isoformat(),
            }
    except IntegrityError as error:
        raise Stale(STALE) from error
    return made


def _require_result(result, on, redo_due):
    if result not in Acceptance.values:
        raise Invalid(_("Say whether the work passed or failed."), field="result")
    if result == Acceptance.FAIL and (redo_due is None or redo_due < on):
        raise Invalid(_("Say by what day, after %(on)s, the work is done again.") % {"on": spoken.day(on)}, field="redo_due")
    if result == Acceptance.PASS and redo_due is not None:
        raise Invalid(_("Work that passed is not done again. Leave the day empty."), field="redo_due")


def _members(matter, members):
    """Return ``members`` as (Person or None, words), each once; Invalid unless they may accept this work."""
    rows = []
    for member in members:
        row = (member, "") if isinstance(member, Person) else (None, written(member, "members", NAME))
        if row in rows:
            raise Invalid(_("Everybody who inspected is named once."), field="members")
        rows.append(row)
    persons = [person for person, _words in rows if person]
    if not any(holds(person, INSPECTORS, matter.community) for person in persons):
        raise Invalid(
            _("Name at least one member of the supervisory committee, or a grid worker, among those who inspected."),
            field="members",
        )
    lead = getattr(getattr(matter, "execution", None), "lead_id", None)
    if lead and any(seat.body_id == lead for person in persons for seat in seats_of(person)):
        raise Invalid(_("Whoever carries the work out does not accept it. Leave them out."), field="members")
    return rows


