"""The ten matters stand where the story says, with its figures, on the pages and in the open data."""

import datetime as dt
import re

import pytest

from consultation.models import Evidence, FollowUp, Matter, Sitting
from consultation.pages.matter import begun, matter_page
from content.catalogue.models import Item
from content.requests.clock import clock_of
from content.requests.models import Request
from meetings.models import Comment, Gallery
from tests.consultation.views import reading
from yishi.demo.player import Scene, play
from yishi.demo.scenes import script
from yishi.demo.story import anchor, at, beside, matters, open_day, world
from yishi.journal.models import Event
from yishi.journal.queries import broken_streams
from yishi.people.enums import Role
from yishi.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_world")]
STORY = {matter["id"]: matter for matter in matters()}
# （401、201）, 102户, 3-2-601, 2-601室: what tells a door; 回收301户 is a count
DOOR = re.compile(r"[^<>]{0,20}(?:（\d{3}(?:、\d{3})*）|(?<![\d收])[1-9]0[1-9][户室]|\d{1,2}-\d{1,2}-\d{3}(?!\d)|\d-\d{3}室)")
LIST = pytest.mark.parametrize("code", sorted(STORY))


def data_of(client, code):
    return client.get(f"/open-data/matters/{code}.json").json()


def past(told):
    """Return whether a block of the story lies before its now."""
    return not told.get("scripted") and (told.get("to") or told.get("date")) <= anchor().date()


@LIST
def test_step_state_and_first_figures(client, code):
    told, data = STORY[code], data_of(client, code)
    assert (data["step"], data["state"]) == (told["current_step"], told["state"])
    assert data["reports"] == told["step1_collect"]["merged_reports"]
    assert data["supporters"] == told["step1_collect"]["supporters"]


@LIST
def test_every_ballot_up_to_now(client, code):
    step = STORY[code]["step4_deliberation"]
    told = [b for b in [*step.get("polls", ()), step.get("ballot"), step.get("ballot_final")] if b and past({**step, **b})]
    found = {poll["question"]: poll for poll in data_of(client, code)["polls"]}
    assert sorted(found) == sorted(ballot["question"] for ballot in told)
    for ballot in told:
        poll = found[ballot["question"]]
        result = poll["results"][0]
        if ballot["kind"].startswith("owners"):
            check_owners(ballot, poll, result)
            continue
        assert result["entitled"] == ballot["eligible"]
        assert result["heads"] == ballot["counts"]
        assert result["present"] == ballot.get("present", ballot.get("turnout"))
        assert result["passed"] == {"passed": True, "not_passed": False}.get(ballot.get("result"))
        assert result["winner"] == ballot.get("winner", result["winner"])
        if "allocation" in ballot:
            assert result["selected"] == ballot["allocation"]["selected"]
            assert result["left_yuan"] == ballot["allocation"]["left_yuan"]


def check_owners(ballot, poll, result):
    """The owners' figures by head and by area, exact to the tenth of a square metre."""
    assert poll["roll"]["entitled"] == ballot["eligible"]["owners"]
    assert poll["roll"]["area_dm2"] == round(ballot["eligible"]["area"] * 100)
    assert result["cast"] == ballot["turned_out"]["owners"]
    assert result["cast_area_dm2"] == round(ballot["turned_out"]["area"] * 100)
    for choice, count in ballot["counts"].items():
        assert result["heads"][choice] == count["owners"]
        assert result["area_dm2"][choice] == round(count["area"] * 100)
    assert result["passed"] == (ballot["result"] == "passed")


@LIST
def test_resolution_up_to_now(client, code):
    step, data = STORY[code]["step5_result"], data_of(client, code)
    if step.get("scripted"):
        assert data["resolution"] is None
        return
    assert data["resolution"]["number"] == step["resolution"]["doc_no"]
    assert data["resolution"]["paragraphs"] == step["resolution"]["body"]
    assert len(data["objections"]) == len(step["objections"])
    page = reading.words(client.get(f"/matters/{code}/"))
    assert step["resolution"]["title"] in page


@LIST
def test_execution_up_to_now(client, code):
    step, data = STORY[code]["step6_execution"], data_of(client, code)
    if step.get("scripted") and not data["milestones"]:
        assert STORY[code]["step5_result"].get("scripted") or code == "XL-2026-07"
        return
    assert [(m["name"], m["done_on"]) for m in data["milestones"]] == [
        (m["name"], m["done"] and m["done"].isoformat()) for m in step["milestones"]
    ]
    assert [m["state"] for m in data["milestones"]] == [m["status"] for m in step["milestones"]]
    told = [(i["round"], i["result"]) for i in step["inspections"] if not i.get("scripted")]
    assert [(i["round"], i["result"]) for i in data["acceptance"]] == told
    rated = step["satisfaction"]
    if rated.get("scripted"):
        assert data["satisfaction"] is None
    else:
        counts = data["satisfaction"]
        assert {k: counts[k] for k in ("invited", "satisfied", "basic", "dissatisfied")} == {
            k: rated[k] for k in ("invited", "satisfied", "basic", "dissatisfied")
        }


