"""Step 2: from a proposed matter to an item on an agenda."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from consultation.domain import agenda, postings
from consultation.enums import HearingForm, MatterState, Rule
from consultation.models import Admission, AgendaText, Posting, Proposer
from consultation.transitions import TABLE
from tests.consultation.builders_agenda import (
    ADMITTED,
    ANSWERS,
    CHANNELS,
    NOTICED,
    OPENED,
    REVIEWED,
    TEXT,
    bare,
    matter,
    on,
    prepare,
)
from yishi.acts import may
from yishi.checks import unmet
from yishi.journal.kinds import kind_of
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.refusals import Invalid, Refused, Stale
from yishi.text.diff import diff

pytestmark = pytest.mark.writes


@pytest.fixture
def item(world):
    return matter(world)


@pytest.fixture
def people(world):
    return world.own.people


@pytest.fixture
def secretary(people):
    return people[Role.COMMUNITY_SECRETARY]


@pytest.fixture
def recorder(people):
    return people[Role.RECORDER]


@pytest.fixture
def reviewing():
    with on(REVIEWED):
        yield


def test_an_item_is_admitted_and_the_rule_frozen(world, item, secretary):
    prepare(item, world.own, fast_track=True)
    with on(ADMITTED):
        row = agenda.admit(item, by=secretary)
    item.refresh_from_db()
    assert (item.state, item.rule, item.form) == (MatterState.SURVEYING, Rule.OWNERS_SPECIAL, HearingForm.HEARING)
    assert item.fast_track and item.form_words == "业主协商+居民听证"
    assert (row.admitted_on, row.admitted_by, str(row.number_line)) == (ADMITTED, secretary, "槐议〔2026〕1号")
    sentences = [kind_of(event).sentence(event) for event in Event.objects.filter(stream__name=item.stream_name)]
    assert len(sentences) == 10 and all(sentences)
    assert "槐议〔2026〕1号" in sentences[-1]


def test_timelines_read_no_row_for_a_sentence(world, item, django_assert_num_queries):
    prepare(item, world.own)
    events = list(Event.objects.filter(kind__startswith="agenda."))
    with django_assert_num_queries(0):
        assert all(kind_of(event).sentence(event) for event in events)


@pytest.mark.parametrize(("step", "code", "owes"), [
    ("admission", "admission", Role.COMMUNITY_SECRETARY), ("stakeholders", "stakeholders", Role.RECORDER),
    ("conflict", "conflict", Role.COMMUNITY_SECRETARY), ("number", "number", Role.RECORDER),
    ("notice", "notice", Role.RECORDER), ("schedule", "scheduled", Role.RECORDER),
])
def test_each_missing_piece_is_named_with_who_owes_it(world, item, secretary, step, code, owes):
    without = {"admission", "number", "schedule"} if step == "admission" else {step}
    prepare(item, world.own, without=without)
    with on(ADMITTED), pytest.raises(Refused) as refusal:
        agenda.admit(item, by=secretary)
    missing = {check.code: check for check in refusal.value.missing}
    assert code in missing and str(missing[code].owes) == str(owes.label)
    assert str(missing[code].label) in str(refusal.value) and missing[code].act in TABLE
    item.refresh_from_db()
    assert (item.state, item.rule) == (MatterState.AGENDA_REVIEW, "")


@pytest.mark.parametrize(("answers", "code"), [
    ({"in_topic_list": False}, "topic_list"), ({"legal_basis": " "}, "legal_basis"), ({"rule": ""}, "who_decides"),
    ({"within_autonomy": ""}, "autonomy"), ({"within_autonomy": "partly"}, "autonomy"),
    ({"within_autonomy": "no"}, "autonomy"), ({"form": ""}, "form"),
])
def test_each_open_question_of_the_checklist_is_named(world, item, secretary, answers, code):
    prepare(item, world.own, **answers)
    with on(ADMITTED), pytest.raises(Refused) as refusal:
        agenda.admit(item, by=secretary)
    assert [check.code for check in refusal.value.missing] == [code]


def test_what_goes_beyond_self_government_is_escalated(world, item, secretary):
    prepare(item, world.own, within_autonomy="partly", escalate="涉及执法事项，协商公约加部门执法", note="须申请")
    with on(ADMITTED):
        assert agenda.admit(item, by=secretary).escalate.startswith("涉及执法")


def test_the_party_organisation_has_to_agree_last(world, item, secretary):
    prepare(item, world.own)
    with on(ADMITTED):
        agenda.return_for_work(item, by=secretary, body_words="社区党委会", opinion="先算清费用。")
        with pytest.raises(Refused) as refusal:
            agenda.admit(item, by=secretary)
        assert [check.code for check in refusal.value.missing] == ["party_review"]
        agenda.review(item, by=secretary, body_words="社区党委会", opinion="同意。")
        agenda.admit(item, by=secretary)
    assert [row.verdict for row in item.party_reviews.all()] == ["agree", "return", "agree"]


def test_the_notice_hangs_five_days_exactly(world, item, secretary):
    prepare(item, world.own)
    with on(NOTICED + dt.timedelta(days=4), hour=23), pytest.raises(Refused) as refusal:
        agenda.admit(item, by=secretary)
    assert [check.code for check in refusal.value.missing] == ["notice"]
    with on(NOTICED + dt.timedelta(days=5), hour=0):
        agenda.admit(item, by=secretary)


def test_a_notice_withdrawn_or_of_another_text_does_not_count(world, item, secretary, recorder):
    prepare(item, world.own)
    notice = Posting.objects.get(matter=item)
    with on(NOTICED + dt.timedelta(days=5)):
        assert not unmet(TABLE["agenda.admit"].checklist(item))
    with on(NOTICED), pytest.raises(Refused):
        agenda.revise_text(item, by=recorder, text="改后的议题。")
    with on(NOTICED + dt.timedelta(days=1)):
        agenda.revise_text(item, by=recorder, text="改后的议题。")
    with on(ADMITTED), pytest.raises(Refused) as refusal:
        agenda.admit(item, by=secretary)
    assert [check.code for check in refusal.value.missing] == ["party_review", "notice"]
    with on(ADMITTED):
        agenda.review(item, by=secretary, body_words="社区党委会", opinion="同意新的文字。")
        agenda.schedule(item, by=recorder, day=ADMITTED + dt.timedelta(days=9))
        again = agenda.post_notice(item, by=recorder, until=ADMITTED + dt.timedelta(days=9), channels=CHANNELS)
    with on(ADMITTED + dt.timedelta(days=5)):
        assert not unmet(TABLE["agenda.admit"].checklist(item))
        for posting in (notice, again):
            postings.withdraw(posting, by=recorder, reason="误登")
        assert [check.code for check in unmet(TABLE["agenda.admit"].checklist(item))] == ["notice"]


def test_rule_and_form_cannot_be_changed_after_admission(world, secretary):
    item = matter(world, MatterState.SURVEYING)
    with on(ADMITTED):
        for act in (
            lambda: agenda.record_admission(item, by=secretary, **{**ANSWERS, "rule": Rule.OWNERS_ORDINARY}),
            lambda: agenda.number(item, by=secretary), lambda: agenda.admit(item, by=secretary),
        ):
            with pytest.raises(Refused):
                act()
    item.refresh_from_db()
    assert (item.rule, item.admission.rule) == (Rule.OWNERS_SPECIAL, Rule.OWNERS_SPECIAL)


def test_owners_matters_are_decided_by_owners_alone(item, secretary, reviewing):
    for change, field in (
        ({"rule": Rule.COUNCIL}, "rule"), ({"needs_owner_vote": False}, "needs_owner_vote"),
        ({"rule": Rule.ADVISORY_POLL, "needs_owner_vote": False}, "rule"),
        ({"rule": Rule.APPROVAL_POLL, "needs_owner_vote": False}, "rule"), ({"rule": "king"}, "rule"),
        ({"proposer": ""}, "proposer"), ({"proposer": Proposer.RESIDENTS, "signatures": 9}, "signatures"),
        ({"proposer": Proposer.COUNCIL_MEMBERS}, "signatures"), ({"note": "长" * 501}, "note"),
    ):
        with pytest.raises(Invalid) as refusal:
            agenda.record_admission(item, by=secretary, **{**ANSWERS, **change})
        assert refusal.value.field == field
    assert not Admission.objects.exists()
    agenda.record_admission(item, by=secretary, **{**ANSWERS, "proposer": Proposer.COUNCIL_MEMBERS, "signatures": 5})


@pytest.mark.parametrize("change", [
    {"rule": Rule.COUNCIL}, {"needs_owner_vote": False}, {"rule": Rule.ADVISORY_POLL, "needs_owner_vote": False},
    {"legal_basis": ""}, {"number_line": None}, {"in_topic_list": False}, {"within_autonomy": "no"}, {"form": ""},
])
def test_the_database_keeps_the_admission_whole(world, change):
    item = matter(world, MatterState.SURVEYING)
    with pytest.raises(IntegrityError), transaction.atomic():
        Admission.objects.filter(matter=item).update(**change)


def test_numbers_come_from_the_register_and_skipped_ones_are_explained(world, item, secretary, recorder, people):
    prepare(item, world.own, without={"number"})
    second = bare(world.own, code="HA-2026-06")
    prepare(second, world.own, without={"number", "notice", "schedule"})
    with on(NOTICED):
        line = agenda.number(item, by=recorder, number=3)
        assert (line.series, line.year, line.number, line.matter) == ("槐议", 2026, 3, item)
        with pytest.raises(Refused, match="3"):
            agenda.number(item, by=recorder)
        with pytest.raises(Refused):
            agenda.number(second, by=recorder, number=3)
        for skipped in (1, 2):
            agenda.numbers.explain(
                "槐议", 2026, skipped, community=item.community, by=secretary, explanation="系统启用前已编发"
            )
        assert agenda.number(second, by=recorder).number == 4


def test_versions_of_the_text_stand_side_by_side(item, recorder, reviewing):
    agenda.revise_text(item, by=recorder, text=TEXT)
    agenda.revise_text(item, by=recorder, text=TEXT.replace("电梯", "坡道"))
    with pytest.raises(Invalid):
        agenda.revise_text(item, by=recorder, text=f" {TEXT.replace('电梯', '坡道')} ")
    for bad in ("", " \n", "字" * 2001):
        with pytest.raises(Invalid):
            agenda.revise_text(item, by=recorder, text=bad)
    first, second = item.agenda_texts.all()
    assert (first.n, second.n, first.text) == (1, 2, TEXT)
    assert ("removed", "电梯") in diff(first.text, second.text)
    assert TEXT not in str(list(Event.objects.values_list("payload", flat=True)))


def test_a_version_of_the_text_is_never_changed(item, recorder, reviewing):
    agenda.revise_text(item, by=recorder, text=TEXT)
    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaText.objects.update(text="别的")


def test_notice_and_day_leave_five_days(world, item, recorder):
    prepare(item, world.own, without={"notice", "schedule"})
    four, five = NOTICED + dt.timedelta(days=4), NOTICED + dt.timedelta(days=5)
    post = {"by": recorder, "channels": CHANNELS}
    with on(NOTICED):
        for fields, field in (
            ({"until": four}, "until"), ({"until": five, "since": NOTICED - dt.timedelta(days=1)}, "since"),
            ({"until": five, "channels": []}, "channels"),
        ):
            with pytest.raises(Invalid) as refusal:
                agenda.post_notice(item, **{**post, **fields})
            assert refusal.value.field == field
        agenda.schedule(item, by=recorder, day=four)
        with pytest.raises(Invalid):
            agenda.post_notice(item, **post, until=five)
        agenda.schedule(item, by=recorder, day=five)
        posting = agenda.post_notice(item, **post, until=five)
        assert posting.purpose == "agenda" and postings.days_posted(posting, five) == 5
        for day in (four, NOTICED - dt.timedelta(days=1)):
            with pytest.raises(Invalid):
                agenda.schedule(item, by=recorder, day=day)


def test_the_notice_is_posted_by_its_own_act_alone(item, recorder, reviewing):
    """Posted like any paper, it could be dated back and go up before the party organisation agreed."""
    agenda.revise_text(item, by=recorder, text=TEXT)
    with pytest.raises(Invalid) as refusal:
        postings.post(item, "agenda", by=recorder, since=OPENED, until=NOTICED, channels=CHANNELS)
    assert refusal.value.field == "purpose" and not item.postings.exists()


def test_a_matter_is_declined_with_a_reason(item, secretary, reviewing):
    with pytest.raises(Invalid):
        agenda.decline(item, by=secretary, reason=" ")
    row = agenda.decline(item, by=secretary, reason="属于行政处罚事项，不属协商范围。")
    item.refresh_from_db()
    assert (item.state, item.closed_on, item.decline) == (MatterState.DECLINED, REVIEWED, row)
    with pytest.raises(Refused):
        agenda.decline(item, by=secretary, reason="再来")


def test_a_stale_form_changes_nothing(world, item, secretary):
    prepare(item, world.own)
    with on(ADMITTED), pytest.raises(Stale):
        agenda.admit(item, by=secretary, seen=MatterState.COLLECTING)


@pytest.mark.parametrize("code", [code for code in sorted(TABLE) if code.startswith("agenda.")])
def test_only_the_roles_of_the_table_and_of_this_community(world, item, code):
    act = TABLE[code]
    for role in Role:
        assert may(act, item, world.own.people[role]) == (role in act.roles), role
        if world.other.people[role] is not world.own.people[role]:
            assert not may(act, item, world.other.people[role]), role
