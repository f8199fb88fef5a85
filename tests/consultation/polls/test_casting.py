import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from consultation.enums import Rule
from consultation.polls import queries
from consultation.polls.domain import polls, rolls
from consultation.polls.domain.casting import cast
from consultation.polls.drawn import expected
from consultation.polls.enums import Secrecy
from consultation.polls.models import (
    IdempotencyKey,
    NamedMark,
    Poll,
    RollEntry,
    SecretBallot,
    SecretBallotChoice,
    SecretMark,
)
from tests.world import person
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.refusals import Invalid, Refused, Stale

from .builders import (
    CLOSES,
    OPENS,
    after,
    at,
    closed,
    council,
    council_poll,
    opened,
    options,
    people,
    while_open,
)

pytestmark = [pytest.mark.django_db, pytest.mark.writes]


def refused(kind=Refused, **vote):
    with pytest.raises(kind) as caught:
        cast(**vote)
    assert str(caught.value)
    return str(caught.value)


def names(model):
    return {field.name for field in model._meta.fields}


def test_a_named_vote_is_counted_after_the_close(world):
    voters = people(world.own, 3)
    poll = opened(world.own, voters)
    with while_open():
        for voter, code in zip(voters, ["in_favor", "in_favor", "against"], strict=True):
            cast(poll, by=voter, choices=code)
    found = queries.counted(closed(world.own, poll))[0]
    assert (found.in_favor, found.against, found.abstain, found.cast, found.entitled) == (2, 1, 0, 3, 3)
    assert found.passed is None


def test_before_the_window_and_after_it_nothing_is_taken(world):
    voter, = people(world.own, 1)
    poll = opened(world.own, [voter])
    with at(OPENS - dt.timedelta(seconds=1)):
        refused(poll=poll, by=voter, choices="in_favor")
    with at(CLOSES):  # the closer has not run: the window is over all the same
        assert Poll.objects.get(pk=poll.pk).state == "open"
        refused(poll=poll, by=voter, choices="in_favor")
    with at(CLOSES - dt.timedelta(seconds=1)):
        cast(poll, by=voter, choices="in_favor")


def test_a_closed_an_annulled_and_a_draft_poll_take_nothing(world):
    voter, = people(world.own, 1)
    poll = council_poll(world.own)
    member = world.own.people[Role.COUNCIL_MEMBER]
    with while_open():
        polls.close_poll(poll, by=world.own.people[Role.RECORDER])
        refused(poll=poll, by=member, choices="in_favor")
        again = opened(world.own, [voter])
        polls.annul(again, by=world.own.people[Role.COMMUNITY_SECRETARY], because="名单有误")
        refused(poll=again, by=voter, choices="in_favor")
    assert not SecretMark.objects.exists() and not NamedMark.objects.exists()


def test_only_who_is_on_the_roll_votes_and_only_for_the_own_unit(world):
    first, second = people(world.own, 2)
    young = person(world.own.community, "少年", born=dt.date(2010, 1, 1))
    poll = opened(world.own, [first])
    with while_open():
        refused(poll=poll, by=second, choices="in_favor")
        refused(poll=poll, by=second, unit=first, choices="in_favor")
        assert "18" in refused(poll=poll, by=young, choices="in_favor")
        refused(poll=poll, by=world.other.people[Role.RESIDENT], choices="in_favor")


def test_a_second_mark_of_a_unit_cannot_be_written(world):
    voters = people(world.own, 2)
    named, secret = opened(world.own, voters), opened(world.own, voters, secrecy=Secrecy.SECRET)
    with while_open():
        cast(named, by=voters[0], choices="in_favor")
        cast(secret, by=voters[0], choices="in_favor")
    mark, sealed = NamedMark.objects.get(), SecretMark.objects.get()
    mark.pk = sealed.pk = None
    for row in (mark, sealed):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