@LIST
def test_the_page_tells_the_story(client, code):
    answer = client.get(f"/matters/{code}/")
    assert answer.status_code == 200
    for told in (STORY[code]["title"], STORY[code]["step2_agenda"]["item_text"][:20]):
        assert told in reading.words(answer)


def test_the_steps_of_every_matter_stand_in_the_order_of_their_days():
    for matter in Matter.objects.all():
        days = begun(matter, matter_page(matter, None))
        assert [days[step] for step in sorted(days)] == sorted(days.values()), matter.code


def test_an_item_that_was_admitted_was_dealt_with_at_its_meeting():
    heard = Sitting.objects.filter(kind="agenda", matter__admission__admitted_on__isnull=False)
    assert {sitting.entry.state for sitting in heard.select_related("entry")} == {"done"}


def test_the_vote_stands_in_the_record_of_its_meeting(client):
    ballot = STORY["HA-2026-06"]["step4_deliberation"]["ballot"]
    meeting = Matter.objects.get(code="HA-2026-06").sittings.get(kind="deliberation").entry.meeting
    assert ballot["question"] in reading.words(client.get(meeting.get_absolute_url()))
    other = Matter.objects.get(code="LX-2026-05").sittings.get(kind="deliberation").entry.meeting
    assert "是否同意实施方案C" not in reading.words(client.get(other.get_absolute_url()))


def test_signed_minutes_bear_the_correction_that_the_story_tells(client):
    told = STORY["HA-2026-06"]["step4_deliberation"]["meeting"]
    meeting = Matter.objects.get(code="HA-2026-06").sittings.get(kind="deliberation").entry.meeting
    page = reading.words(client.get(f"/meetings/{meeting.pk}/minutes/"))
    for note in told["corrections"]:
        assert note["wrong"] in told["transcript"][0]["text"] and all(note[name] in page for name in ("wrong", "right", "reason"))


def test_the_index_holds_all_ten(client):
    data = client.get("/open-data/matters.json").json()
    rows = data["results"] if isinstance(data, dict) else data
    assert {row["code"]: row["state"] for row in rows} == {code: told["state"] for code, told in STORY.items()}


@LIST
def test_no_resident_is_named_in_full(client, code):
    matter = Matter.objects.get(code=code)
    residents = Person.objects.filter(household__isnull=False).exclude(
        seats__role__in=[r for r in Role if r not in {Role.RESIDENT, Role.OWNER}]
    )
    names = set(residents.filter(reports__matter=matter).values_list("name", flat=True))
    names |= set(residents.filter(supports__report__matter=matter).values_list("name", flat=True))
    public = client.get(f"/matters/{code}/").content.decode() + client.get(f"/open-data/matters/{code}.json").content.decode()
    assert {name for name in names if len(name) > 2 and name in public} - officials() == set()


@LIST
def test_no_door_is_told_to_the_public(client, code):
    public = client.get(f"/matters/{code}/").content.decode() + client.get(f"/open-data/matters/{code}.json").content.decode()
    for sitting in Matter.objects.get(code=code).sittings.exclude(entry=None):
        public += client.get(sitting.entry.meeting.get_absolute_url()).content.decode()
    assert DOOR.findall(public) == []


def officials():
    """Return the names that the story itself prints: those who inspect by name."""
    return {name for matter in matters() for i in matter["step6_execution"]["inspections"] for name in i["by"]}


def test_loading_again_changes_nothing():
    assert play(script(), anchor(), told=lambda *progress: None) == 0


def test_a_scene_written_into_the_past_of_a_played_world_is_left_out():
    late = Scene(at(anchor().date() - dt.timedelta(1)), 0, "written-later", lambda: pytest.fail("nothing is done in the past"))
    assert play([late], anchor(), told=lambda *progress: None) == 0


def test_one_call_is_open_and_one_is_answered_line_by_line(client):
    page = client.get("/matters/XL-2026-09/", headers={"accept-language": "en"}).content.decode()
    assert "征求意见稿" in page and "服务费上限" not in page, "opinions are read when the call is closed"
    open_call, closed = (data_of(client, code)["call"] for code in ("XL-2026-09", "LX-2026-05"))
    assert open_call["state"] == "open" and closed["state"] == "closed"
    told = next(call for call in beside()["calls"] if call["matter"] == "LX-2026-05")
    page = reading.words(client.get("/matters/LX-2026-05/"))
    for reply in told["answers"]:
        assert reply["reason"] in page
    for opinion in told["opinions"]:
        assert opinion["text"] in page


def test_what_is_no_good_news_has_no_tick_in_the_record(client):
    record = client.get("/matters/LX-2026-05/record/").content.decode()
    lines = re.findall(r'<li class="(\w+)">.*?<h3>(.*?)</h3>', record, re.DOTALL)
    assert {shape for shape, words in lines if "overdue" in words} == {"late"} and "done" in {shape for shape, _words in lines}


