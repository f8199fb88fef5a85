"""The second step at the desk: from the text of the item to its admission."""

import datetime as dt

import pytest
from django.test import Client

from consultation.domain import matters
from consultation.enums import HearingForm, MatterState, Rule
from consultation.models import Admission, Matter
from tests.consultation.builders_agenda import ADMITTED, ANSWERS, CHANNELS, NOTICED, REVIEWED, TEXT, bare, on, prepare
from tests.consultation.builders_collect import filed
from tests.consultation.builders_collect import opened as collecting
from yishi.people.enums import Role
from yishi.people.models import Body

from .asking import drawn
from .hands import address, done, opened, refused, send, sits_down


@pytest.fixture
def side(world):
    return world.own


@pytest.fixture
def recorder(client, side):
    return sits_down(client, side.people[Role.RECORDER])


@pytest.fixture
def secretary(side):
    return sits_down(Client(), side.people[Role.COMMUNITY_SECRETARY])


def answered(**more):
    """Return the answers of the admission checklist as a browser sends them."""
    sent = {name: "on" if value is True else str(value) for name, value in ANSWERS.items()}
    return sent | more


@pytest.mark.writes
def test_an_item_walks_from_its_text_to_its_admission(recorder, secretary, side):
    matter = bare(side)
    with on(REVIEWED):
        done(send(recorder, "agenda.revise_text", matter, text=TEXT))
        done(send(secretary, "agenda.record_admission", matter, **answered()))
        done(send(recorder, "agenda.name_stakeholder", matter, words="本单元12户业主"))
        done(send(recorder, "agenda.declare_no_conflict", matter))
        done(send(secretary, "agenda.review", matter, body_words="社区党委会", opinion="同意。"))
    with on(NOTICED):
        done(send(recorder, "agenda.number", matter))
        done(send(recorder, "agenda.post_notice", matter, channels="\n".join(CHANNELS), until=ADMITTED.isoformat()))
        done(send(recorder, "agenda.schedule", matter, day=ADMITTED.isoformat()))
    with on(ADMITTED):
        page = secretary.get(address("agenda.admit", matter)).content.decode()
        assert 'class="miss"' not in page
        done(send(secretary, "agenda.admit", matter))
    matter.refresh_from_db()
    assert (matter.state, matter.rule, matter.form) == (MatterState.SURVEYING, Rule.OWNERS_SPECIAL, HearingForm.HEARING)
    assert str(matter.admission.number_line) == "槐议〔2026〕1号"
    assert matter.postings.get().channels == CHANNELS


def test_what_is_missing_before_admission_stands_above_the_form(secretary, side):
    matter = bare(side)
    with on(ADMITTED):
        prepare(matter, side, without=("notice", "schedule"))
        page = secretary.get(address("agenda.admit", matter)).content.decode()
        assert page.count('<li class="miss">') == 2
        refused(send(secretary, "agenda.admit", matter), 409)


def test_the_checklist_comes_back_as_it_was_recorded(secretary, side):
    matter = bare(side)
    with on(REVIEWED):
        done(send(secretary, "agenda.record_admission", matter, **answered(note="先听低层住户")))
        first = Admission.objects.values().get(matter=matter)
        done(send(secretary, "agenda.record_admission", matter))
        assert Admission.objects.values().get(matter=matter) == first
        done(send(secretary, "agenda.record_admission", matter, needs_owner_vote=None, rule="council"))
    changed = Admission.objects.get(matter=matter)
    assert (changed.needs_owner_vote, changed.rule, changed.note) == (False, Rule.COUNCIL, "先听低层住户")


def test_a_new_checklist_knows_who_put_the_matter_forward_and_says_what_admission_asks_for(secretary, side):
    matter = collecting(side, filed(side))
    by = side.people[Role.COMMUNITY_SECRETARY]
    matters.record_initiative(matter, by=by, kind="owners", words="业委会提请", decided_on=REVIEWED)
    Matter.objects.update(state=MatterState.AGENDA_REVIEW)
    answer = secretary.get(address("agenda.record_admission", matter))
    assert answer.context["form"]["proposer"].value() == "owners_committee"
    assert answer.content.decode().count("(needed before the next step)") == 4


def test_an_item_without_a_notice_is_offered_a_day_that_its_notice_can_still_reach(recorder, side):
    matter = bare(side)
    with on(NOTICED):
        prepare(matter, side, without=("notice", "schedule"))
        assert opened(recorder, "agenda.schedule", matter)["day"] >= (NOTICED + dt.timedelta(days=5)).isoformat()


def test_an_opinion_poll_cannot_be_chosen_as_what_decides(secretary, side):
    matter = bare(side)
    rules = secretary.get(address("agenda.record_admission", matter)).context["form"].fields["rule"].choices
    assert not {"advisory_poll", "approval_poll"} & {value for value, _label in rules}
    answer = send(secretary, "agenda.record_admission", matter, **answered(rule="advisory_poll", note="记一笔"))
    refused(answer, 422, "记一笔")


def test_the_wrong_body_is_refused_at_its_field_and_the_answers_stay(secretary, side):
    matter = bare(side)
    answer = send(secretary, "agenda.record_admission", matter, **answered(rule="council", note="记一笔"))
    refused(answer, 422, "记一笔", "278")
    assert answer.context["form"].errors.keys() == {"rule"}


