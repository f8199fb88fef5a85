"""What the page of a matter shows of a ballot: nothing before the close, the whole sum after it."""

import html
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from consultation.enums import MatterState, Rule
from consultation.events.ballots import certified
from consultation.models import Matter, Rating, SatisfactionSurvey
from consultation.pages import wall
from consultation.pages.along import read_along
from consultation.pages.ballots import poll_card
from consultation.pages.result import polls, ratings_open, satisfaction_bar, supervise
from consultation.polls.domain import batches
from consultation.polls.domain import hands as counting
from consultation.polls.domain import polls as acts
from consultation.polls.domain.casting import cast
from consultation.polls.enums import Electorate, Method, Secrecy
from consultation.polls.models import Poll
from tests.consultation import builders_execution as execution
from tests.consultation.builders_agenda import bare
from tests.consultation.polls import builders as b
from yishi.journal.models import Event
from yishi.people.enums import Role

pytestmark = pytest.mark.django_db

KINDS = {
    "named": {}, "options": b.options(), "secret": {"secrecy": Secrecy.SECRET},
    "owners": {"rule": Rule.OWNERS_SPECIAL, "electorate": Electorate.OWNERS, "decisive": True},
    "hands": {"decisive": True, "rule": Rule.COUNCIL, "electorate": Electorate.MEMBERS, "roles": [Role.COUNCIL_MEMBER],
              "secrecy": Secrecy.SHOW_OF_HANDS, "opens_at": None, "closes_at": None},
}


def page(card):
    """Return the card as HTML."""
    return render_to_string("consultation/poll_card.html", {"card": card}, RequestFactory().get("/"))


def running(world, kind, n=3, **more):
    """Open a poll of ``kind`` with ``n`` on its roll and let two of them vote; return poll and voters."""
    matter = bare(world.own, MatterState.DELIBERATING)
    if kind == "owners":
        voters = [who for _owner, who in b.owners(world.own, *["50.25"] * n)]
    else:
        voters = b.council(world.own, n) if kind == "hands" else b.people(world.own, n)
    place = world.own.community if kind == "hands" else world.own.estate
    fields = {**KINDS[kind], "matter": matter, "place": place, **more}
    listed = fields.get("electorate") is None
    poll = b.opened(world.own, voters if listed else None, **fields)
    with b.while_open():
        if kind == "hands":
            counting.enter(poll, by=world.own.people[Role.RECORDER], present=n, counts={"in_favor": 2})
        else:
            for voter in voters[:2]:
                cast(poll, by=voter, unit=unit_of(poll, voter), choices="B" if kind == "options" else "in_favor")
    return poll, voters


def unit_of(poll, person):
    return poll.roll.get(voters__person=person).unit


def counted(world, poll):
    """Close ``poll``: until its count is certified nobody sees figures who does not certify. Then certify it."""
    certifier = world.own.people[Role.SUPERVISORY_MEMBER]
    if poll.secrecy == Secrecy.SHOW_OF_HANDS:
        with b.while_open():
            counting.confirm(poll, by=world.own.people[Role.FACILITATOR])
            assert "The hands are counted." in poll_card(poll, None)["hidden"]
            acts.close_poll(poll, by=world.own.people[Role.RECORDER])
    else:
        b.closed(world.own, poll)
    card = poll_card(poll, None)
    assert "once the count is certified" in card["hidden"] and not (card["questions"] or card["channels"])
    assert "not certified yet" in page(poll_card(poll, certifier))
    acts.certify(poll, by=certifier)
    return poll


@pytest.mark.parametrize("kind", KINDS)
def test_before_the_close_nobody_sees_figures(world, kind):
    poll, voters = running(world, kind)
    with b.while_open():
        for viewer in [None, *voters, *world.own.people.values(), *world.other.people.values()]:
            card = poll_card(poll, viewer)
            assert card["hidden"]
            assert not (card["questions"] or card["channels"])
            text = page(card)
            assert 'role="img"' not in text and "<table" not in text and 'data-icon="run"' in text
            assert card["asked"][0][1], "what can be chosen is shown"


