"""A recurring text is revised at the desk: who did it when, what stays, and what two who revise it at once are told."""

import pytest

from consultation.domain import templates
from tests.consultation.builders_collect import filed
from yishi.clock.spoken import day
from yishi.clock.story import today
from yishi.people.enums import Role

from .asking import address, done, drawn, filled, refused

pytestmark = [pytest.mark.django_db, pytest.mark.writes]


@pytest.fixture
def recorder(world):
    return world.own.people[Role.RECORDER]


@pytest.fixture
def secretary(world):
    return world.own.people[Role.COMMUNITY_SECRETARY]


def written(side, by, name="感谢", text="谢谢。"):
    """Make the template ``name`` for the reason of an answer; return it."""
    return templates.make(side.community, by=by, name=name, act="reports.dispose", field="reason", text=text)


def test_what_was_written_with_it_stays_and_the_list_says_who_revised_it_when(world, recorder, secretary):
    template, report = written(world.own, recorder), filed(world.own)
    done(recorder, "reports.dispose", report, disposition="declined", reason=templates.filled(template, report))
    client, form = drawn(secretary, "templates.revise", template)
    assert f"Written on {day(today())} by {recorder.name}." in page(client)
    assert form["text"] == "谢谢。"
    done(secretary, "templates.revise", template, text="谢谢，已收悉。")
    report.refresh_from_db()
    assert (report.reason, template.text) == ("谢谢。", "谢谢，已收悉。")
    listed = page(client)
    assert "谢谢，已收悉。" in listed and f"Revised on {day(today())} by {secretary.name}." in listed


def test_a_name_that_is_taken_a_word_that_is_not_filled_in_and_no_change_are_refused(world, recorder):
    template = written(world.own, recorder)
    written(world.own, recorder, "收悉", "收到了。")
    assert "another name" in refused(recorder, "templates.revise", template, name="收悉")
    assert "not filled in" in refused(recorder, "templates.revise", template, status=422, text="{secret}")
    assert "Nothing was changed" in refused(recorder, "templates.revise", template, status=422)
    template.refresh_from_db()
    assert (template.name, template.text) == ("感谢", "谢谢。")


def test_what_is_filled_in_stands_in_words_in_the_form_and_is_kept_by_its_name_whatever_the_language(world, recorder, chinese):
    template = written(world.own, recorder, text="{matter.title}已收悉。")
    _client, form = drawn(recorder, "templates.revise", template)
    assert form["text"] == "〔title of the matter〕已收悉。"
    text = "〔议题名称〕和【title of the matter】已列入临议〔2026〕10号，由[社区名称]办理。"
    done(recorder, "templates.revise", template, text=text)
    template.refresh_from_db()
    assert template.text == "{matter.title}和{matter.title}已列入临议〔2026〕10号，由{community}办理。"


def test_what_is_not_known_of_a_thing_stays_in_words_to_be_filled_in_by_hand(world, recorder):
    template = written(world.own, recorder, text="{matter.title}（{community}）")
    assert templates.filled(template, filed(world.own)) == f"〔title of the matter〕（{world.own.community.name}）"


def test_whoever_comes_second_keeps_their_words_and_reads_how_it_stands(world, recorder, secretary):
    template = written(world.own, recorder)
    client, form = drawn(secretary, "templates.revise", template)
    done(recorder, "templates.revise", template, text="谢谢，已收悉。")
    answer = client.post(address("templates.revise", template), form | {"text": "收到了。"})
    assert answer.status_code == 409
    shown = answer.context["form"]
    assert (shown["text"].value(), shown.reads) == ("收到了。", ["感谢", "谢谢，已收悉。"])
    assert client.post(address("templates.revise", template), filled(shown)).status_code == 302
    template.refresh_from_db()
    assert template.text == "收到了。"


def page(client):
    """Return the words of the page of text templates."""
    answer = client.get("/desk/templates/").content.decode()
    return answer.replace("</time>", "").replace(f'<time datetime="{today().isoformat()}">', "")
