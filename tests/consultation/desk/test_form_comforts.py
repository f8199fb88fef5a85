"""What the form of an act offers besides: a look ahead, a draft that is kept, ready texts, and the way back."""

import datetime as dt
from urllib.parse import quote

import pytest

from consultation.desk.doing import act_of
from consultation.desk.rehearsal import LOOKED_AT
from consultation.desk.undoing import UNDONE_BY
from consultation.domain import act_drafts, reports, templates
from consultation.models import ActDraft, Matter, NumberLine, Posting, Report, TextTemplate
from consultation.tasks import sweep_act_drafts
from tests.consultation import builders_agenda as b
from tests.consultation.builders_collect import at, filed, opened
from tests.consultation.desk.asking import EVIL, address, done, drawn, send, signed_in
from tests.consultation.polls import builders as polls
from tests.consultation.views.reading import words
from yishi.clock.story import now, real_now
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.writes]


@pytest.fixture
def side(world):
    return world.own


@pytest.fixture
def recorder(side):
    return side.people[Role.RECORDER]


@pytest.fixture
def secretary(side):
    return side.people[Role.COMMUNITY_SECRETARY]


def text(answer):
    return " ".join(answer.content.decode().split())


def test_a_look_ahead_says_what_happens_and_nothing_has_happened(side, recorder):
    report = filed(side)
    matter = opened(side, report)
    client, data = drawn(recorder, "reports.dispose", report)
    events = Event.objects.count()
    answer = client.post(address("reports.dispose", report), data | {"reason": "谢谢", "look": "1"})
    page = text(answer)
    assert answer.status_code == 200 and "This will happen" in page and "Nothing has happened yet." in page
    assert answer.context["preview"].told == 1 and "1 person is given a notice" in page
    assert Event.objects.count() == events
    report.refresh_from_db()
    assert report.disposition == "" and matter.state == "collecting"


def test_what_is_published_is_looked_at_before_it_is_done(side, recorder):
    item = b.bare(side)
    b.prepare(item, side, without=("notice", "schedule"))
    with b.on(b.NOTICED):
        client, data = drawn(recorder, "agenda.post_notice", item)
        data |= {"channels": "公示栏", "until": str(b.ADMITTED)}
        first = client.post(address("agenda.post_notice", item), data)
        assert first.status_code == 200 and not Posting.objects.exists()
        assert "everybody reads this" in text(first)
        mark = first.context["form"]["looked"].value()
        changed = client.post(address("agenda.post_notice", item), data | {"looked": mark, "channels": "网站"})
        assert changed.status_code == 200 and not Posting.objects.exists(), "other words are looked at anew"
        sent = client.post(address("agenda.post_notice", item), data | {"looked": mark})
    assert sent.status_code == 302 and Posting.objects.get().channels == ["公示栏"]


def test_a_look_ahead_is_refused_as_the_act_is(side, secretary):
    item = b.bare(side)
    answer = send(secretary, "agenda.admit", item, look="1")
    assert answer.status_code == 409 and "Still missing" in text(answer)


def test_what_cures_a_missing_thing_leads_back_to_the_form_that_missed_it(side, secretary):
    item, client = b.bare(side), signed_in(secretary)
    where = address("agenda.admit", item)
    cure = client.get(where).context["cures"]["conflict"]
    client, data = drawn(secretary, "agenda.declare_no_conflict", item)
    assert client.post(cure, data).headers["Location"] == where


def test_the_form_that_states_that_there_are_none_leads_to_the_form_for_one_and_on_to_where_one_came_from(side, secretary):
    matter = b.bare(side)
    client, back = signed_in(secretary), f"?back={quote(address('agenda.admit', matter), safe='')}"
    found = text(client.get(address("agenda.declare_no_conflict", matter) + back))
    assert f'<a href="{address("agenda.declare_conflict", matter)}{back}">Declare an interest</a>' in found
    assert "Is it not so?" not in text(client.get(address("agenda.declare_conflict", matter)))


def test_what_is_begun_goes_back_to_the_desk_of_staff_and_to_the_list_of_others(side, secretary):
    for person, where in ((secretary, "/desk/"), (side.people[Role.RESIDENT], "/reports/")):
        assert signed_in(person).get(f"/acts/reports.file/in/{side.community.code}/").context["home"] == where