def test_the_text_as_it_stands_is_there_to_be_changed(recorder, side):
    matter = bare(side)
    with on(REVIEWED):
        done(send(recorder, "agenda.revise_text", matter, text=f"{TEXT}\r\n<b>一</b>"))
        assert opened(recorder, "agenda.revise_text", matter)["text"] == f"{TEXT}\n<b>一</b>"
        refused(send(recorder, "agenda.revise_text", matter), 422, "&lt;b&gt;一")
        done(send(recorder, "agenda.revise_text", matter, text="改"))
    assert list(matter.agenda_texts.values_list("n", flat=True)) == [1, 2]


def test_a_notice_that_hangs_too_short_is_refused_at_its_field(recorder, side):
    matter = bare(side)
    with on(NOTICED):
        prepare(matter, side, without=("notice", "schedule"))
        late = (NOTICED + dt.timedelta(days=3)).isoformat()
        answer = send(recorder, "agenda.post_notice", matter, channels="小区公示栏", until=late)
        refused(answer, 422, "小区公示栏", late)
        assert answer.context["form"].errors.keys() == {"until"}
        data = opened(recorder, "agenda.post_notice", matter)
        assert (data["since"], data["until"]) == ("2026-02-13", "2026-02-20")


def test_the_next_number_is_shown_and_another_may_be_entered(recorder, side):
    matter, other = bare(side), bare(side, code="HA-2026-04")
    with on(NOTICED):
        for each in (matter, other):
            prepare(each, side, without=("number", "notice", "schedule"))
        done(send(recorder, "agenda.number", matter, number="3"))
        assert "槐议〔2026〕4号" in recorder.get(address("agenda.number", other)).content.decode()
        refused(send(recorder, "agenda.number", other, number="3"), 409, 'value="3"')


def test_bodies_of_the_community_and_above_may_be_named_and_no_others(recorder, world):
    matter = bare(world.own)
    own, other = (
        Body.objects.create(community=side.community, kind="property", name=name)
        for side, name in ((world.own, "安居物业"), (world.other, "临溪物业"))
    )
    choices = recorder.get(address("agenda.name_stakeholder", matter)).context["form"].fields["body"].queryset
    assert set(choices) == {own, world.office}
    data = opened(recorder, "agenda.name_stakeholder", matter) | {"words": "物业"}
    refused(recorder.post(address("agenda.name_stakeholder", matter), data | {"body": other.pk}), 422, "物业")
    done(recorder.post(address("agenda.name_stakeholder", matter), data | {"body": own.pk}))
    assert matter.stakeholders.get().body == own


def test_a_resident_declares_an_interest_of_their_own_alone(client, side):
    matter, resident = bare(side), side.people[Role.RESIDENT]
    sits_down(client, resident)
    fields = client.get(address("agenda.declare_conflict", matter)).context["form"].fields
    assert set(fields) == {"seen", "once", "looked", "words"}
    done(send(client, "agenda.declare_conflict", matter, words="住在三楼", on_behalf_of=side.people[Role.OWNER].name))
    assert matter.conflict_declarations.get().person == resident


def test_whose_interest_it_is_is_said_in_one_way(recorder, side):
    matter, both = bare(side), {"on_behalf_of": side.people[Role.OWNER].name, "person_words": "102户"}
    page = recorder.get(address("agenda.declare_conflict", matter)).content.decode()
    assert page.count("(one of the two, or neither)") == 2
    refused(send(recorder, "agenda.declare_conflict", matter, words="亲属", **both), 422, "Fill in one of the two alone")
    done(send(recorder, "agenda.declare_conflict", matter, words="亲属", person_words="102户"))
    assert matter.conflict_declarations.get().person_words == "102户"


def test_a_person_is_found_by_name_or_number_within_the_community(recorder, world):
    matter = bare(world.own)
    asked = {"words": "低层住户代表"}
    stranger = world.other.people[Role.RESIDENT]
    refused(send(recorder, "agenda.name_stakeholder", matter, person=stranger.name, **asked), 422, stranger.name)
    own = world.own.people[Role.RESIDENT]
    own.key = "R0001"
    own.save()
    done(send(recorder, "agenda.name_stakeholder", matter, person="R0001", **asked))
    assert matter.stakeholders.get().person == own


def test_a_stale_admission_says_so(secretary, side):
    matter = bare(side)
    data = opened(secretary, "agenda.decline", matter) | {"reason": "不属于自治事项"}
    with on(ADMITTED):
        prepare(matter, side)
        done(send(secretary, "agenda.admit", matter))
    refused(secretary.post(address("agenda.decline", matter), data), 409, "不属于自治事项")
    matter.refresh_from_db()
    assert matter.state == MatterState.SURVEYING


def test_before_a_rule_is_frozen_a_ballot_begins_as_an_advisory_one(world):
    made = collecting(world.own)
    _client, data = drawn(world.own.people[Role.RECORDER], "ballots.prepare", made)
    assert (made.rule, data["rule"], data["decisive"]) == ("", "advisory_poll", "no")
