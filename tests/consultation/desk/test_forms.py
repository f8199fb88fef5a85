"""Every act of the first four steps and of the hall has its form, and asks for what its function takes."""

import datetime as dt

import pytest
from django.forms import CharField, IntegerField
from django.template import Context, Template
from django.test import RequestFactory

from consultation.desk.doing import act_of, new_thing
from consultation.desk.fields import DayField, MomentField
from consultation.desk.forms import form_of
from consultation.domain.admission import CHOICES, FLAGS, WORDS
from consultation.domain.petitions import open as open_petition
from consultation.transitions import TABLE
from meetings.models import AgendaEntry, Comment, Gallery, Recurrence, WrittenOpinion
from meetings.transitions import TABLE as HALL
from tests.consultation.builders_agenda import bare as bare_matter
from tests.consultation.builders_collect import filed
from tests.meetings.builders import planned
from yishi.people.enums import Role

from .hands import asked_and_taken, bare

NOUNS = {
    "reports", "matters", "petitions", "numbers", "categories", "attachments", "agenda", "research", "sittings",
    "deliberation",
}
CODES = sorted([code for code in TABLE if code.split(".")[0] in NOUNS] + list(HALL))
INPUTLESS = {
    "reports.withdraw", "reports.support", "reports.unsupport", "reports.unmerge", "matters.propose",
    "matters.begin_study", "petitions.sign", "petitions.unsign", "agenda.admit", "research.close",
    "research.close_call", "deliberation.enter", "meetings.close", "minutes.draft", "minutes.withdraw_signature",
    "speakers.end", "speakers.undo_call", "speakers.undo_end", "table.take_away", "sitting.resume", "sitting.uncall",
    "observers.release", "comments.show",
}
ASKING = sorted(set(CODES) - INPUTLESS)
HTML = '<script>alert("x")</script>'


def test_what_asks_for_nothing_is_in_the_tables():
    assert set(CODES) >= INPUTLESS


@pytest.mark.parametrize("code", CODES)
def test_an_act_has_a_form_or_asks_for_nothing(code):
    assert bare(code) == (code in INPUTLESS)


@pytest.mark.parametrize("code", CODES)
def test_a_form_asks_for_exactly_what_its_function_takes(code):
    fields, taken = asked_and_taken(code)
    if code == "agenda.record_admission":
        taken |= {*CHOICES, *WORDS, *FLAGS, "signatures", "voting_place"}
    assert fields == taken


@pytest.fixture
def things(world):
    """Return a thing for every model that an act of these tables is done to."""
    petition = open_petition(
        world.own.community, "adults", "电梯", "请召开居民会议。", by=world.own.people[Role.RESIDENT]
    )
    return {
        "consultation.Report": filed(world.own), "consultation.Matter": bare_matter(world.own),
        "consultation.Petition": petition, **{model._meta.label: model for model in watched(planned(world.own))},
    }


def watched(meeting):
    """Return ``meeting`` with its gallery, a written opinion, a comment, and the standing date of its kind."""
    who, own = meeting.recorder, {"community": meeting.community, "meeting": meeting}
    return [
        meeting, Gallery.objects.create(admission="lot", closes_at=meeting.starts_at, **own),
        WrittenOpinion.objects.create(n=1, person=who, text="意见", entered_by=who, **own),
        Recurrence.objects.create(
            community=meeting.community, kind=meeting.kind, day=20, hour=dt.time(19), every="month", rest="after",
            place_words="议事厅", since=meeting.date,
        ),
        Comment.objects.create(entry=AgendaEntry.objects.create(n=1, title="旁听", **own), person=who, text="评论", **own),
    ]


def drawn(code, things, world, *data):
    """Return the form of ``code``."""
    act = act_of(code)
    thing = things[act.thing] if act.sources else new_thing(act, world.own.community)
    return form_of(code)(*data, thing=thing, actor=world.own.people[Role.RECORDER])


def html(form):
    """Return the form as the page shows it."""
    template = Template("{% load pieces %}{% errors form %}{% fields form %}")
    return template.render(Context({"form": form, "request": RequestFactory().get("/")}))


def fields_of(code, *kinds):
    """Return the names of the fields of the form of ``code`` that a person sees and that are of ``kinds``."""
    fields = form_of(code).base_fields.items()
    return [name for name, field in fields if isinstance(field, kinds) and not field.widget.is_hidden]


def test_html_typed_in_every_field_is_shown_as_text(things, world):
    for code in ASKING:
        form = drawn(code, things, world, dict.fromkeys(form_of(code).base_fields, HTML))
        form.is_valid()
        page = html(form)
        assert "<script" not in page, code
        assert page.count("&lt;script&gt;") >= len(set(fields_of(code, CharField)) & set(form.fields)), code


def test_every_field_says_what_it_asks(things, world):
    for code in ASKING:
        form = drawn(code, things, world)
        assert all(str(bound.label).strip() for bound in form.visible_fields()), code
        page = html(form)
        assert page.count("<label") + page.count("<legend") >= len(form.visible_fields()), code


@pytest.mark.parametrize("text", ["31.02.2026", "2026-02-30", "0001-01-01", "9999-12-31", "tomorrow", HTML])
def test_a_wrong_date_is_answered_with_a_sentence_and_stays_typed(text, things, world):
    asking = {code: names for code in ASKING if (names := fields_of(code, DayField, MomentField))}
    assert len(asking) > 10
    for code, names in asking.items():
        form = drawn(code, things, world, dict.fromkeys(names, text))
        assert not form.is_valid()
        for name in set(names) & set(form.fields):
            assert form.errors[name], (code, name)
            assert form[name].value() == text


@pytest.mark.parametrize("number", ["-1", "1.5", "9" * 30, "三", HTML])
def test_a_wrong_number_is_answered_with_a_sentence(number, things, world):
    asking = {code: names for code in ASKING if (names := fields_of(code, IntegerField))}
    assert len(asking) > 8
    for code, names in asking.items():
        form = drawn(code, things, world, dict.fromkeys(names, number))
        assert not form.is_valid()
        assert all(form.errors[name] for name in names), code


@pytest.mark.django_db
def test_of_two_fields_one_alone_is_filled_in(world):
    actor, matter = world.own.people[Role.COMMUNITY_SECRETARY], bare_matter(world.own)
    for to, refused in (("1", True), ("", False)):
        form = form_of("matters.hand_over")({"to": to, "words": "信访局"}, thing=matter, actor=actor)
        assert ("Fill in one of the two alone: this field or the one above." in form.errors.get("words", [])) is refused