def test_a_draft_is_kept_offered_taken_up_and_dropped_when_it_is_done(side, recorder, secretary):
    report = filed(side)
    client, data = drawn(recorder, "reports.dispose", report)
    typed = data | {"reason": f"已收悉\x00{EVIL}"}
    assert client.post(address("reports.dispose", report), typed | {"keep": "1"}).status_code == 302
    assert "A draft of yours is kept here" in text(client.get(address("reports.dispose", report)))
    taken = client.get(address("reports.dispose", report) + "?draft=1")
    assert taken.context["form"]["reason"].value() == f"已收悉{EVIL}" and EVIL not in taken.content.decode()
    other = signed_in(secretary).get(address("reports.dispose", report))
    assert "A draft of yours" not in text(other), "a draft is for who wrote it alone"
    done(recorder, "reports.dispose", report, disposition="declined", reason="谢谢")
    assert not ActDraft.objects.exists()


def test_the_browser_keeps_what_is_typed_until_it_is_done_and_nothing_of_a_ballot(side, recorder):
    report = filed(side)
    client = signed_in(recorder)
    name = f'{recorder.pk}-reports.dispose-{report.pk}"'
    assert f'data-draft="{name}' in client.get(address("reports.dispose", report)).content.decode()
    client.logout()
    assert "data-draft-lost" in client.post(address("reports.dispose", report), follow=True).content.decode()
    poll = polls.opened(side, polls.people(side, 1))
    assert "data-draft" not in signed_in(recorder).get(address("ballots.annul", poll)).content.decode()
    client, data = drawn(recorder, "reports.dispose", report)
    data |= {"disposition": "declined", "reason": "谢谢"}
    assert f'data-draft-done="{name}' in client.post(address("reports.dispose", report), data, follow=True).content.decode()


def test_a_refused_form_is_kept_and_can_be_thrown_away(side, recorder):
    report = filed(side)
    assert send(recorder, "reports.dispose", report, disposition="x", reason="写了很多").status_code == 422
    assert ActDraft.objects.get().data["reason"] == ["写了很多"]
    answer = signed_in(recorder).post(address("reports.dispose", report), {"drop": "1"})
    assert answer.status_code == 302 and not ActDraft.objects.exists()


def test_drafts_are_swept_after_thirty_days_and_bounded(side, recorder):
    report = filed(side)
    act_drafts.keep(recorder, "reports.dispose", report, {"reason": ["旧"]})
    ActDraft.objects.update(kept_at=real_now() - dt.timedelta(31))
    act_drafts.keep(recorder, "reports.amend", report, {"text": ["新"]})
    assert sweep_act_drafts(now()) == 1 and ActDraft.objects.get().act == "reports.amend"
    assert act_drafts.keep(recorder, "reports.file", report, {"text": ["长" * 400_000]}) is None
    assert act_drafts.keep(recorder, "reports.file", report, {"text": [""]}) is None


def test_what_is_done_offers_the_act_that_undoes_it(side, recorder):
    report, matter = filed(side), opened(side)
    answer = done(recorder, "reports.merge", report, matter=matter.pk)
    words = "".join(str(message) for message in answer.wsgi_request._messages._queued_messages)
    assert f'href="/acts/reports.unmerge/{report.pk}/"' in words


def test_a_form_that_was_left_stands_on_the_desk_and_on_the_own_page_until_it_is_sent(side, recorder, secretary):
    report, matter = filed(side), opened(side)
    act_drafts.keep(recorder, "reports.dispose", report, {"reason": ["没写完"]})
    act_drafts.keep(recorder, "matters.open", Matter(community=side.community), {"title": ["灯"]})
    act_drafts.keep(recorder, "matters.classify", matter, {"topic": ["T1"]})
    act_drafts.keep(recorder, "no.more", matter, {"topic": ["T1"]})
    client = signed_in(recorder)
    for where in ("/desk/", "/my/"):
        page = client.get(where).content.decode()
        for address_of in (address("reports.dispose", report), address("matters.classify", matter),
                           f"/acts/matters.open/in/{side.community.code}/"):
            assert f'href="{address_of}?draft=1"' in page, where
        assert "no.more" not in page
        assert "?draft=1" not in signed_in(secretary).get(where).content.decode()
    assert client.get(f"{address('reports.dispose', report)}?draft=1").context["form"]["reason"].value() == "没写完"
    done(recorder, "reports.dispose", report, disposition="declined", reason="写完了")
    assert address("reports.dispose", report) + "?draft=1" not in client.get("/my/").content.decode()


