"""The texts that the demo district publishes: whole, of their own, right in their sums, and out in time."""

import datetime as dt
import re
from decimal import Decimal
from itertools import combinations

import pytest
import yaml

from consultation.desk.templates import writable
from consultation.domain.templates import BRACED, NAMES
from content.pages.enums import CommunityKind
from yishi.demo.scenes.disclose import KINDS, ROOMS
from yishi.demo.story import anchor, entries, guides, pages, recurring, texts, world
from yishi.demo.things import PAPERS
from yishi.workdays.periods import add_workdays

HAN = re.compile(r"[一-鿿]")
SUMS = ("合计",)
ADDRESS = re.compile(r"(?:梧桐|临溪|新澜)[里大]*[路道]\d+号")


def lines(text):
    return {line.strip() for line in text["body"].splitlines() if line.strip()}


def tables(text):
    """Return the tables of a text, each a list of rows of cells, the head first."""
    found, rows = [], []
    for line in [*text["body"].splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
        elif rows:
            found.append(rows)
            rows = []
    return found


def figure(cell):
    return Decimal(cell) if re.fullmatch(r"-?\d+(\.\d+)?", cell) else None


def title(text):
    return text["title"]


def told():
    """Return everything that the district tells on its pages, each as one text."""
    return {each.get("title", each.get("name")): yaml.safe_dump(each, allow_unicode=True, width=10_000)
            for each in (*texts(), *pages(), *guides())}


def test_every_entry_has_a_text_of_its_own():
    assert {text["entry"] for text in texts()} == set(entries())
    assert len({text["title"] for text in texts()}) == len(texts())


def test_each_is_long_enough_and_none_shares_a_third_of_its_lines_with_another():
    for text in texts():
        assert len(HAN.findall(text["body"])) >= 300, (title(text), len(HAN.findall(text["body"])))
        assert text["kind"] in ROOMS and text["summary"] and text["source"]
        assert set(text.get("papers", ())) <= set(PAPERS)
    for one, other in combinations(texts(), 2):
        shared = lines(one) & lines(other)
        assert 3 * len(shared) < min(len(lines(one)), len(lines(other))), (title(one), title(other), shared)


def test_each_community_publishes_its_affairs_its_money_and_its_party_work():
    for code in ("HA", "LX", "XL"):
        of_it = [text for text in texts() if text["community"] == code]
        assert {text["affairs"] for text in of_it} == {"居务", "财务", "党务"}
        assert all(tables(text) for text in of_it if text["affairs"] == "财务")


def test_the_communities_show_all_six_kinds_of_article_34():
    told = {KINDS[text["entry"]] for text in texts() if text.get("affairs")}
    assert told == set(CommunityKind.values) - {CommunityKind.OTHER}


def test_the_sums_are_right():
    """A row 合计 is the sum of those above it; 差额, 增减 and 余额 are the difference of the two columns before."""
    summed = 0
    for text in texts():
        for head, *rows in tables(text):
            assert all(len(row) == len(head) for row in rows), title(text)
            for at, name in enumerate(head):
                for row in rows if name in ("差额", "增减", "余额") else ():
                    first, second = figure(row[at - 2]), figure(row[at - 1])
                    assert figure(row[at]) == (first - second if name == "余额" else second - first), (title(text), row)
            *parts, last = rows
            if last[0] in SUMS:
                for at in range(1, len(head)):
                    of_column = [figure(row[at]) for row in parts]
                    if None not in of_column and last[at]:
                        assert figure(last[at]) == sum(of_column), (title(text), head[at], sum(of_column))
                        summed += 1
    assert summed >= 30


@pytest.mark.django_db
def test_each_is_out_within_the_time_of_its_entry():
    now = anchor().date()
    for text in texts():
        rule = entries()[text["entry"]]["time_limit"]
        made, out = text["made_on"], text["published_on"]
        assert dt.date(2026, 1, 1) <= made <= out <= now, title(text)
        match rule["rule"]:
            case "WD":
                assert out <= add_workdays(made, rule["value"]), title(text)
            case "D":
                assert out <= made + dt.timedelta(rule["value"]), title(text)
            case "FIX":
                assert out <= dt.date(made.year, *map(int, rule["value"].split("-"))), title(text)
            case "RT":
                assert out <= add_workdays(made, rule.get("value", 1)), title(text)


def test_no_text_tells_a_private_number():
    for text in texts():
        assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)|\d{17}[\dXx]|(?<!\d)\d{3}室", text["body"]), title(text)
        assert set(re.findall(r"0\d{3}-\d{3}-\d{4}", text["body"])) <= {f"0000-555-{n:04}" for n in range(1000)}


def test_the_offices_have_one_address_and_one_telephone_each():
    """A street number, a line of the town hall or of a community stands on every page as the story has it."""
    place, communities = world()["place"]["subdistrict"], world()["communities"]
    homes = {place["address"], *(each["office"]["address"] for each in communities)}
    streets = {number for home in homes for number in ADDRESS.findall(home)}
    desks = re.findall(r"0000-[\d-]+", yaml.safe_dump([place, communities])) + [guide["tel"] for guide in guides()]
    lines = {*desks, "0000-555-0119"}
    for name, words in told().items():
        assert set(ADDRESS.findall(words)) <= streets, name
        assert set(re.findall(r"0000-[\d-]*\d", words)) <= lines, name
        for each in communities:
            assert not re.search(rf"{each['name']}(?:办公室|公示栏)?（(?!{each['office']['address']})[^）]*路\d+号", words), name
    guide = next(text for text in texts() if text.get("type") == "guide")
    assert (guide["tel"], guide["fax"], guide["address"]) == (place["tel"], place["fax"], place["address"])


def test_one_guide_one_report_and_one_list_of_reading_points():
    kinds = [each.get("type") for each in (*texts(), *pages())]
    assert [kinds.count(kind) for kind in ("guide", "report", "points", "disclosure")] == [1, 1, 1, 1]
    assert {told["year"] for told in texts() if told.get("type") == "report"} == {2025}


def test_every_recurring_text_is_offered_by_a_form_and_knows_its_words():
    fields = {field for field, _label in writable()}
    for told in recurring():
        assert f"{told['form']}:{told['field']}" in fields, told["name"]
        assert set(BRACED.findall(told["text"])) <= set(NAMES), told["name"]
