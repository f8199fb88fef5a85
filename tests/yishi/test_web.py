from fractions import Fraction
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from tests.world import account, person
from yishi.checks import Check
from yishi.people.enums import Role
from yishi.people.models import Person
from yishi.web import navigation
from yishi.web.drawing import CountBar, percent
from yishi.web.paging import page_by_key
from yishi.web.templatetags.pieces import Step

pytestmark = pytest.mark.django_db


def render(text, **context):
    return Template("{% load pieces %}" + text).render(Context(context))


def asked(address="/", **query):
    return RequestFactory().get(address, query)


def walk(size, order, back=False):
    """Return the keys met while turning page after page."""
    query, met = {}, []
    while query is not None:
        page = page_by_key(Person.objects.all(), asked(**query), size=size, order=order)
        met = [row.pk for row in page] + met if back else met + [row.pk for row in page]
        way = page.before if back else page.after
        query = dict(pair.split("=") for pair in way[1:].split("&")) if way else None
        if query is None:
            return met, page


@pytest.mark.parametrize("order", [("-pk",), ("pk",), ("name", "-pk"), ("-community", "name", "pk")])
def test_turning_the_pages_meets_every_row_once_forth_and_back(world, order):
    wanted = list(Person.objects.order_by(*order).values_list("pk", flat=True))
    met, last = walk(7, order)
    assert met == wanted
    query = dict(pair.split("=") for pair in last.before[1:].split("&"))
    back = page_by_key(Person.objects.all(), asked(**query), size=7, order=order)
    assert [row.pk for row in back] == wanted[: -len(last)][-7:]
    assert back.after


def test_the_first_page_leads_on_only_and_keeps_the_filters(world):
    page = page_by_key(Person.objects.all(), asked(q="电 梯"), size=3)
    assert page.before == ""
    assert page.after == f"?q=%E7%94%B5+%E6%A2%AF&after={page.rows[-1].pk}"


@pytest.mark.parametrize("key", ["x", "-1", "9" * 30, "9223372036854775808", "٣", "", "1e3", "999999"])
def test_a_key_that_makes_no_sense_leads_to_the_first_page(world, key):
    assert [row.pk for row in page_by_key(Person.objects.all(), asked(after=key), size=3)] == [
        row.pk for row in page_by_key(Person.objects.all(), asked(), size=3)
    ]


def test_a_page_costs_two_queries_at_3_rows_and_at_300(world, django_assert_num_queries):
    first = Person.objects.order_by("-pk").first()
    for _more in range(2):
        with django_assert_num_queries(2):
            len(page_by_key(Person.objects.all(), asked(after=first.pk)))
        Person.objects.bulk_create([Person(community=world.own.community, name=f"某{n}") for n in range(300)])


def test_navigation_marks_where_one_is_and_offers_only_what_is_ones(world, monkeypatch):
    monkeypatch.setattr(navigation, "LINKS", {})
    navigation.register(
        navigation.Link("rights", "Rights", rank=2), navigation.Link("sign-in", "In", rank=1, count=lambda request: 3),
        navigation.Link("demo-roles", "Demo", shows=lambda request: False),
    )
    assert navigation.links(asked("/rights/"), "main") == [
        {"label": "In", "href": "/sign-in/", "current": False, "count": 3},
        {"label": "Rights", "href": "/rights/", "current": True, "count": 0},
    ]
    with pytest.raises(ValueError):
        navigation.register(navigation.Link("rights", "Other"))


def test_the_bar_is_drawn_from_exact_shares():
    assert [percent(Fraction(2, 3)), percent(Fraction(5, 6)), percent(Fraction(1))] == ["66.666%", "83.333%", "100%"]
    parts = (("for", 10), ("against", 1), ("abstain", 1))
    bar = CountBar("<b>", parts, 12, line=Fraction(3, 4), line_words="9", sentence="≥ 3/4", reached=True)
    assert 'width="83.333%"' in bar.svg
    assert 'x1="75%"' in bar.svg
    assert "&lt;b&gt;" in bar.svg
    assert "bar-for" not in CountBar("none", (("for", 0),), 0, line=Fraction(1, 2)).svg
    with translation.override("en"):
        assert "reached" in render("{% count_bar bar %}", bar=bar)


