"""The third step at the desk: planned, counted, found, weighed, published."""

import pytest

from consultation.enums import MatterState
from consultation.models import PostingPurpose
from tests.consultation.builders_agenda import CHANNELS, PUBLISHED, SINCE, UNTIL, inquire, matter, on
from yishi.people.enums import Role

from .hands import address, done, opened, refused, send, sits_down

PLAN = {
    "since": SINCE.isoformat(), "until": UNTIL.isoformat(), "methods": "入户问卷\n\n日照分析\n", "unit": "户",
    "target": "12", "costed": "on",
}


@pytest.fixture
def made(world):
    return matter(world, MatterState.SURVEYING)


@pytest.fixture
def recorder(client, world):
    return sits_down(client, world.own.people[Role.RECORDER])


@pytest.mark.writes
def test_an_inquiry_walks_from_its_plan_to_its_report(recorder, made):
    with on(SINCE):
        done(send(recorder, "research.plan", made, **PLAN))
    with on(UNTIL):
        done(send(recorder, "research.record_returns", made, returned="12", as_of=None))
        done(send(recorder, "research.record_finding", made, text="12户全部交回问卷。"))
        done(send(recorder, "research.record_opinion", made, text="井道可行。", words="结构工程师 老周"))
        done(send(recorder, "research.draft_option", made, name="平层入户", budget_yuan="680000"))
        done(send(recorder, "research.draft_option", made, name="错层入户"))
        done(send(recorder, "research.plan_costs", made, total_yuan="680000", subsidy_yuan="280000",
                  owners_yuan="400000", shares="三楼 20\n四楼：30\n五楼 50%", households_per_floor="1"))
        done(send(recorder, "research.close", made))
    with on(PUBLISHED):
        done(send(recorder, "research.publish", made, channels="\n".join(CHANNELS)))
    made.inquiry.refresh_from_db()
    assert (made.inquiry.methods, made.inquiry.returned) == (["入户问卷", "日照分析"], 12)
    assert [row.code for row in made.options.all()] == ["A", "B"]
    assert made.cost_plans.get().shares == [["三楼", "20"], ["四楼", "30"], ["五楼", "50"]]
    assert made.postings.standing(PostingPurpose.RESEARCH).get().channels == CHANNELS


def test_the_plan_comes_back_as_it_was_made(recorder, made):
    with on(SINCE):
        done(send(recorder, "research.plan", made, **PLAN))
        assert opened(recorder, "research.plan", made) | {"seen": 0, "once": 0} == {
            **PLAN, "methods": "入户问卷\n日照分析", "seen": 0, "once": 0,
        }


def test_a_finding_is_chosen_and_its_text_appears_to_be_corrected(recorder, world, made):
    inquire(made, world.own, without=("close",))
    with on(UNTIL):
        page = refused(send(recorder, "research.record_finding", made, n="1"), 422, "12户全部交回问卷。")
        assert "This is how it stands now." in page
        done(send(recorder, "research.record_finding", made, "?n=1", text="12户中11户交回问卷。"))
        refused(send(recorder, "research.record_finding", made), 422)
    assert [row.text for row in made.findings.all()] == ["12户中11户交回问卷。"]


def test_the_first_finding_and_the_first_option_speak_of_none_that_stand(recorder, world, made):
    with on(SINCE):
        done(send(recorder, "research.plan", made, **PLAN))
        form = recorder.get(address("research.record_finding", made)).context["form"]
        assert "n" not in form.fields and form.fields["text"].required and not form.fields["text"].help_text
        assert not recorder.get(address("research.draft_option", made)).context["form"].fields["code"].help_text


def test_a_long_finding_is_named_by_its_beginning_and_seen_to_be_cut(recorder, world, made):
    inquire(made, world.own, without=("close",))
    with on(UNTIL):
        done(send(recorder, "research.record_finding", made, text="户均电动自行车1.9辆，租户户均2.6辆，" * 3))
        page = recorder.get(address("research.record_finding", made)).content.decode()
    assert "2. 户均电动自行车1.9辆" in page
    assert "…</option>" in page


def test_an_option_is_written_anew_from_what_it_says(recorder, world, made):
    inquire(made, world.own, without=("close",))
    with on(UNTIL):
        assert opened(recorder, "research.draft_option", made, "?code=A")["name"] == "平层入户方案"
        assert opened(recorder, "research.draft_option", made)["code"] == "B"


@pytest.mark.parametrize("shares", ["三楼", "三楼 abc", "三楼 20\n四楼 30", "20", " \n", "三楼 50\n三楼 50"])
def test_shares_that_do_not_add_up_are_refused_with_a_sentence(recorder, world, made, shares):
    inquire(made, world.own, without=("close",))
    with on(UNTIL):
        answer = send(recorder, "research.plan_costs", made, total_yuan="100", subsidy_yuan="0", owners_yuan="100",
                      shares=shares)
    if shares.strip():
        refused(answer, 422, shares.split("\n")[0])
        assert answer.context["form"].errors.keys() == {"shares"}
    else:
        done(answer)


def test_the_costs_come_back_as_they_were_planned(recorder, world, made):
    inquire(made, world.own, without=("close",))
    with on(UNTIL):
        done(send(recorder, "research.plan_costs", made, total_yuan="100", subsidy_yuan="0", owners_yuan="100",
                  shares="三楼 12.5\n四 楼 87.5"))
        data = opened(recorder, "research.plan_costs", made)
    assert (data["total_yuan"], data["subsidy_yuan"], data["shares"]) == ("100", "0", "三楼 12.5\n四 楼 87.5")


def test_more_answers_than_were_asked_are_refused_and_stay_typed(recorder, world, made):
    inquire(made, world.own, without=("returns", "close"))
    with on(UNTIL):
        refused(send(recorder, "research.record_returns", made, returned="13"), 422, 'value="13"')
        page = recorder.get(address("research.record_returns", made)).content.decode()
    assert "12 households" in page


def test_what_waits_before_publishing_stands_on_the_form(recorder, world, made):
    inquire(made, world.own, without=("option", "close"))
    with on(UNTIL):
        answer = recorder.get(address("research.publish", made))
        assert answer.content.decode().count('<li class="miss">') >= 2
        refused(send(recorder, "research.publish", made, channels="公示栏"), 409, "公示栏")
