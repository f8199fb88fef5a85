"""Figures as they are read."""

from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from yishi.text.figures import all_grouped, grouped


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