def test_undoing_is_a_table_of_acts_that_fit(side):
    for code, (undoing, on) in UNDONE_BY.items():
        act, back = act_of(code), act_of(undoing)
        assert on == "made" or act.thing == back.thing, code
        assert back.sources, code
    assert all(act_of(code) for code in LOOKED_AT)


def test_a_template_is_made_filled_in_offered_and_retired(side, recorder, secretary):
    client = signed_in(recorder)
    where = f"/acts/templates.make/in/{side.community.code}/"
    data = {"act": "reports.dispose:reason", "name": "感谢", "text": "{community}已收悉，{matter.title}一并办理。"}
    assert client.post(where, data | {"text": "{secret}"}).status_code == 422
    assert client.post(where, data | {"act": "reports.dispose:nothing"}).status_code == 422
    assert client.post(where, data).status_code == 302
    template = TextTemplate.objects.get()
    with pytest.raises(Refused):
        templates.make(side.community, by=recorder, name="感谢", act=template.act, field="reason", text="再谢")
    with pytest.raises(Forbidden):
        templates.make(side.community, by=side.people[Role.RESIDENT], name="甲", act=template.act, field="reason", text="谢")
    with pytest.raises(Invalid):
        templates.make(side.community, by=recorder, name="甲", act="no.act", field="reason", text="谢")
    report = filed(side)
    matter = opened(side, report)
    client, form = drawn(secretary, "reports.dispose", report)
    kept = client.post(address("reports.dispose", report), form | {"disposition": "declined", "fill": str(template.pk)})
    filled = kept.context["form"]
    assert [filled[name].value() for name in ("reason", "disposition")] == [f"HA社区已收悉，{matter.title}一并办理。", "declined"]
    by_link = client.get(address("reports.dispose", report) + f"?template={template.pk}")
    assert matter.title in by_link.context["form"]["reason"].value()
    assert client.get(address("reports.dispose", report) + "?template=x%00").status_code == 200
    listed = words(client.get("/desk/templates/"))
    assert "There are no templates yet." in text(signed_in(side.people[Role.GRID_WORKER]).get("/desk/templates/"))
    assert "感谢" in listed and "〔name of the community〕已收悉，〔title of the matter〕一并办理。" in listed
    assert "〔title of the matter〕〔code of the matter〕" in words(signed_in(recorder).get(where))
    assert "感谢: 〔name of the community〕已收悉" in words(client.get(address("templates.retire", template)))
    done(secretary, "templates.retire", template)
    assert "感谢" not in text(client.get(address("reports.dispose", report)))


def test_several_reports_become_part_of_one_matter_all_or_none(side, recorder):
    first, second, matter = filed(side), filed(side), opened(side)
    client = signed_in(recorder)
    page = client.get(f"/desk/reports/?reports={first.pk}&reports={second.pk}")
    assert set(page.context["form"]["reports"].value()) == {str(first.pk), str(second.pk)}
    both = {"reports": [first.pk, second.pk], "matter": matter.pk}
    assert client.post("/desk/reports/", {"matter": matter.pk}).status_code == 422
    reports.withdraw(second, by=second.reporter)
    gone = client.post("/desk/reports/", both)
    assert gone.status_code == 422 and "taken up by somebody else" in text(gone)
    assert not Report.objects.filter(matter=matter).exists()
    third = filed(side)
    told = client.post("/desk/reports/", both | {"reports": [first.pk, third.pk]})
    assert told.status_code == 302
    words = str(told.wsgi_request._messages._queued_messages[-1])
    assert all(f'<a href="{address("reports.unmerge", each)}">{each.code}</a>' in words for each in (first, third))
    assert set(Report.objects.filter(matter=matter)) == {first, third}


