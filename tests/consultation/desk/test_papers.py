"""Papers by their form, where a vote may be changed."""

import pytest

from consultation.polls.models import NamedMark
from tests.consultation.polls import builders as b
from yishi.people.enums import Role

from .asking import address, done, filled, send, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.writes]


def test_a_second_paper_of_a_unit_is_seen_before_it_replaces_the_first(world):
    voter, = b.people(world.own, 1)
    poll, recorder = b.opened(world.own, [voter], may_change=True), world.own.people[Role.RECORDER]
    paper = {"voter": voter.name, "witness": world.own.people[Role.FACILITATOR].name}
    with b.while_open():
        done(recorder, "ballots.enter_paper", poll, **paper, q1="against")
        answer = send(recorder, "ballots.enter_paper", poll, **paper, q1="in_favor")
        assert answer.status_code == 409 and "knew nothing of" in answer.content.decode()
        assert NamedMark.objects.count() == 1
        again = filled(answer.context["form"])
        assert again["q1"] == "in_favor", "what was typed is kept"
        assert signed_in(recorder).post(address("ballots.enter_paper", poll), again).status_code == 302
    assert NamedMark.objects.count() == 2
