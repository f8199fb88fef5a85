"""The choices of a ballot as lines: written as one writes them, with the letters that are free."""

import pytest
from django.core.exceptions import ValidationError

from consultation.desk.choice_lines import ChoiceLines


def test_choices_are_written_as_one_writes_them_and_given_the_letters_that_are_free():
    lines = "平层入户\nA、错层入户\n3号楼先装 | 180,000\nB｜都不装\nE | 1.5米宽 | 20000"
    assert ChoiceLines().clean(lines) == [
        ("C", "平层入户"), ("A", "错层入户"), ("D", "3号楼先装", 180_000), ("B", "都不装"), ("E", "1.5米宽", 20_000),
    ]


@pytest.mark.parametrize("cost", ["9" * 4400, "1000000000001", ",", "²"])
def test_a_cost_that_is_no_sum_of_money_is_refused(cost):
    with pytest.raises(ValidationError):
        ChoiceLines().clean(f"A | 坡道 | {cost}")
