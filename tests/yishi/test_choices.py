"""What one chooses from, as a form shows it."""

import re

from django import forms
from django.template import engines

OFFERED = [("", "choose"), ("a", "in favour"), ("b", "<b>粗</b>"), ("c", "3 of 5")]


class Asked(forms.Form):
    """One list, and one choice a line."""

    listed = forms.ChoiceField(choices=OFFERED)
    lined = forms.ChoiceField(choices=OFFERED[1:], widget=forms.RadioSelect)


def shown():
    return engines["django"].from_string("{% load pieces %}{% fields form %}").render({"form": Asked()})


def test_every_choice_begins_with_a_capital_letter_and_stays_escaped():
    page = shown()
    assert re.findall(r"<option[^>]*>([^<]*)", page) == ["Choose", "In favour", "&lt;b&gt;粗&lt;/b&gt;", "3 of 5"]
    lined = page.partition("</select>")[2]
    assert "In favour" in lined and "in favour" not in lined and "&lt;b&gt;粗" in lined and "<b>粗" not in lined
