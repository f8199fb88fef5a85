"""Freezing the roll: from the register, from seats, or from a list, once; and recusals from it."""

from collections import defaultdict
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultation.enums import Rule
from yishi.clock.story import today
from yishi.db.guard import guarded_update
from yishi.people.enums import Role
from yishi.people.models import OwnedUnit, Ownership, Person, Seat
from yishi.refusals import Invalid, Refused

from ..digests import roll_digest
from ..enums import Electorate, PollState
from ..guards import frozen_already
from ..models import NamedMark, Recusal, RollEntry, RollVoter, SecretMark
from ..transitions import ACTS
from .acting import acting, in_consequence

BATCH = 1000
WORDS = 200  # of a recusal


def unit_of(thing):
    """Return the name of the unit of a Person, Household, Owner or RollEntry: ``p7``, ``h7``, ``o7``; a str stays."""
    if isinstance(thing, str):
        return thing
    if isinstance(thing, RollEntry):
        return thing.unit
    return f"{thing._meta.model_name[0]}{thing.pk}"


def freeze_roll(poll, *, by, persons=None, seen=None):
    """Freeze the roll of ``poll``: nobody comes on it or leaves it any more.

    It is read from the register on the day the poll opens: persons of the age asked for, or households with such a
    member, in its place; owners, each one head with the exact sum of the units owned there; the holders of the seats
    named by ``roles``; or for a list ``persons``. Refused where it was frozen before, where it is empty, where a listed
    person is under age, and for a representatives' assembly with fewer than four fifths of representatives (Organic
    Law art. 28). Returns the poll with ``entitled``, ``entitled_area_dm2`` and ``roll_hash``.
    """
    frozen_already(poll, by)
    if (persons is not None) != (poll.electorate == Electorate.LISTED):
        raise Invalid(_("A list of persons is given for an electorate by list, and for no other."), field="persons")
    with acting("freeze", poll, by=by, seen=seen) as entry:
        guarded_update(poll, {"roll_hash": ""}, roll_hash="")  # held: of two who freeze it one is told
        units = READING[poll.electorate](poll, day_of(poll), persons)
        if not units:
            raise Refused(_("Nobody would be on this roll. Look at the register of this place first."))
        _write(poll, units)  # from the hash on the database takes no line of it any more
        poll.entitled = len(units)
        poll.entitled_area_dm2 = sum(area for area, _persons in units.values())
        poll.roll_hash = roll_digest(poll)
        poll.save(update_fields=["entitled", "entitled_area_dm2", "roll_hash"])
        entry.payload = {"poll": poll.pk, "entitled": poll.entitled, "area_dm2": poll.entitled_area_dm2,
                         "roll_hash": poll.roll_hash}
    return poll


def recuse(poll, *, by, unit, words, seen=None):
    """Record that ``unit`` stands aside from ``poll`` for the interest said in ``words``; it can no longer vote.

    Refused where the unit is not on the frozen roll, has voted, or is recused already. Returns the Recusal.
    """
    words = (words or "").strip()[:WORDS]
    if not words:
        raise Invalid(_("Say what the interest in the matter is."), field="words")
    with acting("recuse", poll, by=by, seen=seen) as entry:
        line = RollEntry.objects.filter(poll=poll, unit=unit_of(unit)).first()
        if line is None:
            raise Refused(_("Only who is on the frozen roll can stand aside from the vote."))
        recusal, made = _recusal(poll, line, words, by)
        if not made:
            raise Refused(_("This recusal is recorded already."))
        entry.payload = {"poll": poll.pk, "recusal": recusal.pk}
    return recusal


def stand_back(poll, *, person, words, by):
    """Take ``person`` back from the open ``poll``, since an interest was said in another act of ``by``.

    Nothing is done where they are not on the roll, or stand aside already. Refused where they have voted, or the show of
    hands is confirmed.
    """
    line = RollEntry.objects.filter(poll=poll, unit=unit_of(person), recusal=None).first()
    if line is None:
        return
    with in_consequence(ACTS["recuse"], poll, by=by) as entry:  # the poll is held: nobody votes meanwhile
        recusal, _made = _recusal(poll, line, words[:WORDS], by)
        entry.payload = {"poll": poll.pk, "recusal": recusal.pk}


def stand_in_again(poll, *, person):
    """Let the standing aside of ``person`` be withdrawn elsewhere: nothing is done to ``poll``.

    Refused where it was closed or votes were cast while they stood aside, and where it is recorded on the frozen roll.
    """
    cast = poll.state == PollState.OPEN and (
        any(marks.objects.filter(poll=poll).exists() for marks in (NamedMark, SecretMark)) or poll.hand_counts.exists()
    )
    if cast or poll.state in (PollState.CLOSED, PollState.CERTIFIED):
        raise Refused(_("Votes were cast in the ballot “%(ballot)s” while this member stood aside, and its count rests on that. "
                        "Take an objection into the minutes.") % {"ballot": poll.question})
    if poll.recusals.filter(entry__unit=unit_of(person)).exists():
        raise Refused(_("This is recorded on the frozen roll of the ballot “%(ballot)s”. Have that ballot annulled first, and "
                        "prepare it anew.") % {"ballot": poll.question})