def test_the_bar_of_steps_names_the_step_in_words():
    with translation.override("en"):
        page = render("{% steps items %}", items=[Step(1, "Collect", "d"), Step(2, "Agenda", "n"), Step(3, "Result")])
    assert 'aria-current="step"' in page
    assert "Step 2 of 3: Agenda" in page


@pytest.mark.parametrize(("label", "said"), [
    ("Name", "Name (optional)"), ("Cost (yuan)", "Cost (yuan, optional)"),
    ("<b> (yuan)", "&lt;b&gt; (yuan, optional)"),
])
def test_what_may_stay_empty_is_said_in_the_brackets_that_a_label_has(label, said):
    form = forms.Form()
    form.fields["it"] = forms.CharField(label=label, required=False)
    with translation.override("en"):
        page = render("{% field form.it %}", form=form)
    assert said in page.replace('<span class="soft">', "").replace("</span>", "")
    assert '<span class="soft"> ' not in page, "a blank that begins a box of its own is not drawn"


def test_what_is_ticked_does_not_break_within_a_figure():
    form = forms.Form()
    form.fields["it"] = forms.BooleanField(label="nothing forbidden <in> it (art. 17)")
    page = render("{% field form.it %}", form=form)
    assert '<b>Nothing forbidden &lt;in&gt; it (<span class="nowrap">art. 17</span>)</b>' in page


def test_a_checklist_says_what_is_missing_and_who_owes_it():
    checks = [Check("a", "minutes <signed>", False, "recorder", why="art. 32"), Check("b", "notice", True, "office")]
    with translation.override("en"):
        page = render("{% checklist checks %}", checks=checks)
        assert "<h2>" in render("{% checklist checks level=2 %}", checks=checks), "right below the heading of the page"
    assert "Minutes &lt;signed&gt;" in page
    assert "Owed by recorder" in page
    assert '<span class="nowrap">Art. 32</span>' in page
    assert "Owed by office" not in page


def test_status_timeline_papers_and_nothing_escape_what_they_are_given(world):
    page = render(
        "{% status 'done' word %}{% timeline events %}{% papers papers %}{% nothing word %}", word="<i>",
        events=[SimpleNamespace(at=world.own.people[Role.RESIDENT].born, title="<i>", text="<i>")],
        papers=[{"title": "<i>", "href": "/x", "kind": "PDF", "size": 2048}],
    )
    assert "<i>" not in page
    assert page.count("&lt;i&gt;") == 5


@pytest.mark.parametrize(("language", "spoken"), [("zh-hans", "zh-Hans"), ("en", "en")])
def test_the_language_switch_is_remembered(client, world, language, spoken):
    assert client.post("/language/", {"language": language, "next": "/rights/"}).headers["Location"] == "/rights/"
    assert f'lang="{spoken}"' in client.get("/rights/").content.decode()
    assert client.get("/language/").status_code == 405


def test_the_shell_has_its_landmarks_and_no_script(client, world):
    holder = person(world.own.community, "欧阳修")
    client.force_login(account(holder))
    page = client.get("/rights/").content.decode()
    for part in ('class="skip"', "<main", "<header", "<footer", 'name="viewport"', "欧阳修", "梧桐里街道"):
        assert part in page
    assert "<script" not in page
    assert page.count("<h1") == 1


def test_the_shell_costs_a_fixed_number_of_queries(client, world, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        client.get("/rights/")


def test_a_live_list_asks_the_page_of_its_own_name_and_the_page_works_without(client, world):
    assert 'hx-get="/rights/"' in render('{% live_list "rights" %}')
    page = client.get("/matters/?q=x").content.decode()
    assert 'hx-get="/matters/"' in page and 'id="list"' in page
    assert '<form method="get"' in page and 'type="submit"' in page
    assert '"includeIndicatorStyles": false' in page and '"allowEval": false' in page
