"""Reads of the hall that several callers share."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yishi.clock import spoken
from yishi.people.enums import SeatKind
from yishi.people.models import Person, Seat

from .enums import MeetingState
from .models import Attendance, Consensus, DebateRules, Meeting, Recusal, Registration
from .rules import rule_of

NOT_ASKED, COUNTED, REACHED, MISSED = "not asked", "counted", "reached", "missed"
NOW = {
    NOT_ASKED: gettext_lazy("%(present)d members are present; no quorum is asked for."),
    COUNTED: gettext_lazy("%(present)d members are present."),
    REACHED: gettext_lazy("%(present)d of %(entitled)d members are present; %(needed)d are needed: the quorum is reached."),
    MISSED: gettext_lazy("%(present)d of %(entitled)d members are present; %(needed)d are needed: the quorum is missed."),
}
THEN = {
    NOT_ASKED: gettext_lazy("%(present)d members were present; no quorum was asked for."),
    COUNTED: gettext_lazy("%(present)d members were present."),
    REACHED: gettext_lazy("%(present)d of %(entitled)d members were present; %(needed)d were needed: the quorum was reached."),
    MISSED: gettext_lazy("%(present)d of %(entitled)d members were present; %(needed)d were needed: the quorum was missed."),
}


@dataclass(frozen=True)
class Quorum:
    """The sum of a quorum: ``entitled`` members, ``present`` (without the ``recused``), ``needed``, ``reached``.

    ``needed`` is 0 where this kind of meeting asks for no quorum, or nobody was named as entitled to one that is ``asked``;
    ``over`` says that the meeting is.
    """

    entitled: int
    present: int
    recused: int
    needed: int
    reached: bool
    over: bool = False
    asked: bool = False

    @property
    def sentence(self):
        """Return the sum in one sentence; "" where none can be needed and no member is there to be counted."""
        figures = {"present": self.present, "entitled": self.entitled, "needed": self.needed, "recused": self.recused}
        words = THEN if self.over else NOW
        if not self.needed:
            return str(words[COUNTED if self.asked else NOT_ASKED]) % figures if self.present else ""
        said = [str(words[REACHED if self.reached else MISSED]) % figures]
        if self.recused:
            said.append(_("Stood aside and not counted: %(recused)d.") % figures)
        return _(" ").join(said)


def quorum(meeting, entry=None):
    """Return the Quorum of ``meeting``; for ``entry``, without the members who stood aside for it. A query or two."""
    aside = Exists(Recusal.objects.filter(attendance=OuterRef("pk"), entry=entry))
    members = Attendance.objects.filter(meeting=meeting).members_present()
    return _quorum(meeting, **members.aggregate(there=Count("pk"), recused=Count("pk", filter=aside)))


def quorums_of(entries):
    """Return {key of the entry: its Quorum} for ``entries`` of meetings that have opened. One query."""
    aside = Exists(Recusal.objects.filter(attendance=OuterRef("pk"), entry=OuterRef("meeting__entries")))
    members = Attendance.objects.filter(meeting__entries__in=[entry.pk for entry in entries]).members_present().order_by()
    rows = members.values("meeting__entries").annotate(there=Count("pk"), recused=Count("pk", filter=aside))
    found = {row.pop("meeting__entries"): row for row in rows}
    return {entry.pk: _quorum(entry.meeting, **found.get(entry.pk, {"there": 0, "recused": 0})) for entry in entries}


def _quorum(meeting, there, recused):
    rule, entitled, present = rule_of(meeting.kind), entitled_of(meeting), there - recused
    return Quorum(
        entitled=entitled, present=present, recused=recused, needed=rule.needed(entitled),
        reached=rule.reached(present, entitled), over=meeting.closed_at is not None,
        asked=rule.quorum is not None,
    )


def entitled_of(meeting):
    """Return how many are entitled to be present: as convened, and never fewer than hold a member's seat on its day.

    From its opening on it is the number that was counted then.
    """
    if meeting.state != MeetingState.PLANNED or not rule_of(meeting.kind).to_open:
        return meeting.entitled
    return max(meeting.entitled, members_of(meeting).count())


def members_of(meeting):
    """Return the persons who hold a member's seat of ``meeting`` on its day; nobody where only a roll can tell.

    A representative's seat may stand in a building of the community: it is the set that a ballot's roll is read from.
    """
    return seated_on(meeting.date, meeting.kind, meeting.community)


def seated_on(day, kind, place):
    """Return the persons who hold on ``day`` a member's seat of the meetings of ``kind`` in ``place``."""
    return Person.objects.filter(pk__in=_seats_on(day, kind, place).values("person"))