@pytest.mark.parametrize("model", [NamedMark, SecretMark, SecretBallot, SecretBallotChoice, RollEntry])
def test_votes_and_rolls_are_append_only(world, model):
    voter, = people(world.own, 1)
    named, secret = opened(world.own, [voter]), opened(world.own, [voter], secrecy=Secrecy.SECRET)
    with while_open():
        cast(named, by=voter, choices="in_favor")
        cast(secret, by=voter, choices="in_favor")
    rows = model.objects.all()
    for change in (lambda: rows.update(community=world.other.community), lambda: rows._raw_delete(using="default")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_vote_may_be_changed_until_the_close_where_the_poll_says_so(world):
    voters = people(world.own, 2)
    poll = opened(world.own, voters, may_change=True, **options())
    with while_open():
        assert cast(poll, by=voters[0], choices="A", expected=0).votes == ((1, 1),)
        assert cast(poll, by=voters[0], choices="B", expected=1).votes == ((1, 2),)
        refused(Stale, poll=poll, by=voters[0], choices="C", expected=1)
        refused(Stale, poll=poll, by=voters[0], choices="C", expected=0)
        assert cast(poll, by=voters[0], choices="C").votes == ((1, 3),)  # whatever stands
        cast(poll, by=voters[1], choices="A")
    assert NamedMark.objects.count() == 4
    found = queries.counted(closed(world.own, poll))[0]
    assert (found.tally.heads, found.cast) == ({"A": 1, "B": 0, "C": 1}, 2)


def test_the_same_form_gets_the_same_answer_and_counts_once(world):
    voter, other = people(world.own, 2)
    poll = opened(world.own, [voter, other], may_change=True)
    with while_open():
        first = cast(poll, by=voter, choices="in_favor", key="k-1")
        again = cast(poll, by=voter, choices="in_favor", key="k-1")
        assert again == first and again.again and not first.again
        refused(poll=poll, by=voter, choices="against", key="k-1")
        refused(poll=poll, by=other, choices="in_favor", key="k-1")
    with after():  # the answer was lost, the ballot is closed meanwhile
        assert cast(poll, by=voter, choices="in_favor", key="k-1") == first
    assert NamedMark.objects.count() == 1
    row = IdempotencyKey.objects.get()
    assert "k-1" not in row.digest and b"votes" not in bytes(row.answer)


def test_a_secret_form_sent_twice_is_answered_and_counted_once(world):
    voter, = people(world.own, 1)
    poll = opened(world.own, [voter], secrecy=Secrecy.SECRET)
    with while_open():
        assert cast(poll, by=voter, choices="in_favor", key="k") == cast(poll, by=voter, choices="in_favor", key="k")
        refused(poll=poll, by=voter, choices="in_favor", key="k-2")
    assert SecretBallot.objects.count() == SecretMark.objects.count() == 1


def test_sealed_answers_have_one_length_whatever_was_chosen(world):
    voters = people(world.own, 3)
    poll = opened(world.own, voters, secrecy=Secrecy.SECRET, **options())
    with while_open():
        for n, (voter, choices) in enumerate(zip(voters, ["A", "C", []], strict=True)):
            cast(poll, by=voter, unit=voter, choices=choices, key=f"key-{n}")
    assert len({len(row.answer) for row in IdempotencyKey.objects.all()}) == 1


def test_a_secret_ballot_holds_nothing_of_the_voter(world):
    voter, = people(world.own, 1)
    poll = opened(world.own, [voter], secrecy=Secrecy.SECRET)
    with while_open():
        cast(poll, by=voter, choices="in_favor")
    for model in (SecretBallot, SecretBallotChoice):
        assert names(model) <= {"id", "community", "poll", "question", "ballot", "choice"}
        assert model._meta.pk.get_internal_type() == "UUIDField"
    assert names(SecretMark) == {"id", "community", "poll", "entry", "channel", "entered_by", "witness"}


def test_a_vote_appends_no_event(world):
    voter, = people(world.own, 1)
    poll = opened(world.own, [voter])
    before = Event.objects.count()
    with while_open():
        cast(poll, by=voter, choices="in_favor")
    assert Event.objects.count() == before


def test_a_recused_member_does_not_vote_and_a_voter_is_not_recused(world):
    members = council(world.own, 3)
    poll = council_poll(world.own)
    facilitator = world.own.people[Role.FACILITATOR]
    with while_open():
        rolls.recuse(poll, by=facilitator, unit=members[0], words="商户亲属")
        refused(poll=poll, by=members[0], choices="in_favor")
        cast(poll, by=members[1], choices="in_favor")
        for member in members[:2]:
            with pytest.raises(Refused):
                rolls.recuse(poll, by=facilitator, unit=member, words="商户亲属")
        with pytest.raises(Invalid):  # three are entitled, one stood aside: three cannot be present
            polls.close_poll(poll, by=facilitator, present=3)
        polls.close_poll(poll, by=facilitator, present=2)
    assert queries.counted(poll)[0].present == 2


def test_a_choice_of_another_poll_and_too_many_choices_are_refused(world):
    voter, = people(world.own, 1)
    poll = opened(world.own, [voter], rule=Rule.APPROVAL_POLL, secrecy=Secrecy.SECRET, method="approval",
                  choices=[(f"P{i}", f"项目{i}") for i in range(1, 8)], max_choices=3)
    with while_open():
        refused(Invalid, poll=poll, by=voter, choices=["P1", "P2", "P3", "P4"])
        refused(Invalid, poll=poll, by=voter, choices=["P1", "P1"])
        refused(Invalid, poll=poll, by=voter, choices="in_favor")
        refused(Invalid, poll=poll, by=voter, choices={7: "P1"})
        cast(poll, by=voter, choices=["P1", "P5", "P2"])
    found = queries.counted(closed(world.own, poll))[0]
    assert (found.tally.heads["P1"], found.tally.heads["P3"], found.cast) == (1, 0, 1)


def test_a_vote_takes_few_queries(world):
    voters = people(world.own, 3)
    poll = opened(world.own, voters, may_change=True)
    with while_open():
        cast(poll, by=voters[0], choices="in_favor")
        with CaptureQueriesContext(connection) as found:
            cast(poll, by=voters[1], choices="in_favor")
    assert len(found) <= 8, [query["sql"][:80] for query in found]  # savepoint and its release among them


def test_results_take_the_same_queries_for_few_and_many(world, django_assert_num_queries):
    voters = people(world.own, 12)
    poll = opened(world.own, voters, may_change=True, questions=[{"text": f"意见{n}"} for n in range(30)])
    with while_open():
        for voter in voters:
            cast(poll, by=voter, choices=dict.fromkeys(range(1, 31), "in_favor"))
    closed(world.own, poll)
    with django_assert_num_queries(2):
        assert len(queries.counted(poll)) == 30




def test_of_an_annulled_ballot_it_is_not_said_that_its_votes_count(world):
    members = council(world.own, 3)
    poll = council_poll(world.own)
    with while_open():
        polls.annul(poll, by=world.own.people[Role.COMMUNITY_SECRETARY], because="名单有误")
        assert refused(poll=poll, by=members[0], choices="in_favor") == "This ballot was annulled. It has no result."


@pytest.mark.parametrize("words", ['{"p1": {"1": Infinity}}', '{"p1": {"1": "x"}}', '{"p1": 1}', "[]", "{", ""])
def test_a_hidden_field_that_was_tampered_with_says_nothing(words):
    assert expected(words, "p1") == {}


def test_at_a_table_where_nobody_sat_nobody_objected_either(world):
    members = council(world.own, 3)
    poll = closed(world.own, opened(world.own, members, rule=Rule.CONSENT))
    assert queries.counted(poll)[0].sentence == "0 of 3 persons took part. Nobody took part: it is not agreed."
