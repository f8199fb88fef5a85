"""The world that is fuzzed: whatever stands in the database, one thing of every kind, open ballots, and who acts."""

import datetime as dt
from contextlib import suppress
from types import SimpleNamespace

from django.apps import apps
from django.db import IntegrityError, transaction

from consultation.desk.votes import VOTES
from consultation.enums import Rule
from consultation.models import Attachment, Matter
from consultation.polls.domain import polls
from consultation.polls.enums import Electorate, Method, Secrecy
from consultation.transitions import TABLE
from meetings.transitions import TABLE as HALL
from tests.things import things, whole
from tests.world import account
from yishi.clock.story import now
from yishi.notices.models import Notice
from yishi.people.enums import OFFICES, PlaceKind, Role
from yishi.people.models import Person, Place, Seat, User

ACTS = {**TABLE, **HALL, **VOTES}
ABC = [("A", "甲案", 100), ("B", "乙案", 200), ("C", "不做", 0)]
BALLOTS = (
    {"secrecy": Secrecy.NAMED, "may_change": True},
    {"secrecy": Secrecy.NAMED, "method": Method.SINGLE, "choices": ABC},
    {"secrecy": Secrecy.SECRET},
    {"secrecy": Secrecy.SECRET, "method": Method.APPROVAL, "choices": ABC, "max_choices": 2},
    {
        "rule": Rule.APPROVAL_POLL,
        "secrecy": Secrecy.SECRET,
        "method": Method.BUDGET,
        "choices": ABC,
        "max_choices": 3,
        "cap_yuan": 300,
    },
    {"rule": Rule.COUNCIL, "secrecy": Secrecy.SHOW_OF_HANDS, "electorate": Electorate.MEMBERS, "roles": [Role.COUNCIL_MEMBER]},
)


class Ground:
    """Everything that requests are aimed at, read once: ``actors`` by name, ``rows`` (label → keys), ``codes``.

    ``loose`` are things that hang together with nothing, and may be moved to any state. The caller takes it all back.
    """

    def __init__(self):
        self.sides = [_side(place) for place in Place.objects.communities().order_by("path")]
        self.loose = things(self.sides[-1])
        _ballots(self.sides[-1])
        self.actors = {"visitor": None} | dict(_actors(self.sides))
        for actor in self.actors.values():
            if actor is not None and not User.objects.filter(person=actor).exists():
                account(actor)
        self.rows = {label: _keys(apps.get_model(label)) for label in {act.thing for act in ACTS.values()}}
        self.rows |= {model._meta.label: _keys(model) for model in (Attachment, Notice, Person, Place)}
        self.codes = [*Matter.objects.order_by("pk").values_list("code", flat=True)]
        self.codes += apps.get_model("consultation.Report").objects.order_by("-pk").values_list("code", flat=True)[:20]
        self.communities = [side.community.code for side in self.sides]

    def moved(self, thing, state):
        """Move ``thing``, one of the loose ones, to ``state`` past all guards, where its table lets it; return it read anew."""
        with suppress(IntegrityError), transaction.atomic():
            type(thing).objects.filter(pk=thing.pk).update(**whole(thing, state))
        return type(thing).objects.select_related("community").get(pk=thing.pk)


def _side(community):
    """Return a community with its estate and one person for every role that somebody holds there or above."""
    people = {}
    for seat in Seat.objects.select_related("person__community", "place").order_by("-pk"):
        if seat.place.contains(community) or community.contains(seat.place):
            people[Role(seat.role)] = seat.person
    resident = Person.objects.filter(community=community, household__isnull=False).order_by("pk").first()
    people.setdefault(Role.RESIDENT, resident)
    estate = Place.objects.within(community).filter(kind=PlaceKind.ESTATE).order_by("path").first()
    return SimpleNamespace(community=community, estate=estate or community, people=people)


def _actors(sides):
    """Yield (name, person): every role in the last and in the first community."""
    for side in (sides[-1], sides[0]):
        for role, person in sorted(side.people.items()):
            if person is not None:
                yield f"{side.community.code}:{role}", person


def _ballots(side):
    """Open a ballot of every sort, which those in office may vote in."""
    office = [person for role, person in sorted(side.people.items()) if role in OFFICES or role == Role.RESIDENT]
    by = next(side.people[role] for role in (Role.RECORDER, Role.COMMUNITY_SECRETARY) if role in side.people)
    voters = list({person.pk: person for person in office}.values())
    for fields in BALLOTS:
        poll = polls.create(
            community=side.community,
            matter=Matter.objects.get(code="T-1"),
            by=by,
            question="怎么办？",
            closes_at=now() + dt.timedelta(400),
            **{"rule": Rule.ADVISORY_POLL, "electorate": Electorate.LISTED, **fields},
        )
        polls.freeze_roll(poll, by=by, persons=voters if poll.electorate == Electorate.LISTED else None)
        polls.open_poll(poll, by=by)


def _keys(model, most=60):
    """Return keys of rows of ``model``: the first and the last ones."""
    keys = list(model._base_manager.order_by("pk").values_list("pk", flat=True)[:most])
    return keys + [pk for pk in model._base_manager.order_by("-pk").values_list("pk", flat=True)[:20] if pk not in keys]
