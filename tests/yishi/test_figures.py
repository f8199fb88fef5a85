"""Figures as they are read."""

from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from yishi.text.figures import all_grouped, grouped, whole_number


@pytest.mark.parametrize(("value", "written"), [
    (0, "0"), (999, "999"), (1397, "1,397"), (Decimal("82916.30"), "82,916.30"), (None, ""),
])
def test_the_thousands_stand_apart(value, written):
    assert str(grouped(value)) == f"{grouped(value)}" == written


@pytest.mark.parametrize(("n", "said"), [(1, "1 supporter"), (1397, "1,397 supporters")])
def test_a_figure_takes_its_plural_as_any_other(n, said):
    line = "{% load i18n pieces %}{% blocktranslate count n=n|grouped %}{{ n }} supporter{% plural %}{{ n }} supporters"
    line += "{% endblocktranslate %}"
    with translation.override("en"):
        assert Template(line).render(Context({"n": n})) == said


def test_of_what_fills_a_sentence_only_whole_numbers_are_changed():
    words = all_grouped({"n": 5480, "code": "2026", "over": True})
    assert [str(word) for word in words.values()] == ["5,480", "2026", "True"]


@pytest.mark.parametrize(("text", "number"), [
    ("0", 0), (12, 12), ("９", 9), ("9223372036854775807", 2**63 - 1), ("9223372036854775808", None), ("9" * 5000, None),
    ("-1", None), ("1.5", None), ("²", None), ("", None),
])
def test_a_whole_number_is_read_up_to_what_the_database_holds(text, number):
    assert whole_number(text) == number
    assert whole_number("13", most=12) is None