@pytest.mark.parametrize("kind", KINDS)
def test_after_the_close_the_whole_sum_is_there(world, kind):
    poll = counted(world, running(world, kind)[0])
    card = poll_card(poll, None)
    question, = card["questions"]
    assert not card["hidden"]
    assert sum(row["heads"] for row in question["rows"]) == (3 if kind == "hands" else 2)
    text = page(card)
    assert question["sentence"] in text.replace("&#x27;", "'")
    assert text.count("<svg height") + text.count('<svg class="seats"') == len(question["bars"])


def test_owners_have_bars_by_heads_and_by_area_against_their_lines(world):
    poll = counted(world, running(world, "owners")[0])
    question, = poll_card(poll, None)["questions"]
    lines = [(bar.line, bar.base, bar.reached) for bar in question["bars"]]
    assert lines == [
        (Fraction(2, 3), 3, True), (Fraction(2, 3), 15075, True),
        (Fraction(3, 4), 2, True), (Fraction(3, 4), 10050, True),
    ]
    assert question["passed"] is True
    assert question["rows"][0]["area"] == Decimal("100.50")
    assert "100.50" in page(poll_card(poll, None))
    heads, area = (bar.sentence.replace("\N{NO-BREAK SPACE}", " ") for bar in question["bars"][2:])
    assert (heads, area) == ("Needed: 2. There were 2.", "Needed: 75.38 m². There were 100.50 m².")


def test_a_count_of_opinions_by_the_councils_rule_has_no_verdict(world):
    poll = counted(world, running(world, "hands", decisive=False)[0])
    card = poll_card(poll, None)
    question, = card["questions"]
    assert question["passed"] is None and "Opinions: 2 for, 0 against, 0 abstained." in question["sentence"]
    assert all(bar.line is None and bar.reached is None for bar in question["bars"]) and question["seats"] is None
    assert "decides nothing" in page(card) and "Passed" not in page(card)
    assert "2 for, 0 against, 0 abstained. It decides nothing" in certified(Event.objects.get(kind="ballots.certified"))


def test_of_several_choices_each_has_its_bar(world):
    poll = counted(world, running(world, "options")[0])
    question, = poll_card(poll, None)["questions"]
    assert [(bar.caption, bar.parts[0]) for bar in question["bars"]] == [
        ("平层", ("abstain", 0)), ("错层", ("for", 2)), ("暂不加装", ("abstain", 0)),
    ]
    assert question["passed"] is None


def test_on_the_wall_many_choices_turn_by_the_dozen_and_what_is_open_stands_alone(world):
    voter, = b.people(world.own, 1, prefix="旁听")
    many = [(f"C{n:02}", f"项目{n}") for n in range(30)]
    poll = b.opened(world.own, [voter], method=Method.SINGLE, choices=many)
    beside = counted(world, running(world, "named")[0])
    with b.while_open():
        cast(poll, by=voter, choices="C07")
        alone, = wall.pages([poll_card(beside, None), poll_card(poll, None)])
        assert alone["card"]["poll"] == poll and alone["hidden"] and len(alone["choices"]) == 30
    b.closed(world.own, poll)
    acts.certify(poll, by=world.own.people[Role.FACILITATOR])
    first, *rest = wall.pages([poll_card(beside, None), poll_card(poll, None)])
    assert (first["rows"], [page["rows"] for page in rest]) == (1, [10, 10, 10])
    for one in (alone, first, *rest):
        text = render_to_string(one["template"], {"page": one})
        assert (one["hidden"] if one is alone else one["question"]["sentence"]) in html.unescape(text)
        assert text.count('class="slim"') == (one["rows"] if one.get("slim") else 0)


def test_who_is_on_the_roll_may_vote_once_and_while_it_is_open(world):
    poll, (one, _two, three) = running(world, "secret")
    with b.while_open():
        assert poll_card(poll, three)["may_vote"]
        voted = poll_card(poll, one)
        assert voted["voted"]
        assert f"/ballots/{poll.pk}/" not in page(voted)
        assert f"/ballots/{poll.pk}/" in page(poll_card(poll, three))
        assert not poll_card(poll, world.own.people[Role.MEDIA])["may_vote"]
    with b.after():
        assert not poll_card(poll, three)["may_vote"]


