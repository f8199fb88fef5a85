"""The keys of the desk: every place that they lead to is there, and the list that is shown names each of them."""

import re

from django.contrib.staticfiles.finders import find
from django.template.loader import render_to_string
from django.urls import resolve

with open(find("yishi/js/keys.js"), encoding="utf-8") as file:
    SCRIPT = file.read()
GOING = dict(re.findall(r'(\w): "(/[^"]*)"', SCRIPT.partition("going =")[2].partition("}")[0]))
ACTS = set(re.findall(r'^    "?(\S)"?: \(\)', SCRIPT, re.MULTILINE))


def test_the_list_names_every_key_and_no_other():
    shown = [re.findall(r"<kbd>(.)</kbd>", term) for term in re.findall(r"<dt>.*?</dt>", render_to_string(
        "consultation/desk/keys.html"))]
    going = {keys[1] for keys in shown if keys[0] == "g"}
    assert going == set(GOING) and len(GOING) == 5
    assert {key for keys in shown if keys[0] != "g" for key in keys} == ACTS


def test_every_key_leads_to_a_page_of_its_own():
    names = {key: resolve(address).url_name for key, address in GOING.items()}
    assert names == {"d": "desk", "c": "desk-calendar", "m": "matters", "r": "reports", "h": "home"}
