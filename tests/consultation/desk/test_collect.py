"""The first step at the desk: from a report brought to the counter to a matter proposed for the agenda."""

import pytest

from consultation.domain import matters, reports
from consultation.enums import MatterState
from consultation.models import Matter, Report
from tests.consultation.builders_collect import LAMPS, at, filed, opened
from yishi.people.enums import Role

from .hands import address, done, refused, send, sits_down
from .hands import opened as drawn

pytestmark = pytest.mark.writes

WHY = "并入楼道照明议题一并办理。<b>谢谢</b>"


@pytest.fixture
def clerk(client, world):
    return sits_down(client, world.own.people[Role.RECORDER])


@pytest.fixture
def side(world):
    return world.own


def test_a_report_walks_from_the_counter_to_the_agenda(clerk, side):
    neighbour = side.people[Role.RESIDENT]
    with at("2026-04-13"):
        done(send(clerk, "reports.file", side.community, text=LAMPS, reporter=neighbour.name, wish="help"))
        report = Report.objects.get()
        assert (report.reporter, report.entered_by, report.channel) == (neighbour, side.people[Role.RECORDER], "visit")
        where = done(send(
            clerk, "matters.open", side.community, f"?reports={report.pk}", topic="T6", place=side.estate.pk
        ))
        matter = Matter.objects.get()
        assert where == matter.get_absolute_url() == f"/matters/{matter.code}/"
        assert (matter.title, matter.code) == (report.title, "HA-2026-01")
        done(send(clerk, "reports.dispose", report, reason=WHY))
        done(send(clerk, "matters.record_initiative", matter, kind="committee", words="居委会4月10日会议决定"))
        done(send(clerk, "matters.declare_no_duplicate", matter))
        done(send(clerk, "matters.check_privacy", matter, words="逐条看过"))
        done(send(clerk, "matters.propose", matter))
    matter.refresh_from_db()
    report.refresh_from_db()
    assert (matter.state, report.disposition, report.reason) == (MatterState.AGENDA_REVIEW, "merged", WHY)


def test_the_same_answer_is_given_to_others_of_the_matter_and_to_nobody_elses(clerk, side):
    with at("2026-04-13"):
        matter = opened(side, *(filed(side) for _n in range(3)))
        first, second, third = matter.reports.order_by("pk")
        alone = filed(side)
        page = clerk.get(address("reports.dispose", first))
        assert LAMPS in page.content.decode()
        assert set(page.context["form"].fields["also"].queryset) == {second, third}
        refused(send(clerk, "reports.dispose", first, reason=WHY, also=[str(alone.pk)]), 422, "not in the list any more")
        done(send(clerk, "reports.dispose", first, reason=WHY, also=[str(second.pk)]))
    told = Report.objects.unanswered()
    assert set(told) == {third, alone}
    second.refresh_from_db()
    assert (second.disposition, second.reason) == ("merged", WHY)


def test_what_is_vouched_for_stands_above_the_form(clerk, side):
    with at("2026-04-13"):
        near, matter = opened(side, title="楼道灯全黑"), opened(side, filed(side))
    page = clerk.get(address("matters.declare_no_duplicate", matter)).content.decode()
    assert f'<a href="{near.get_absolute_url()}">{near.code} 楼道灯全黑</a>' in page
    assert f"{matter.code} {matter.title}</a></p>" not in page
    assert LAMPS in clerk.get(address("matters.check_privacy", matter)).content.decode()


def test_the_likest_matter_is_offered_first_and_others_communities_are_not(clerk, world):
    with at("2026-04-13"):
        likely, report = opened(world.own, title="楼道灯全黑"), filed(world.own)
        opened(world.own, title="电动车充电棚")
        opened(world.other)
    page = clerk.get(address("reports.merge", report))
    form = page.context["form"]
    assert form["matter"].value() == likely.pk
    assert {str(row.community) for row in form.fields["matter"].queryset} == {"HA社区"}
    done(send(clerk, "reports.merge", report))
    report.refresh_from_db()
    assert report.matter == likely


def test_what_is_missing_stands_on_the_form_and_in_the_refusal(clerk, side):
    with at("2026-04-13"):
        matter = opened(side, filed(side))
        page = refused(send(clerk, "matters.propose", matter), 409, matter.title)
    assert page.count('class="miss"') >= 3
    matter.refresh_from_db()
    assert matter.state == MatterState.COLLECTING


def test_an_act_shows_what_the_next_step_waits_for(clerk, side):
    matter = opened(side, filed(side))
    page = clerk.get(address("matters.classify", matter))
    assert [act.code for act, _checks in page.context["onward"]][:1] == ["matters.propose"]


def test_a_refusal_keeps_what_was_typed_and_may_be_sent_again(clerk, side):
    matter = opened(side, filed(side))
    fields = {"kind": "committee", "words": "居委会<i>决定</i>"}
    done(send(clerk, "matters.record_initiative", matter, **fields))
    data = drawn(clerk, "matters.record_initiative", matter) | fields
    page = refused(clerk.post(address("matters.record_initiative", matter), data), 409, "居委会&lt;i&gt;决定&lt;/i&gt;")
    assert "<i>" not in page
    done(clerk.post(address("matters.record_initiative", matter), data | {"kind": "council"}))
    assert matter.initiatives.count() == 2


