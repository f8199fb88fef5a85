import datetime as dt
from fractions import Fraction

import pytest

from consultation.enums import Rule
from consultation.polls.counting import Tally, decide, greedy, leader
from consultation.polls.enums import Method
from consultation.polls.guards import has_a_window, notice_given
from consultation.polls.models import Poll
from consultation.polls.rules import MORE_THAN_HALF, RULES, THREE_QUARTERS, TWO_THIRDS, Share, effective, share_of
from yishi.refusals import Invalid

YNA = Method.YES_NO_ABSTAIN


def council(entitled, present, yes, no, abstain=0):
    heads = {"in_favor": yes, "against": no, "abstain": abstain}
    return Tally(entitled=entitled, present=present, cast=yes + no + abstain, heads=heads)


def owners(entitled, all_area, yes, yes_area, no=0, no_area=0, blank=0, blank_area=0):
    heads = {"in_favor": yes, "against": no, "abstain": 0}
    area = {"in_favor": yes_area, "against": no_area, "abstain": 0}
    cast = yes + no + blank
    return Tally(entitled=entitled, present=cast, cast=cast, heads=heads, blank=blank, entitled_area=all_area,
                 cast_area=yes_area + no_area + blank_area, area=area)


@pytest.mark.parametrize(("share", "value", "whole", "met", "least"), [
    (TWO_THIRDS, 10, 15, True, 10),  # exactly two thirds is enough
    (TWO_THIRDS, 9, 15, False, 10),
    (TWO_THIRDS, 857, 1286, False, 858),
    (TWO_THIRDS, 858, 1286, True, 858),
    (THREE_QUARTERS, 9, 12, True, 9),
    (MORE_THAN_HALF, 7, 14, False, 8),  # a tie fails
    (MORE_THAN_HALF, 8, 14, True, 8),
    (MORE_THAN_HALF, 7, 13, True, 7),
    (TWO_THIRDS, 0, 0, False, 1),  # of nothing, nothing is reached
    (MORE_THAN_HALF, 0, 0, False, 1),
    (TWO_THIRDS, 2 * 10**18 - 1, 3 * 10**18, False, 2 * 10**18),  # no float could tell
    (TWO_THIRDS, 2 * 10**18, 3 * 10**18, True, 2 * 10**18),
])
def test_shares_are_exact(share, value, whole, met, least):
    assert share.met(value, whole) is met
    assert share.least(whole) == least


@pytest.mark.parametrize(("rule", "tally", "passed"), [
    (Rule.COUNCIL, council(15, 13, 9, 4), True),
    (Rule.COUNCIL, council(15, 10, 6, 4), True),  # exactly two thirds are there
    (Rule.COUNCIL, council(15, 9, 9, 0), False),  # quorum fails, however many agree
    (Rule.COUNCIL, council(15, 14, 7, 7), False),  # a tie
    (Rule.COUNCIL, council(15, 14, 7, 0, 7), False),  # abstentions are present and favour nobody
    (Rule.COUNCIL, council(15, 14, 7, 1), False),  # present without a vote counts against the share
    (Rule.COUNCIL, council(15, 0, 0, 0), False),  # turnout 0
    (Rule.REP_ASSEMBLY, council(78, 66, 58, 5, 3), True),
    (Rule.REP_ASSEMBLY, council(78, 51, 51, 0), False),
    (Rule.REP_ASSEMBLY, council(78, 52, 27, 25), True),
    (Rule.RESIDENTS_ASSEMBLY, council(100, 50, 50, 0), False),  # more than half have to take part
    (Rule.RESIDENTS_ASSEMBLY, council(100, 51, 26, 25), True),
    (Rule.CONSENT, council(9, 9, 5, 0, 4), True),
    (Rule.CONSENT, council(9, 9, 8, 1), False),
    (Rule.CONSENT, council(9, 0, 0, 0), False),
])
def test_heads(rule, tally, passed):
    assert decide(RULES[rule], tally, YNA).passed is passed


@pytest.mark.parametrize(("rule", "tally", "passed"), [
    (Rule.OWNERS_SPECIAL, owners(12, 106800, 10, 89000, 1, 8900, 1, 8900), True),
    (Rule.OWNERS_SPECIAL, owners(12, 120000, 6, 67500, 2, 22500), True),  # 3/4 of both exactly, of 8 of 12
    (Rule.OWNERS_SPECIAL, owners(12, 120000, 6, 67499, 2, 22501), False),  # one square decimetre short
    (Rule.OWNERS_SPECIAL, owners(12, 120000, 9, 50000, 0, 0, 0, 0), False),  # heads are many, the area did not come
    (Rule.OWNERS_SPECIAL, owners(12, 120000, 5, 90000, 2, 10000), False),  # area is plenty, heads are 7 of 12
    (Rule.OWNERS_ORDINARY, owners(762, 9144000, 247, 3008470, 261, 3136490, 23, 256040), False),
    (Rule.OWNERS_ORDINARY, owners(4, 40000, 2, 25000, 2, 15000), False),  # half of the heads is a tie
    (Rule.OWNERS_ORDINARY, owners(3, 30000, 2, 15000, 1, 15000), False),  # half of the area is a tie
    (Rule.OWNERS_ORDINARY, owners(3, 30000, 2, 15001, 1, 14999), True),
    (Rule.OWNERS_ORDINARY, owners(3, 30000, 0, 0), False),  # turnout 0
    (Rule.OWNERS_ORDINARY, owners(4, 40000, 2, 20000, 0, 0, 2, 20000), False),  # blank votes take part, favour nobody
])
def test_heads_and_area_are_both_reached_or_it_fails(rule, tally, passed):
    assert decide(RULES[rule], tally, YNA, weighs_area=True).passed is passed