def test_a_matter_is_begun_with_the_ticked_reports(side, recorder, world):
    with at("2026-04-13"):
        first, second, other = filed(side), filed(side), filed(world.other)
    client = signed_in(recorder)
    asked = "&".join(f"reports={row.pk}" for row in (first, second, other))
    led = client.get(f"/desk/reports/?{asked}&open=1")
    assert led.status_code == 302 and str(other.pk) not in led.headers["Location"].split("?")[1].replace("reports=", "").split("&")
    form = client.get(led.headers["Location"]).context["form"]
    assert set(form["reports"].value()) == {first.pk, second.pk} and form["title"].value() == first.title
    assert client.get("/desk/reports/?open=1&reports=x").status_code == 302


def test_where_no_matter_takes_reports_the_forms_that_merge_lead_to_one_that_does(side, recorder):
    with at("2026-04-13"):
        report = filed(side)
    client, begin = signed_in(recorder), f"/acts/matters.open/in/{side.community.code}/?reports={report.pk}"
    assert f'href="{begin}"' in client.get(f"/acts/reports.merge/{report.pk}/").content.decode()
    page = text(client.get(f"/desk/reports/?reports={report.pk}"))
    assert "No matter takes reports now." in page and "Merge them" not in page
    assert client.post("/desk/reports/", {"reports": report.pk, "open": 1}).headers["Location"] == begin
    for said in ({"open": 1}, {"reports": report.pk}):
        assert client.post("/desk/reports/", said).status_code == 422
    assert client.get(f"/desk/reports/?reports={report.pk}&open=1").headers["Location"] == begin
    opened(side)
    assert begin not in client.get(f"/acts/reports.merge/{report.pk}/").content.decode()


def test_a_list_that_may_stay_empty_is_shown_once_there_is_something_to_choose(side, recorder):
    client, where = signed_in(recorder), f"/acts/matters.open/in/{side.community.code}/"
    assert '<select name="previous"' not in client.get(where).content.decode()
    with at("2026-04-13"):
        matter = opened(side)
    Matter.objects.filter(pk=matter.pk).update(state="completed")
    assert '<select name="previous"' in client.get(where).content.decode()


def test_a_hearing_that_lacks_its_meeting_leads_to_it_and_back(side, recorder):
    matter, client = opened(side), signed_in(recorder)
    Matter.objects.filter(pk=matter.pk).update(state="surveying")
    hearing, put = f"/acts/hearings.prepare/{matter.pk}/", f"/acts/sittings.put/{matter.pk}/"
    convene, secretary = f"/acts/meetings.schedule/in/{side.community.code}/", side.people[Role.COMMUNITY_SECRETARY]
    assert convene not in (page := client.get(put).content.decode()) and "Convene a meeting: Owed by" in page
    for who, form, leads_to in ((recorder, hearing, put), (secretary, put, convene)):
        page = signed_in(who).get(form).content.decode()
        assert f'href="{leads_to}?back={quote(form, safe="")}"' in page
        assert 'name="once"' not in page  # there is nothing to send yet
    page = client.post(hearing, {"subject": "电梯装在哪里"}).content.decode()
    assert "电梯装在哪里" in page and 'name="keep"' in page and 'name="look"' not in page  # what was typed can be kept


def test_every_mistake_is_said_at_once_that_one_of_two_fields_is_needed_among_them(side, secretary):
    matter, client = opened(side), signed_in(secretary)
    page = client.post(address("matters.hand_over", matter), {"to": "", "words": "", "reason": ""}).content.decode()
    assert "2 things have to be changed" in page and "Fill in this field or the next one." in page
    assert "What you typed is still here." not in page, "nothing was typed"
    page = client.post(address("matters.hand_over", matter), {"words": "信访局", "reason": ""}).content.decode()
    assert "One thing has to be changed" in page and "What you typed is still here." in page


def test_numbers_are_explained_by_a_range(side, recorder):
    client, where = signed_in(recorder), f"/acts/numbers.explain/in/{side.community.code}/"
    data = {"series": "槐议", "year": "2026", "explanation": "纸质登记"}
    for wrong in ("36-1", "1-", "0-3", "1-99999", "一", "9" * 30):
        assert client.post(where, data | {"number": wrong}).status_code == 422, wrong
    assert client.post(where, data | {"number": "1-36"}).status_code == 302
    assert client.post(where, data | {"number": "36-40"}).status_code == 409
    assert list(NumberLine.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 37))