def test_a_wrong_day_is_answered_with_a_sentence_and_nothing_is_lost(clerk, side):
    matter = opened(side, filed(side))
    given = {"kind": "council", "words": "议事会决定"}
    answer = send(clerk, "matters.record_initiative", matter, decided_on="31.4.2026", **given)
    refused(answer, 422, "议事会决定", "31.4.2026", "2026-11-20")
    answer = send(clerk, "matters.record_initiative", matter, decided_on="2150-01-01", **given)
    refused(answer, 422, "议事会决定", "2150-01-01")
    assert not matter.initiatives.exists()


def test_a_double_click_does_it_once(clerk, side):
    data = drawn(clerk, "matters.open", side.community) | {"title": "楼道照明", "topic": "T6"}
    first = clerk.post(address("matters.open", side.community), data)
    second = clerk.post(address("matters.open", side.community), data)
    assert (first.status_code, second.status_code) == (302, 302)
    assert Matter.objects.count() == 1


def test_a_stale_form_is_told_so_and_keeps_its_words(clerk, side):
    report = filed(side)
    matter = opened(side)
    data = drawn(clerk, "reports.dispose", report) | {"disposition": "declined", "reason": WHY}
    reports.merge(report, matter, by=side.people[Role.COMMUNITY_SECRETARY])
    page = refused(clerk.post(address("reports.dispose", report), data), 409, "&lt;b&gt;谢谢")
    assert "<b>谢谢" not in page
    report.refresh_from_db()
    assert report.disposition == ""
    again = clerk.post(address("reports.dispose", report), data | {"seen": "merged"})
    assert done(again) == matter.get_absolute_url()


def test_an_amended_report_shows_what_somebody_else_made_of_it(clerk, side):
    author = side.people[Role.RESIDENT]
    report = filed(side)
    sits_down(clerk, author)
    data = drawn(clerk, "reports.amend", report)
    assert data["text"] == LAMPS
    reports.amend(report, by=author, text="五楼的灯也黑了。")
    page = refused(clerk.post(address("reports.amend", report), data | {"text": "四楼也是。"}), 409, "四楼也是。")
    assert "五楼的灯也黑了。" in page
    assert f'name="seen_revision" value="{report.revision}"' in page


def test_who_may_not_is_told_who_may(client, side):
    matter = opened(side, filed(side))
    sits_down(client, side.people[Role.BUILDING_HEAD])
    assert client.get(address("matters.propose", matter)).status_code == 403
    assert client.post(address("matters.propose", matter), {}).status_code == 403


def test_a_clerk_of_another_community_is_refused(client, world):
    matter = opened(world.own, filed(world.own))
    sits_down(client, world.other.people[Role.RECORDER])
    assert client.get(address("matters.classify", matter)).status_code == 403
    assert client.get(address("matters.open", world.own.community)).status_code == 403


def test_an_act_is_found_only_at_its_own_address(clerk, side):
    matter = opened(side)
    for wrong in (
        f"/acts/matters.open/{matter.pk}/", "/acts/matters.propose/in/HA/", "/acts/nothing.at_all/1/",
        f"/acts/matters.propose/{matter.pk + 9999}/", "/acts/matters.open/in/XX/", f"/acts/matters.propose/{'9' * 30}/",
    ):
        assert clerk.get(wrong).status_code == 404, wrong
        assert clerk.post(wrong, {}).status_code == 404, wrong


def test_a_visitor_is_led_to_the_door(client, side):
    matter = opened(side)
    answer = client.get(address("matters.propose", matter))
    assert answer.status_code == 302
    assert "/sign-in/" in answer.headers["Location"]


def test_a_resident_files_in_their_own_name_alone(client, side):
    sits_down(client, side.people[Role.RESIDENT])
    form = client.get(address("reports.file", side.community)).context["form"]
    assert not {"reporter", "reporter_words", "filed_at", "channel", "code"} & set(form.fields)
    done(send(client, "reports.file", side.community, text=LAMPS, reporter=side.people[Role.OWNER].name))
    assert Report.objects.get().reporter == side.people[Role.RESIDENT]


def test_a_place_of_another_community_cannot_be_chosen(clerk, world):
    data = drawn(clerk, "matters.open", world.own.community) | {"title": "照明", "place": world.other.estate.pk}
    refused(clerk.post(address("matters.open", world.own.community), data), 422, "照明")
    assert not Matter.objects.exists()


def test_a_vanished_row_is_a_sentence(clerk, side):
    report, matter = filed(side), opened(side)
    data = drawn(clerk, "reports.merge", report) | {"matter": matter.pk}
    matters.convert(matter, "12345", "属于诉求", by=side.people[Role.RECORDER])
    refused(clerk.post(address("reports.merge", report), data), 422)


def test_numbers_skipped_are_offered_to_be_explained(clerk, side):
    side.community.short = "槐"
    side.community.save()
    data = {"series": "槐议", "year": "2026", "number": "2", "explanation": "系统上线前发出"}
    done(send(clerk, "numbers.explain", side.community, **data))
    with at("2026-04-13"):
        assert drawn(clerk, "numbers.explain", side.community)["number"] == "1"
    refused(send(clerk, "numbers.explain", side.community, **data), 409, "系统上线前发出")


def test_categories_are_added_by_the_street(client, world):
    sits_down(client, world.staff[Role.STREET_DIRECTOR])
    done(send(client, "categories.add", world.street, code="A1", name="楼道"))
    refused(send(client, "categories.add", world.street, code="A1", name="照明"), 409, "照明")