def test_only_the_acts_that_such_a_ballot_knows_are_offered(world):
    recorder = world.own.people[Role.RECORDER]
    with b.while_open():
        named = {act.code for act, _checks in poll_card(running(world, "named")[0], recorder)["open_acts"]}
    assert "ballots.enter_paper" in named
    assert not named & {"ballots.enter_hands", "ballots.count_batch"}


def test_a_draft_is_shown_to_those_in_office_alone(world):
    matter = bare(world.own, MatterState.DELIBERATING)
    b.draft(world.own, matter=matter)
    assert not polls(matter, None)
    assert not polls(matter, world.own.people[Role.RESIDENT])
    assert not polls(matter, world.other.people[Role.RECORDER])
    assert polls(matter, world.own.people[Role.RECORDER])


def test_papers_not_yet_counted_hide_a_secret_result(world):
    members = b.council(world.own, 3)
    poll = b.council_poll(world.own)
    recorder, supervisor = world.own.people[Role.RECORDER], world.own.people[Role.SUPERVISORY_MEMBER]
    with b.while_open():
        batches.mark_paper(poll, by=members[0], entered_by=recorder, witness=supervisor)
        acts.close_poll(poll, by=recorder)
        assert "0 of 1" in poll_card(poll, recorder)["hidden"]
        pile = batches.count(poll, by=recorder, ballots=1, counts={"in_favor": 1})
        assert poll_card(poll, recorder)["hidden"]
        batches.confirm(pile, by=supervisor, ballots=1, counts={"in_favor": 1})
        assert poll_card(poll, recorder)["hidden"], "whoever counted papers does not certify them"
        assert poll_card(poll, world.own.people[Role.FACILITATOR])["questions"]


def test_a_card_takes_as_many_queries_for_many_votes_and_questions_as_for_few(world):
    costs = []
    for code, voters, questions in (("HA-2026-11", 3, 1), ("HA-2026-12", 30, 40)):
        matter = bare(world.own, MatterState.DELIBERATING, code=code)
        people = b.people(world.own, voters, prefix=code)
        asked = [{"text": f"问题{n}", "method": Method.YES_NO_ABSTAIN} for n in range(questions)]
        poll = b.opened(world.own, people, matter=matter, questions=asked)
        for context in (b.while_open, b.after):
            with context():
                if context is b.while_open:
                    for person in people:
                        cast(poll, by=person, choices=dict.fromkeys(range(1, questions + 1), "in_favor"))
                else:
                    acts.close_poll(poll, by=world.own.people[Role.RECORDER])
                    acts.certify(poll, by=world.own.people[Role.FACILITATOR])
                fresh = Poll.objects.select_related("community", "place").get(pk=poll.pk)
                with CaptureQueriesContext(connection) as captured:
                    card = poll_card(fresh, people[0])
                costs.append(len(captured))
        assert len(card["questions"]) == min(questions, 20)
        assert card["more"] == max(0, questions - 20)
    assert costs[:2] == costs[2:]
    assert max(costs) <= 12


def supervised(matter, viewer):
    """Return the section of execution as a page reads it now."""
    fresh = Matter.objects.get(pk=matter.pk)
    read_along(fresh)
    return supervise(fresh, viewer)


def test_satisfaction_is_a_bar_of_those_who_rated(world):
    made = execution.in_execution(world.own)
    survey = SatisfactionSurvey.objects.create(
        community=made.community, matter=made, since=execution.day("2026-04-09"), until=execution.day("2026-04-20"),
        invited=40,
    )
    one, two = b.people(world.own, 2)
    with execution.at("2026-04-10"):
        assert supervised(made, None)["bar"].base == 0
        Rating.objects.create(community=made.community, survey=survey, person=one, value="basic", on=survey.since)
        shown = supervised(made, two)
        assert shown["bar"].parts == (("for", 0), ("abstain", 1), ("against", 0))
        assert shown["ratings_open"] and ratings_open(survey, None)
        assert not ratings_open(survey, one), "he has rated"
        assert ratings_open(survey, world.own.people[Role.RECORDER]), "she enters the word of others"
        assert not ratings_open(survey, world.own.people[Role.MEDIA])
    with execution.at("2026-04-21"):
        assert not ratings_open(survey, two)
    assert "100%" in satisfaction_bar(survey.tally()).svg
