"""Builders for the tests of step 6: a matter that was decided, published, and is being carried out."""

import datetime as dt

from django.utils import timezone

from consultation.domain import execution, inspections, satisfaction
from consultation.enums import MatterState, Rule, Topic
from consultation.models import Matter, NumberLine, Resolution
from consultation.polls.enums import Electorate, Method, PollState, Secrecy
from consultation.polls.models import Certification, Choice, HandCount, HandTally, Poll, Question
from yishi.clock.story import held_at, now
from yishi.journal.kinds import kind_of
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.people.models import Person

OPENED = dt.date(2026, 1, 5)


def at(on, hour=10):
    """Return a context in which the product clock stands at ``hour`` on the date ``on`` ("2026-04-13")."""
    return held_at(timezone.make_aware(dt.datetime.combine(day(on), dt.time(hour))))


def matter_in(side, state, code="HA-2026-01", **fields):
    """Make a matter of the world's ``side`` that stands at ``state``, set there directly."""
    return Matter.objects.create(
        community=side.community, place=side.estate, code=code, topic=Topic.RENEWAL, state=state,
        title="楼道照明与应急灯更换", opened_on=OPENED, **fields
    )


def day(text):
    """Return the date ``text`` ("2026-04-13")."""
    return dt.date.fromisoformat(text)


def published(matter, side):
    """Publish a resolution of ``matter``; returns it."""
    by = side.people[Role.COMMUNITY_SECRETARY]
    line = NumberLine.objects.create(
        community=matter.community, series="槐协决", year=2026, number=matter.pk, matter=matter, given_by=by,
        given_on=OPENED,
    )
    return Resolution.objects.create(
        community=matter.community, matter=matter, number=line, title="协商决议", dated=OPENED, paragraphs=["同意。"],
        state="published", drafted_by=by, published_by=by, published_at=now(),
    )


def in_execution(side, state=MatterState.EXECUTING, code="HA-2026-01", **fields):
    """Make a matter with a published resolution that stands at ``state``."""
    matter = matter_in(side, state, code=code, **fields)
    published(matter, side)
    return matter


def started(side, **fields):
    """Make a matter in execution whose lead is named."""
    matter = in_execution(side, **fields)
    execution.start(
        matter, by=side.people[Role.COMMUNITY_SECRETARY], lead_words="溪畔物业", supervisor_words="居务监督委员会",
        started=OPENED,
    )
    return matter


def promise(matter, side, name="划线施工", due="2026-04-10"):
    """Set a milestone of ``matter``; returns it."""
    return execution.add_milestone(matter, by=side.people[Role.COMMUNITY_SECRETARY], name=name, due=day(due))


def done(milestone, side, on):
    """Report ``milestone`` done on the date ``on``, on that day."""
    with at(on):
        return execution.complete(milestone, by=side.people[Role.PROPERTY_MANAGER], done_on=day(on))


def passed(matter, side, on):
    """Let an inspection pass on the date ``on``; returns it."""
    supervisor = side.people[Role.SUPERVISORY_MEMBER]
    with at(on):
        return inspections.inspect(
            matter, by=supervisor, result="pass", comment="84个灯位全部点亮。", members=[supervisor, "7号楼楼长"]
        )


def failed(matter, side, on, redo_due):
    """Let an inspection fail on the date ``on``, to be done again by ``redo_due``; returns it."""
    supervisor = side.people[Role.SUPERVISORY_MEMBER]
    with at(on):
        return inspections.inspect(
            matter, by=supervisor, result="fail", comment="3家净化器未运行。", members=[supervisor],
            redo_due=day(redo_due),
        )


def surveyed(matter, side, since, until, invited=538):
    """Ask the residents from ``since`` to ``until``, opened on the first day; returns the survey."""
    with at(since):
        return satisfaction.open_survey(
            matter, by=side.people[Role.COMMUNITY_SECRETARY], until=day(until), invited=invited
        )


def told_and_read():
    """Return {kind: sentence} of every event so far, after asking each whom it is told to."""
    sentences = {}
    for event in Event.objects.select_related("stream", "community").order_by("pk"):
        kind = kind_of(event)
        assert all(isinstance(each, Person) for each in (kind.told(event) if kind.told else ()))
        sentences[event.kind] = kind.sentence(event)
    return sentences


def decided(matter, side, in_favor=9, against=2, decisive=True):
    """Certify a show of hands of the council on ``matter``: 12 entitled, 11 present; returns the poll."""
    people, community = side.people, matter.community
    poll = Poll.objects.create(
        community=community, matter=matter, question="是否同意？", rule=Rule.COUNCIL, secrecy=Secrecy.SHOW_OF_HANDS,
        decisive=decisive, electorate=Electorate.MEMBERS, place=community, roles=[Role.COUNCIL_MEMBER],
        state=PollState.CERTIFIED, opens_at=now(), opened_at=now(), closed_at=now(), entitled=12, roll_hash="0" * 64,
        definition_hash="0" * 64, present=11,
    )
    question = Question.objects.create(
        community=community, poll=poll, n=1, text="是否同意？", method=Method.YES_NO_ABSTAIN
    )
    count = HandCount.objects.create(
        community=community, poll=poll, n=1, present=11, entered_by=people[Role.RECORDER], entered_at=now(),
        confirmed_by=people[Role.FACILITATOR], confirmed_at=now(),
    )
    votes = {"in_favor": in_favor, "against": against, "abstain": 0}
    for n, (code, hands) in enumerate(votes.items(), start=1):
        choice = Choice.objects.create(community=community, poll=poll, question=question, n=n, code=code, choice=code)
        HandTally.objects.create(community=community, count=count, choice=choice, hands=hands)
    Certification.objects.create(
        community=community, poll=poll, by=people[Role.FACILITATOR], at=now(), figures=votes, figures_hash="0" * 64
    )
    return poll
