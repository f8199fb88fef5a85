"""Comments of observers: where the kind lets them speak, read before they are shown, the reason for the author alone."""

import pytest

from meetings.domain import comments, meetings
from meetings.enums import MeetingKind
from meetings.models import Comment
from tests.consultation.views.reading import reader, words
from tests.meetings.stream.builders import EYES, told
from tests.meetings.stream.shape import complaints
from tests.world import person
from yishi.people.duties import duties_of, followed_by
from yishi.people.enums import Role
from yishi.people.personal_data import HOLDINGS
from yishi.refusals import Forbidden, Invalid, Refused

from .builders import DAY, on, opened

pytestmark = [pytest.mark.writes, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def entry(world):
    """Return the entry that is being dealt with at an open day, where observers may speak."""
    meeting, entries, _members = opened(world.own, kind=MeetingKind.OPEN_DAY)
    with on(DAY, 19, 5):
        meetings.move_to_entry(entries[1], by=meeting.facilitator)
    return entries[1]


def test_a_comment_is_seen_by_nobody_until_it_is_let_through(world, entry):
    meeting, author = entry.meeting, world.own.people[Role.RESIDENT]
    address, back = f"/meetings/{meeting.pk}/live/", f"/meetings/{meeting.pk}/record/"
    with on(DAY, 19, 10):
        form = reader(author)
        assert "At most 300 characters" in words(form.get(address)) and "Sign in" in words(reader().get(address))
        sent = {"agenda_entry": entry.pk, "text": "<b>坡道</b>要防滑"}
        assert form.post(f"/acts/comments.hand_in/{meeting.pk}/?back={address}", sent).headers["Location"] == address
        comment = Comment.objects.get(text=sent["text"])
        seen = [told(meeting, eye)[-1] for eye in EYES]
        assert [each["type"] for each in seen] == ["other", "other", "comments.handed_in"] and not complaints(seen[2])
        assert "防滑" not in words(reader().get(address)) + words(reader().get(back))
        assert "waits to be read" in words(form.get(address)) and "防滑" in words(reader(meeting.recorder).get(address))
        assert "comments" in {duty.code for duty, _owed in duties_of(world.own.people[Role.CONTENT_MODERATOR])}
        assert "1 comment of an observer waits" in words(reader(meeting.recorder).get(f"/meetings/{meeting.pk}/console/"))
        asked = words(reader(meeting.recorder).get(f"/acts/comments.show/{comment.pk}/"))
        assert "坡道" in asked and str(meeting) in asked
        comments.show(comment, by=meeting.recorder)
        shown = told(meeting, EYES[0])[-1]
        assert shown["data"]["text"] == sent["text"] and author.name not in str(shown) and not complaints(shown)
        for page in (address, back):
            assert sent["text"] in words(reader().get(page)) and author.name not in words(reader().get(page))
        assert not any(duty.code == "comments" for duty, _owed in duties_of(meeting.recorder))


def test_of_one_that_is_not_shown_the_author_alone_reads_why(world, entry):
    author, other = world.own.people[Role.RESIDENT], person(world.own.community, "旁人")
    with on(DAY, 19, 10):
        comment = comments.hand_in(entry, by=author, text="骂人的话")
        with pytest.raises(Forbidden):
            comments.decline(comment, by=other, reason="x")
        comments.decline(comment, by=entry.meeting.recorder, reason="请就事论事。")
        with pytest.raises(Refused):
            comments.show(comment, by=entry.meeting.recorder)
        address = f"/meetings/{entry.meeting_id}/live/"
        assert "请就事论事。" in words(reader(author).get(address)) and "请就事论事。" not in words(reader().get(address))
        own = next(owed for duty, owed in followed_by(author) if duty.code == "own-comments")
        assert own[0].story == "请就事论事。" and own[0].state == "not shown"
        assert HOLDINGS["comments"].export(author)[0]["reason"] == "请就事论事。"
        mine = comments.hand_in(entry, by=entry.meeting.recorder, text="我也说一句")
        with pytest.raises(Forbidden, match="Somebody else"):
            comments.show(mine, by=entry.meeting.recorder)


def test_one_that_was_shown_by_mistake_is_taken_down_and_told_to_nobody_any_more(world, entry):
    author, meeting = world.own.people[Role.RESIDENT], entry.meeting
    with on(DAY, 19, 10):
        comment = comments.hand_in(entry, by=author, text="某某家的电话")
        with pytest.raises(Refused):
            comments.take_down(comment, by=meeting.recorder, reason="还没有展示")
        comments.show(comment, by=meeting.recorder)
        address, form = f"/meetings/{meeting.pk}/live/", f"/acts/comments.take_down/{comment.pk}/"
        assert form not in reader().get(address).content.decode()
        keeper = reader(meeting.recorder)
        assert form in keeper.get(address).content.decode() and "某某家" in words(reader().get(address))
        sent = keeper.post(f"{form}?back={address}", {"reason": "有他人的个人信息。", "seen": "shown"})
        assert sent.headers["Location"] == address
        for page in (address, meeting.get_absolute_url()):
            assert "某某家" not in words(reader().get(page))
        assert "有他人的个人信息。" in words(reader(author).get(address))
        for eye in EYES:
            events = told(meeting, eye)[-2:]
            assert events[0]["data"]["removed"] is True and events[1]["type"] == "comments.taken_down"
            assert "某某家" not in str(told(meeting, eye)) and not any(complaints(each) for each in events)


def test_what_is_not_taken(world, entry):
    author = world.own.people[Role.RESIDENT]
    with on(DAY, 19, 10):
        for text in ("长" * 301, "邻居（601）家", " "):
            with pytest.raises(Invalid):
                comments.hand_in(entry, by=author, text=text)
        for n in range(5):
            comments.hand_in(entry, by=author, text=f"第{n}条")
        with pytest.raises(Refused, match="within an hour"):
            comments.hand_in(entry, by=author, text="第六条")
        with pytest.raises(Forbidden):
            comments.hand_in(entry, by=world.other.people[Role.RESIDENT], text="路过")
    with on(DAY, 20, 30):
        comments.hand_in(entry, by=author, text="一小时以后")
        with pytest.raises(Refused, match="not being dealt with"):
            comments.hand_in(entry.meeting.entries.get(n=1), by=author, text="那一项")


def test_the_form_comes_and_goes_with_the_entry_and_after_the_end_none_is_offered(world):
    meeting, entries, _members = opened(world.own, kind=MeetingKind.OPEN_DAY)
    author, other = world.own.people[Role.RESIDENT], world.own.people[Role.COUNCIL_MEMBER]
    address = f"/meetings/{meeting.pk}/live/?panels"

    def piece(viewer=None):
        return reader(viewer).get(address).content.decode().partition('data-panel="comment"')[2].partition("data-panel")[0]

    with on(DAY, 19, 10):
        assert "<form" not in piece(author) and "while an entry of the agenda is being dealt with" in piece(author)
        meetings.move_to_entry(entries[0], by=meeting.facilitator)
        assert "On entry 1" in piece(author) and "Sign in" in piece()
        comments.hand_in(entries[0], by=author, text="坡道要防滑")
        meetings.move_to_entry(entries[1], by=meeting.facilitator)
        assert "On entry 2" in piece(author)
        meetings.close(meeting, by=meeting.facilitator)
        assert "no longer taken" in piece(author) and "防滑" in piece(author) and "<form" not in piece(author)
        assert "Sign in" not in piece() and "omment" not in piece(other), "nothing is left to say there"


def test_where_observers_only_listen_the_page_leads_to_written_opinions(world):
    meeting, entries, _members = opened(world.own)
    with on(DAY, 19, 10):
        meetings.move_to_entry(entries[1], by=meeting.facilitator)
        with pytest.raises(Refused, match="written opinion"):
            comments.hand_in(entries[1], by=world.own.people[Role.RESIDENT], text="插一句")
        page = words(reader(world.own.people[Role.RESIDENT]).get(f"/meetings/{meeting.pk}/live/"))
        assert "within 5 working days" in page and "Your comment" not in page