def _recusal(poll, line, words, by):
    if any(marks.objects.filter(poll=poll, entry=line).exists() for marks in (NamedMark, SecretMark)):
        raise Refused(_("This member has voted already and cannot stand aside any more."))
    if poll.hand_counts.filter(confirmed_by__isnull=False).exists():
        raise Refused(_("The show of hands is confirmed already."))
    return Recusal.objects.get_or_create(entry=line, defaults={
        "community": poll.community, "poll": poll, "words": words, "entered_by": by, "on": today(),
    })


def day_of(poll):
    """Return the day on which one has to be of age: the day the poll opens, or today."""
    return timezone.localtime(poll.opens_at).date() if poll.opens_at else today()


def born_by(day, age):
    """Return the last date of birth of whoever is ``age`` on ``day``."""
    try:
        return day.replace(year=day.year - age)
    except ValueError:  # 29 February
        return day.replace(year=day.year - age, day=28)


def _of_age(poll, day):
    """The adults of the place. Nobody whose date of birth is not known is on a roll of residents."""
    return Person.objects.filter(
        household__place__path__startswith=poll.place.path, born__lte=born_by(day, poll.min_age)
    ).order_by("pk")


def _persons(poll, day, _listed):
    return {f"p{pk}": (0, [pk]) for pk in _of_age(poll, day).values_list("pk", flat=True)}


def _households(poll, day, _listed):
    doors = defaultdict(list)
    for pk, household in _of_age(poll, day).values_list("pk", "household_id"):
        doors[household].append(pk)
    return {f"h{household}": (0, people) for household, people in doors.items()}


def _owners(poll, _day, _listed):
    """Owners of units in the place. Whoever owns under two lines of the register alike is still one head."""
    units = OwnedUnit.objects.filter(place__path__startswith=poll.place.path)
    area = defaultdict(int)
    for owner, square_metres in units.order_by("owner_id").values_list("owner_id", "area"):
        area[owner] += dm2(square_metres)
    people = defaultdict(set)
    for owner, person in Ownership.objects.filter(owner__units__in=units).values_list("owner_id", "person_id"):
        people[owner].add(person)
    heads = {}
    for owner in area:
        same = frozenset(people[owner]) or owner
        heads.setdefault(same, []).append(owner)
    return {
        f"o{owners[0]}": (sum(area[owner] for owner in owners), sorted(people[owners[0]])) for owners in heads.values()
    }


def _members(poll, day, _listed):
    seats = Seat.objects.on(day).in_own_right().within(poll.place).filter(role__in=poll.roles)
    holders = defaultdict(set)
    for person, role in seats.order_by("person_id").values_list("person_id", "role"):
        holders[person].add(role)
    representatives = sum(Role.RESIDENT_REP in roles for roles in holders.values())
    if poll.rule == Rule.REP_ASSEMBLY and 5 * representatives < 4 * len(holders):
        raise Refused(
            _("At least four fifths of a representatives’ assembly are representatives; here %(reps)s of %(all)s are.")
            % {"reps": representatives, "all": len(holders)}
        )
    return {f"p{person}": (0, [person]) for person in holders}


def _listed(poll, day, persons):
    young = [person for person in persons if person.born and person.age_on(day) < poll.min_age]
    if young:
        raise Invalid(
            _("%(count)s of the list are under %(age)s.") % {"count": len(young), "age": poll.min_age}, field="persons"
        )
    return {f"p{person.pk}": (0, [person.pk]) for person in persons}


def _write(poll, units):
    entries = RollEntry.objects.bulk_create(
        [
            RollEntry(community_id=poll.community_id, poll=poll, unit=unit, area_dm2=area)
            for unit, (area, _persons) in units.items()
        ],
        batch_size=BATCH,
    )
    RollVoter.objects.bulk_create(
        [
            RollVoter(community_id=poll.community_id, poll=poll, entry=entry, person_id=person)
            for entry in entries for person in units[entry.unit][1]
        ],
        batch_size=BATCH,
    )


def dm2(square_metres):
    """Return ``square_metres`` (a Decimal of two digits) as whole square decimetres."""
    return int(Decimal(square_metres) * 100)


READING = {
    Electorate.PERSONS: _persons, Electorate.HOUSEHOLDS: _households, Electorate.OWNERS: _owners,
    Electorate.MEMBERS: _members, Electorate.LISTED: _listed,
}
