"""Whose turn it is: the rules of debate that order a queue, case by case. No database."""

from dataclasses import dataclass

import pytest

from meetings.console.order import FIRST, OTHER_SIDE, UNHEARD, order


@dataclass(frozen=True)
class Hand:
    key: str
    stance: str
    raised_at: int
    pk: int = 0


def hands(words):
    """Return the hands of ``words``: name and stance each, raised in that order ("a+ b- c?": for, against, question)."""
    stances = {"+": "for", "-": "against", "?": "question", "~": "conditional"}
    return [Hand(word[:-1], stances[word[-1]], n, n) for n, word in enumerate(words.split())]


@pytest.mark.parametrize(("waiting", "history", "turns"), [
    ("", "", ""),
    ("a? b? c?", "", "a b c"),                   # rule 2: who raised a hand first
    ("a? b?", "a?", "b a"),                      # rule 2: who has not spoken yet comes first
    ("a+ b- c-", "a+ a+", "b c"),                # rule 4: twice at most on one entry
    ("a+ b+ c-", "d+", "c a b"),                 # rule 9: another opinion than the last
    ("a+ b+ c- d-", "", "a c b d"),              # rule 9: in turn, as far as there are two
    ("a~ b-", "d+", "b a"),                      # for with conditions is for
    ("a+ b?", "d+", "b a"),                      # a question is not the same opinion again
    ("a+ b-", "d+ e?", "b a"),                   # a question between does not change who was heard last
    ("a- b+", "b- c+", "a b"),                   # not spoken yet goes before another opinion
    ("a+ b+", "d+", "a b"),                      # one opinion only: as the hands went up
])
def test_the_order_of_the_queue(waiting, history, turns):
    assert [turn.request.key for turn in order(hands(waiting), hands(history))] == turns.split()


def test_each_place_says_by_which_rule():
    def whys(waiting, history):
        return [(turn.request.key, turn.why, turn.heard) for turn in order(hands(waiting), hands(history))]

    assert whys("a? b+", "a?") == [("b", UNHEARD, 0), ("a", FIRST, 1)]
    assert whys("a+ b-", "c+") == [("b", OTHER_SIDE, 0), ("a", FIRST, 0)]


def test_what_is_given_stays_as_it_was():
    waiting = hands("a+ b-")
    order(waiting, [])
    assert len(waiting) == 2