def test_the_winning_option_meets_the_same_share():
    def tally(a, b, c, present=13):
        return Tally(entitled=15, present=present, cast=a + b + c, heads={"A": a, "B": b, "C": c})

    def outcome(found):
        made = decide(RULES[Rule.COUNCIL], found, Method.SINGLE)
        return made.passed, made.winner

    assert outcome(tally(3, 1, 9)) == (True, "C")
    assert outcome(tally(6, 5, 2)) == (False, "A")  # ahead, and not more than half
    assert outcome(tally(6, 6, 1)) == (False, "")  # nobody is ahead alone
    assert outcome(tally(0, 0, 0)) == (False, "")


def test_an_opinion_poll_decides_nothing():
    made = decide(RULES[Rule.ADVISORY_POLL], council(10, 10, 10, 0), YNA)
    assert made.passed is None and made.quorum == made.threshold == ()


def test_statutory_shares_are_locked():
    stricter = effective(Rule.COUNCIL, local_quorum=">=3/4", local_threshold=">=2/3")
    assert stricter.quorum == Share(Fraction(3, 4), inclusive=True)
    assert effective(Rule.OWNERS_ORDINARY, local_threshold=">1/2").threshold == MORE_THAN_HALF
    for rule, laxer in [(Rule.COUNCIL, ">=1/2"), (Rule.OWNERS_SPECIAL, ">2/3"), (Rule.ADVISORY_POLL, ">1/2"),
                        (Rule.COUNCIL, "3/4"), (Rule.COUNCIL, ">1"), (Rule.COUNCIL, ">1/0"), (Rule.COUNCIL, ">x")]:
        with pytest.raises(Invalid):
            effective(rule, local_threshold=laxer)


@pytest.mark.parametrize("text", [">1e999999999", ">=9e-1", ">0.66666666666666", ">>=2/3", ">5_1/1_00", ">-1/2"])
def test_a_share_is_a_plain_fraction_that_fits_its_column(text):
    with pytest.raises(Invalid):
        share_of(text, "local_threshold")


def test_a_share_may_be_written_in_several_ways():
    for text in (">=2/3", "≥2/3", ">= 2/3"):
        assert share_of(text, "x") == Share(Fraction(2, 3), inclusive=True)
    assert share_of(">0.75", "x") == Share(Fraction(3, 4), inclusive=False)


def test_all_eight_rules_have_their_figures():
    assert set(RULES) == set(Rule)
    assert {rule: (str(made.quorum), str(made.threshold), made.notice_days) for rule, made in RULES.items()
            if made.quorum} == {
        Rule.COUNCIL: ("≥ 2/3", "> 1/2", 0), Rule.REP_ASSEMBLY: ("≥ 2/3", "> 1/2", 10),
        Rule.RESIDENTS_ASSEMBLY: ("> 1/2", "> 1/2", 10), Rule.OWNERS_ORDINARY: ("≥ 2/3", "> 1/2", 15),
        Rule.OWNERS_SPECIAL: ("≥ 2/3", "≥ 3/4", 15),
    }


def test_the_budget_takes_by_votes_and_skips_what_does_not_fit():
    votes = {"P1": 812, "P2": 655, "P3": 402, "P4": 287, "P5": 731, "P6": 598, "P7": 214}
    costs = {"P1": 128000, "P2": 64000, "P3": 52000, "P4": 26000, "P5": 89000, "P6": 75000, "P7": 60000}
    made = greedy(votes, costs, 386000)
    assert (made.selected, made.total_yuan, made.left_yuan) == (("P1", "P5", "P2", "P6", "P4"), 382000, 4000)
    assert greedy({"A": 3, "B": 3, "C": 0}, {"A": 6, "B": 6, "C": 1}, 10).selected == ("A",)  # level: first on the list
    assert greedy({"A": 0}, {"A": 1}, 10).selected == ()


def test_leader():
    assert leader({"A": 1, "B": 2}) == "B"
    assert leader({"A": 2, "B": 2}) == leader({"A": 0}) == leader({}) == ""


@pytest.mark.django_db  # for the product clock
@pytest.mark.parametrize(("rule", "days", "source"), [
    (Rule.COUNCIL, 0, ""), (Rule.REP_ASSEMBLY, 10, "local rule on the notice"),
    (Rule.RESIDENTS_ASSEMBLY, 10, "Organic Law of Urban Residents’ Committees, art. 26"),
    (Rule.OWNERS_ORDINARY, 15, "Regulations on Property Management, art. 14"),
    (Rule.OWNERS_SPECIAL, 15, "Regulations on Property Management, art. 14"),
])
def test_a_notice_rests_on_its_own_article(rule, days, source):
    poll = Poll(rule=rule, announced_on=dt.date(2026, 3, 1))
    assert RULES[rule].notice_days == days
    assert [str(check.why) for check in has_a_window(poll)] == [source]
    assert [str(check.why) for check in notice_given(poll)] == ([source] if days else [])
