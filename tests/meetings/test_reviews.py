"""The welfare review: private, counts alone are told, and of few applications not even those."""

import io
import json
import zipfile

import pytest

from consultation.domain import sittings
from consultation.enums import MatterState
from meetings.domain import attendance, meetings, reviews, statements
from meetings.enums import MeetingKind, Stance
from meetings.minutes.archive import pack
from tests.consultation.builders_agenda import matter
from tests.world import account, person
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Refused

from .builders import CALLED, DAY, on, planned, with_entries

pytestmark = [pytest.mark.writes, pytest.mark.django_db]
SECRET = ("申请甲", "柳如烟", "患病")
PUBLIC = ("", "record/", "minutes/", "minutes.pdf", "replay/", "live/", "wall/", "feed/", "meeting.ics", "poster.pdf",
          "archive.zip", "console/", "lottery/")


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"


def held(side):
    """Hold a review at which an application is spoken of by name, and close it with its figures."""
    meeting = planned(side, kind=MeetingKind.WELFARE_REVIEW, entitled=0, title="三月评审会")
    (entry,) = with_entries(meeting, "低保申请甲：柳如烟")
    with on(DAY, 19):
        attendance.enter_attendance(meeting, [side.people[Role.RESIDENT_REP]], by=meeting.recorder)
        meetings.open(meeting, by=meeting.facilitator)
        meetings.move_to_entry(entry, by=meeting.facilitator)
        statements.state(entry, by=meeting.recorder, speaker=meeting.facilitator, stance=Stance.CHAIR, text="柳如烟患病。")
        reviews.count(meeting, by=meeting.recorder, scheme="allowance", meets=1, fails=0, again=0)
        reviews.count(meeting, by=meeting.recorder, scheme="allowance", meets=4, fails=1, again=1)
        reviews.count(meeting, by=meeting.recorder, scheme="housing", meets=0, fails=2, again=0)
    return meeting


def test_counts_alone_are_public_once_it_is_over(client, world):
    meeting = held(world.own)
    assert "How the review ended" not in client.get(meeting.page_address).content.decode()
    with on(DAY, 20):
        meetings.close(meeting, by=meeting.facilitator)
    page = client.get(meeting.page_address).content.decode()
    assert "6 applications were reviewed." in page and "meets the conditions <b>4</b>" in page and "<svg" in page
    assert "Fewer than 3 applications" in page and "does not meet the conditions <b>2</b>" not in page
    for viewer in (None, world.own.people[Role.RESIDENT], world.other.people[Role.RESIDENT_REP]):
        if viewer:
            client.force_login(account(viewer))
        for address in ("/meetings/", "/meetings/month/?month=2026-03", "/meetings/calendar.ics",
                        *(f"{meeting.page_address}{end}" for end in PUBLIC)):
            said = client.get(address, follow=True)
            told = b"".join(said.streaming_content) if said.streaming else said.content
            assert not [word for word in SECRET if word in told.decode(errors="replace")], (viewer, address)


def test_its_figures_are_in_the_file_of_the_meeting(world):
    meeting = held(world.own)
    pack(meeting, into := io.BytesIO(), viewer=world.own.people[Role.COMMUNITY_SECRETARY])
    rows = json.loads(zipfile.ZipFile(into).read("record/meetings.reviewcount.json"))
    found = [[row[name] for name in ("scheme", "meets", "fails", "again")] for row in rows]
    assert found == [["allowance", 4, 1, 1], ["housing", 0, 2, 0]]


def test_no_name_stands_in_what_is_public_of_it(world):
    side, secretary = world.own, world.own.people[Role.COMMUNITY_SECRETARY]
    person(side.community, "柳如烟")
    person(side.community, "阿依古丽·买买提")
    for field in ("title", "note", "form_words"):
        with pytest.raises(Invalid) as refused:
            planned(side, kind=MeetingKind.WELFARE_REVIEW, entitled=0, **{field: "评审柳如烟的申请"})
        assert refused.value.field == field
    meeting = planned(side, kind=MeetingKind.WELFARE_REVIEW, entitled=0, title="评审会")
    for reason in ("柳如烟撤回申请", "阿依古丽·买买提的材料未齐"):
        with on(CALLED), pytest.raises(Invalid):
            meetings.cancel(meeting, by=secretary, reason=reason)
    made = matter(world, MatterState.SURVEYING)
    with on(CALLED), pytest.raises(Refused, match="not public"):
        sittings.put(made, meeting, by=secretary, kind="deliberation")


def test_who_enters_the_figures_and_of_what(client, world):
    side, meeting = world.own, held(world.own)
    other = planned(side, place_words="二楼")
    with on(DAY, 19):
        for thing, by in ((meeting, side.people[Role.FACILITATOR]), (other, other.recorder)):
            with pytest.raises(Forbidden):
                reviews.count(thing, by=by, scheme="allowance", meets=1)
        with pytest.raises(Invalid):
            reviews.count(meeting, by=meeting.recorder, scheme="allowance")
        client.force_login(account(meeting.recorder))
        where = f"/acts/reviews.count/{meeting.pk}/"
        assert client.get(f"{where}?scheme=%00").status_code == 200
        assert client.get(f"{where}?scheme=allowance").context["form"].initial["meets"] == 4
        assert client.post(where, {"scheme": "emergency", "meets": "1", "fails": "0", "again": "0"}).status_code == 302
        assert client.post(where, {"scheme": "emergency", "meets": "-1", "fails": "", "again": "0"}).status_code == 422
    assert meeting.review_counts.count() == 3