def seats_by_kind(meeting):
    """Return (SeatKind, how many hold a member's seat of it on the day of ``meeting``, when the first of their terms ends
    or None) for each kind there is, and nothing where the meeting knows no seats; whoever holds two seats is counted once,
    by the first of these kinds. One query."""
    if not rule_of(meeting.kind).seats:
        return []
    seats = sorted(
        _seats_on(meeting.date, meeting.kind, meeting.community), key=lambda seat: list(SeatKind).index(seat.kind)
    )
    persons = Counter({seat.person_id: seat.kind for seat in reversed(seats)}.values())
    ends = {kind: [seat.until for seat in seats if seat.kind == kind and seat.until] for kind in SeatKind}
    return [(kind, persons[kind], min(ends[kind], default=None)) for kind in SeatKind if persons[kind]]


def _seats_on(day, kind, place):
    return Seat.objects.on(day).in_own_right().within(place).filter(role__in=rule_of(kind).seats)


def told_of(meeting):
    """Return the persons to whom a change of ``meeting`` is said: members, guests, the two who lead it, observers."""
    invited = meeting.invitations.filter(person__isnull=False).values("person")
    leads = Person.objects.filter(pk__in=[meeting.facilitator_id, meeting.recorder_id])
    watching = Registration.objects.standing().filter(gallery__meeting=meeting).values("person")
    return members_of(meeting) | Person.objects.filter(pk__in=invited) | leads | Person.objects.filter(pk__in=watching)


def transcript(meeting):
    """Return the statements of ``meeting`` in order, with their entries and speakers. One query."""
    return meeting.statements.select_related("entry", "speaker__community").order_by("n")


def pause_of(meeting):
    """Return the Pause in which ``meeting`` stands, or None."""
    return meeting.pauses.filter(until=None).first() if meeting.state == MeetingState.ADJOURNED else None


def consensus_of(entry):
    """Return the consensus that stands on ``entry``, the latest one recorded, or None."""
    return consensuses_of([entry]).get(entry.pk)


def consensuses_of(entries):
    """Return {key of the entry: the consensus that stands on it} for those of ``entries`` that have one. One query."""
    rows = Consensus.objects.filter(entry__in=[entry.pk for entry in entries]).order_by("n")
    return {consensus.entry_id: consensus for consensus in rows}


def debate_rules(place):
    """Return the rules of debate that hold in ``place``: its newest set or that of the nearest place above, or []."""
    sets = DebateRules.objects.filter(community__in=_at_and_above(place)).select_related("community")
    newest = max(sets, key=lambda rules: (len(rules.community.path), rules.n), default=None)
    return newest.texts if newest else []


def _at_and_above(place):
    """Return the primary keys of ``place`` and of every place that contains it."""
    codes = place.path.strip("/").split("/")
    paths = ["/".join(codes[: depth + 1]) + "/" for depth in range(len(codes))]
    return type(place).objects.filter(path__in=paths).values("pk")


def names_of(keys):
    """Return {key: how the meeting is called}: its title and day. One query."""
    return {meeting.pk: f"{meeting.title} · {spoken.day(meeting.date)}" for meeting in Meeting.objects.filter(pk__in=keys)}
