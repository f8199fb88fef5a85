"""The rows behind figures: one question for all tables, and a hash that is the same on every engine."""

import datetime as dt
import hashlib
import json

import pytest

from consultation.models import Matter, Report
from consultation.polls.domain.casting import cast
from consultation.polls.enums import Secrecy
from consultation.polls.models import NamedBallot, NamedMark, Poll, SecretBallot, SecretBallotChoice, SecretMark
from consultation.queries.figures import readings
from consultation.queries.sources import TABLES, sources
from tests.consultation.builders_outcomes import decided_matter
from tests.consultation.polls.builders import opened, people, while_open
from yishi.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.writes]
VOTERS = 12  # keys of one and of two figures stand in the order of their numbers


@pytest.fixture
def votes(world):
    voters = people(world.own, VOTERS)
    for secrecy in (Secrecy.NAMED, Secrecy.SECRET):
        poll = opened(world.own, voters, secrecy=secrecy)
        with while_open():
            for voter in voters:
                cast(poll, by=voter, choices="in_favor")
    tables = (Poll, NamedMark, NamedBallot, SecretMark, SecretBallot, SecretBallotChoice, Report)
    return [model.objects.all() for model in tables]


def exact(value):
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False) if isinstance(value, list) else str(value)


def by_hand(rows):
    """Count and hash ``rows`` one by one, as Python reads them."""
    fields = [field.attname for field in rows.model._meta.concrete_fields]
    lines = [
        json.dumps([exact(getattr(row, name)) for name in fields], separators=(",", ":"), ensure_ascii=False) + "\n"
        for row in rows.order_by("pk")
    ]
    digest = hashlib.sha256("".join(lines).encode()).hexdigest()
    return {"model": rows.model._meta.label, "count": len(lines), "sha256": digest}


def test_the_database_reads_as_one_does_by_hand(votes):
    found = sources(votes)
    assert found == [by_hand(rows) for rows in votes]
    assert [each["count"] for each in found] == [2, *[VOTERS] * 5, 0]


def test_all_tables_are_one_question(votes, django_assert_num_queries):
    with django_assert_num_queries(1):
        sources(votes)


def test_more_tables_than_one_question_takes(votes):
    many = [Person.objects.filter(pk=n) for n in range(TABLES)] + votes
    assert sources(many)[TABLES:] == sources(votes)


def test_a_matter_rests_on_tables_all_of_whose_columns_can_be_read(world):
    made = Matter.objects.get(pk=decided_matter(world.own).pk)
    rows = [rows for reading in readings(made) for rows in reading.rows]
    assert [each["model"] for each in sources(rows)] == [each.model._meta.label for each in rows]
