"""The words of the letters to an applicant."""

import datetime as dt
import re

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from content.requests import letters
from content.requests.domain import intake, timing
from tests.content.requests.builders import answered, at, consulted, director, officer, running

pytestmark = pytest.mark.django_db


def test_in_a_chinese_letter_no_blank_stands_after_a_full_stop(world, chinese):
    with at("2026-10-12"), translation.override("zh-hans"):
        row = answered(world, running(world), "redirected")
        said = render_to_string("requests/letters/text.html", letters.words_of(letters.read(row.letters.get().pk)))
    assert "第三十九条）。属投诉。" in said and not re.search(r"[。：；，] +[^ <]", said)


def test_a_quotation_does_not_end_a_sentence_twice(world, chinese):
    with at("2026-10-12"), translation.override("zh-hans"):
        row = answered(world, running(world, wanted="请派人来调解。"), "redirected")
        said = render_to_string("requests/letters/text.html", letters.words_of(letters.read(row.letters.get().pk)))
    assert "“请派人来调解”。" in said


def test_an_answer_says_what_was_asked_in_the_end(world, chinese):
    with at("2026-10-12"), translation.override("zh-hans"):
        row = running(world, wanted="美食街")
        intake.ask_completion(row, by=officer(world), to_complete="哪一年？", complete_by=dt.date(2026, 10, 30))
        intake.complete(row, by=officer(world), completion="要今年的监测报告。")
        answered(world, row)
        said = render_to_string("requests/letters/text.html", letters.words_of(letters.read(row.letters.get(kind="decision").pk)))
    assert "“美食街”。您于2026年10月12日作出补正：“要今年的监测报告”。" in said


def test_a_letter_of_extension_names_the_day_that_it_named_when_it_was_sent(world):
    """It named none while the applicant was waited for, and another one when the period had begun anew."""
    def said(letter):
        return render_to_string("requests/letters/text.html", letters.words_of(letters.read(letter.pk)))

    with at("2026-11-02"):
        row = running(world)
        letter = timing.extend(row, by=director(world), days=5, reason="涉及多个社区。")
        assert letters.words_of(letters.read(letter.pk))["clock"].date == dt.date(2026, 12, 7)
        before = said(letter)
    with at("2026-11-03"):
        intake.ask_completion(row, by=officer(world), to_complete="哪一年？", complete_by=dt.date(2026, 11, 20))
        assert said(letter) == before
        intake.complete(row, by=officer(world), completion="2025年。")
        consulted(world, row)
        assert said(letter) == before
