"""The ballot page: look, look once more, cast; whoever is not on the roll or too late reads why."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from consultation.enums import Rule
from consultation.polls.domain import rolls
from consultation.polls.domain.casting import cast
from consultation.polls.enums import Electorate, Method, Secrecy
from consultation.polls.models import NamedMark, SecretBallot, SecretMark
from tests.consultation.builders_outcomes import matter_in
from tests.consultation.polls import builders
from tests.consultation.polls.builders import after, closed, draft, opened, owners_poll, people, while_open
from tests.consultation.views.reading import EVIL, assert_same_queries, page, reader, words
from tests.world import owner, person
from yishi.people.enums import Role

pytestmark = [pytest.mark.django_db, pytest.mark.writes]


def of(poll):
    return reverse("ballot", args=[poll.pk])


def fill(client, poll, **chosen):
    """Open the ballot and return what a browser would send with ``chosen``."""
    form = client.get(of(poll)).context["form"]
    hidden = {name: form[name].value() for name in ("key", "drawn") if name in form.fields}
    return {**hidden, **chosen}


@pytest.fixture
def voters(world):
    return people(world.own, 3)


def test_a_choice_is_repeated_before_it_is_cast(world, voters):
    made = matter_in(world.own)
    poll = opened(world.own, voters, matter=made)
    client = reader(voters[0])
    with while_open():
        data = fill(client, poll, q1="in_favor")
        asked = client.post(of(poll), data)
        assert "This is what you are about to cast" in words(asked) and "in favour" in words(asked)
        assert not NamedMark.objects.exists()
        assert "This is what you are about to cast" not in words(client.post(of(poll), data | {"change": "1"}))
        found = client.post(of(poll), data | {"cast": "1"}, follow=True)
        assert "Your vote is in." in words(found)
        assert found.redirect_chain == [(made.get_absolute_url(), 302)]
        client.post(of(poll), data | {"cast": "1"})  # a double click
        assert NamedMark.objects.count() == 1
        assert "Your vote is in, and stands." in page(voters[0], of(poll))
        answer = client.post(of(poll), {**data, "key": "another", "cast": "1"})
        assert answer.status_code == 409
        assert "has been counted already" in words(answer)


def test_of_projects_what_each_costs_is_read_while_choosing_and_once_more_before_it_is_cast(world, voters):
    projects = [("P1", "坡道", 64000), ("P2", "书角", 52000), ("P3", "鼓楼", 990000)]
    poll = opened(world.own, voters, rule=Rule.APPROVAL_POLL, secrecy=Secrecy.SECRET, method=Method.BUDGET, choices=projects,
                  max_choices=2, cap_yuan=120000)
    client = reader(voters[0])
    with while_open():
        asked = words(client.get(of(poll)))
        assert "坡道 (64,000 yuan)" in asked and "Choose at most 2. There is 120,000 yuan to spend." in asked
        again = client.post(of(poll), fill(client, poll, q1=["P1", "P2"]))
        panel = again.content.decode().split('class="confirm"')[1].split("</section>")[0]
        assert panel.count("<li>") == 2 and "书角 (52,000 yuan)" in strip_tags(panel) and "鼓楼" not in panel


def test_a_blank_vote_is_said_to_be_one(world, voters):
    poll = opened(world.own, voters)
    client = reader(voters[0])
    with while_open():
        data = fill(client, poll)
        assert "Nothing: a blank vote" in words(client.post(of(poll), data))
        client.post(of(poll), data | {"cast": "1"})
        assert NamedMark.objects.get().ballot.choices.count() == 0


def test_a_vote_that_may_be_changed_is_changed(world, voters):
    poll = opened(world.own, voters, may_change=True)
    client = reader(voters[0])
    with while_open():
        for choice in ("in_favor", "against"):
            client.post(of(poll), fill(client, poll, q1=choice, cast="1"))
        assert NamedMark.objects.count() == 2
        assert "You have voted. What you cast now takes its place." in page(voters[0], of(poll))


def test_a_form_that_knew_nothing_of_a_vote_does_not_replace_it_unseen(world, voters):
    poll = opened(world.own, voters, may_change=True, questions=[{"text": "甲"}, {"text": "乙"}])
    client = reader(voters[0])
    with while_open():
        data = fill(client, poll, q1="against", cast="1")
        cast(poll, by=voters[0], choices={1: "in_favor"})  # meanwhile, on another device
        answer = client.post(of(poll), data)
        assert answer.status_code == 409 and "knew nothing of" in words(answer)
        assert NamedMark.objects.count() == 1
        form = answer.context["form"]
        assert form["q1"].value() == "against", "the choice is kept"
        assert client.post(of(poll), data | {"drawn": form["drawn"].value()}).status_code == 302
        other = fill(client, poll, q2="in_favor", cast="1")
        cast(poll, by=voters[0], choices={1: "abstain"})
        assert client.post(of(poll), other).status_code == 302, "another question moved on"
        for odd in ("", "[", "[]", '{"p1": 3}', f'{{"p{voters[0].pk}": {{"x": 1}}}}', "null"):
            assert client.post(of(poll), fill(client, poll, q1="against", cast="1") | {"drawn": odd}).status_code == 409
    assert NamedMark.objects.count() == 4


def test_of_many_questions_those_left_empty_are_not_voted_on(world, voters):
    questions = [{"n": n, "text": f"第{n}条"} for n in range(1, 26)]
    poll = opened(world.own, voters, may_change=True, questions=questions)
    client = reader(voters[0])
    with while_open():
        first = client.get(of(poll))
        assert len(first.context["questions"]) == 20
        answer = client.post(of(poll), fill(client, poll))
        assert answer.status_code == 422 and "Answer at least one of the questions." in words(answer)
        client.post(of(poll), fill(client, poll, q2="in_favor", cast="1"))
        client.post(of(poll) + first.context["questions"].after, fill(client, poll, q22="against", cast="1"))
    assert sorted(NamedMark.objects.values_list("question__n", flat=True)) == [2, 22]


def test_a_secret_ballot_keeps_mark_and_ballot_apart(world, voters):
    poll = opened(world.own, voters, secrecy=Secrecy.SECRET)
    client = reader(voters[0])
    with while_open():
        assert "what you choose is stored without your name." in page(voters[0], of(poll))
        client.post(of(poll), fill(client, poll, q1="in_favor", cast="1"))
    assert (SecretMark.objects.count(), SecretBallot.objects.count()) == (1, 1)


def test_an_owner_of_two_heads_says_for_which(world):
    alone, partner = person(world.own.community, "业主甲"), person(world.own.community, "业主乙")
    owner(world.own.estate, "100.00", alone, room="业-1")
    owner(world.own.estate, "50.00", alone, partner, room="业-2")
    poll = owners_poll(world.own)
    client = reader(alone)
    with while_open():
        assert "For whom do you vote?" in page(alone, of(poll)) and "For whom do you vote?" not in page(partner, of(poll))
        assert client.post(of(poll), fill(client, poll, q1="in_favor", cast="1")).status_code == 422
        for unit, _words in client.get(of(poll)).context["form"].fields["unit"].choices:
            asked = client.post(of(poll), fill(client, poll, q1="in_favor", unit=unit))
            assert "For whom as owner, unit" in words(asked)
            client.post(of(poll), fill(client, poll, q1="in_favor", unit=unit, cast="1"))
    assert NamedMark.objects.count() == 2


def test_too_many_choices_are_refused(world, voters):
    poll = opened(world.own, voters, rule="approval_poll", secrecy=Secrecy.SECRET, method=Method.APPROVAL, max_choices=1,
                  choices=builders.ABC)
    client = reader(voters[0])
    with while_open():
        answer = client.post(of(poll), fill(client, poll, q1=["A", "B"]))
        assert answer.status_code == 422 and "Choose at most 1." in words(answer)
        assert client.post(of(poll), fill(client, poll, q1=["Z"])).status_code == 422


def test_who_is_not_on_the_roll_too_early_or_too_late_reads_why(world, voters):
    poll = opened(world.own, voters)
    with while_open():
        assert "You are not on the roll of this ballot." in page(world.own.people[Role.RESIDENT], of(poll))
        outsider = reader(world.own.people[Role.RESIDENT])
        answer = outsider.post(of(poll), {"key": "k", "q1": "in_favor", "cast": "1"})
        assert answer.status_code == 409 and "You are not on the roll" in words(answer)
    with after():
        assert "This ballot takes no votes now." in page(voters[0], of(poll))
        answer = reader(voters[0]).post(of(poll), {"key": "k", "q1": "in_favor", "cast": "1"})
        assert answer.status_code == 409 and "This ballot is closed." in words(answer)
    closed(world.own, poll)
    assert "This ballot takes no votes now." in page(voters[0], of(poll))
    assert not NamedMark.objects.exists()


def test_a_draft_and_a_show_of_hands_take_no_votes(world, voters):
    assert reader(voters[0]).get(of(draft(world.own))).status_code == 404
    hands = draft(world.own, rule="council", secrecy=Secrecy.SHOW_OF_HANDS, electorate=Electorate.MEMBERS,
                  roles=[Role.COUNCIL_MEMBER], opens_at=None, closes_at=None)
    type(hands).objects.filter(pk=hands.pk).update(state="announced")
    assert "This vote is taken by hands in the meeting." in page(voters[0], of(hands))
    assert reader().get(of(hands)).headers["Location"].startswith("/sign-in/")
    assert reader(voters[0]).get("/ballots/99999999999999999999/").status_code == 404


def test_html_is_shown_and_never_run(world, voters):
    poll = opened(world.own, voters, question=EVIL, description=EVIL, method=Method.SINGLE,
                  choices=[("A", EVIL), ("B", "乙")])
    with while_open():
        answer = reader(voters[0]).get(of(poll))
    assert answer.status_code == 200 and "<script>alert" not in answer.content.decode()


def test_it_costs_the_same_after_3_votes_and_after_300(world, voters):
    poll = opened(world.own, voters, may_change=True)
    with while_open():
        def grow(n):
            for i in range(n):
                cast(poll, by=voters[0], choices=("in_favor", "against")[i % 2])

        assert_same_queries(voters[:2], of(poll), grow)


def test_of_a_ballot_that_decides_each_question_has_its_screen_in_one_form(world, voters):
    questions = [{"n": n, "text": f"第{n}件"} for n in range(1, 4)]
    poll = opened(world.own, voters, secrecy=Secrecy.SECRET, questions=questions)
    client = reader(voters[0])
    with while_open():
        found = client.get(of(poll))
        page_text = found.content.decode()
        assert [n in page_text for n in ('id="screen-1"', 'id="screen-3"', 'id="screen-4"')] == [True, True, False]
        assert "Question 2 of 3" in words(found) and page_text.count('type="submit"') >= 1
        data = fill(client, poll, q1="in_favor", q2="against", q3="abstain")
        asked = client.post(of(poll), data)
        assert "Once cast, it stands" in words(asked) and "It is counted after Sun 12 April 18:00." in words(asked)
        again = client.post(of(poll), data | {"change": "1"}).content.decode()
        assert again.count("checked") == 3 and 'id="screen-3"' in again
        client.post(of(poll), data | {"cast": "1"})
    assert (SecretMark.objects.count(), SecretBallot.objects.count()) == (1, 3)  # one transaction, a ballot a question


def test_a_long_list_of_opinions_stays_one_page(world, voters):
    poll = opened(world.own, voters, may_change=True, questions=[{"n": n, "text": f"第{n}条"} for n in range(1, 4)])
    with while_open():
        assert 'id="screen-1"' not in reader(voters[0]).get(of(poll)).content.decode()


def test_a_ballot_that_takes_no_votes_says_what_comes_next(world, voters):
    poll = opened(world.own, voters, matter=matter_in(world.own))
    with after():
        assert "This ballot is closed. It is being counted" in page(voters[0], of(poll))
    closed(world.own, poll)
    with after():
        assert "This ballot is closed. It is being counted" in page(voters[0], of(poll))
        assert f"{poll.matter.get_absolute_url()}#poll-{poll.pk}" in reader(voters[0]).get(of(poll)).content.decode()


def test_who_stands_aside_reads_so_while_it_runs_and_has_nothing_to_do(world, voters):
    poll = opened(world.own, voters)
    with while_open():
        assert poll.question in page(voters[0], "/my/")
        rolls.recuse(poll, by=world.own.people[Role.RECORDER], unit=voters[0], words="施工方家属")
        found = page(voters[0], of(poll))
        assert "You stand aside from this vote." in found and "not open yet" not in found and "not on the roll" not in found
        assert poll.question not in page(voters[0], "/my/") and poll.question in page(voters[1], "/my/")
        assert reader(voters[0]).post(of(poll), {"key": "k", "q1": "in_favor", "cast": "1"}).status_code == 409
    closed(world.own, poll)
    assert "This ballot is closed. It is being counted" in page(voters[0], of(poll))