@pytest.mark.parametrize("told", beside()["hearings"], ids=lambda told: told["matter"])
def test_a_hearing_says_who_took_part_and_how_each_was_chosen(client, told):
    hearing = data_of(client, told["matter"])["hearings"][0]
    assert hearing["published_on"] == told["published"].isoformat()
    assert [each["chosen"] for each in hearing["participants"]] == [each["chosen"] for each in told["participants"]]
    page = client.get(f"/matters/{told['matter']}/").content.decode()
    assert told["subject"] in page
    for each in told["participants"]:
        assert each["how"] in page


@pytest.mark.parametrize("told", world()["foi_requests"], ids=lambda told: told["id"])
def test_a_request_for_information_stands_where_the_story_says(client, told):
    row = Request.objects.whole().get(code=told["id"])
    answered = told["decision_date"] <= anchor().date()
    assert row.state == ("decided" if answered else "running") and row.confirmed_on == told["confirmed_received"]
    assert told["due"] is None or clock_of(row).date == told["due"]
    assert not answered or row.decided_on == told["decision_date"]
    assert "doc_no" not in told or str(row.letters.get(kind="decision")) == told["doc_no"]
    public = row.answers.filter(state="published")
    assert [client.get(answer.get_absolute_url()).status_code for answer in public] == [200] * (told["id"] == "F-2026-018")
    assert Item.objects.standing().filter(source="request", key__in=[str(answer.pk) for answer in public]).count() == len(public)
    assert client.get(row.get_absolute_url()).status_code == 302, "the file is the office's"


def test_no_two_scenes_share_a_name():
    """A scene whose name has been played is not played again."""
    keys = [scene.key for scene in script()]
    assert len(keys) == len(set(keys))


def test_nothing_that_is_owed_after_a_result_waits_beyond_its_day():
    due = FollowUp.objects.filter(due__lt=anchor().date())
    assert {"dissatisfied", "plan"} <= set(due.values_list("kind", flat=True)) and not due.filter(done_on=None).exists()


def test_the_foot_says_whose_site_it_is_and_how_it_is_registered(client):
    foot = client.get("/terms/").content.decode().partition("<footer")[2]
    for told in ("望澜市澄源区梧桐里街道办事处", "0000-555-0100", "澜ICP备", "澜公网安备", "0000000000"):
        assert told in foot


def test_every_chain_of_the_journal_stands():
    assert not list(broken_streams())


def test_the_future_can_be_played_to_its_end(client):
    play(script(), at(anchor().date().replace(year=2028)), told=lambda *progress: None)
    states = dict(Matter.objects.values_list("code", "state"))
    assert states == {code: "closed_not_passed" if code == "LX-2026-04" else "completed" for code in STORY}


def test_an_evening_is_on_at_which_whoever_watches_comments(client):
    told = open_day()
    meeting = Comment.objects.first().meeting
    assert (meeting.community.code, meeting.kind, meeting.state) == ("HA", "open_day", "open")
    live = client.get(f"/meetings/{meeting.pk}/live/").content.decode()
    for comment in told["comments"]:
        assert (comment["text"] in live) == (comment.get("answer") == "show"), comment
    states = list(Comment.objects.order_by("pk").values_list("state", flat=True))
    assert states == [{"show": "shown", "decline": "declined"}.get(each.get("answer"), "waiting") for each in told["comments"]]
    client.force_login(Person.objects.get(user__username="zou").user)
    assert next(each["reason"] for each in told["comments"] if "reason" in each) in client.get(
        f"/meetings/{meeting.pk}/live/"
    ).content.decode(), "the author reads why"


def test_the_seats_of_the_evening_were_drawn_and_are_taken(client):
    told = STORY["LX-2026-08"]["step4_deliberation"]["meeting"]["observers"]
    gallery = Gallery.objects.get(meeting__community__code="LX")
    assert gallery.drawn_by_id and gallery.registrations.count() == told["registered"]
    assert gallery.registrations.filter(state="came", seat__isnull=False).count() == told["on_site"]
    assert gallery.list_hash in client.get(f"/meetings/{gallery.meeting_id}/lottery/").content.decode()
    closed = Event.objects.get(stream__name=gallery.stream_name, kind="observers.closed")
    assert closed.at == gallery.closes_at, "at the hour that was announced"


def test_what_shows_that_a_promise_was_kept_can_be_opened_by_everybody(client):
    told = [m["evidence"] for matter in STORY.values() for m in matter["step6_execution"]["milestones"] if m.get("file")]
    rows = Evidence.objects.exclude(attachment=None)
    assert len(told) > 5 and sorted(row.title for row in rows) == sorted(told)
    assert {client.get(f"/papers/{row.attachment_id}/").status_code for row in rows} == {200}
