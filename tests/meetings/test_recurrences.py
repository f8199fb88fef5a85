"""Standing dates: set with a look at the dates to come, shown as planned until a meeting is called, given up."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from meetings.domain import recurrences
from meetings.models import Meeting, Recurrence
from tests.world import account
from yishi.journal.kinds import kind_of
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid

from .builders import on, planned

pytestmark = [pytest.mark.writes, pytest.mark.django_db]
APRIL, NINETEEN = dt.date(2026, 4, 1), dt.time(19)


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"


def settled(side, **fields):
    fields = {"kind": "council", "day": 20, "hour": NINETEEN, "place_words": "议事厅", **fields}
    fields.setdefault("by", side.people[Role.COMMUNITY_SECRETARY])
    with on(dt.date(2026, 3, 21)):
        return recurrences.settle(side.community, **fields)


def test_it_is_shown_as_planned_until_the_meeting_is_called(client, world):
    settled(world.own)
    with on(APRIL):
        page, file = (client.get(f"/meetings/{end}").content.decode() for end in ("", "calendar.ics"))
        assert "Planned, not yet announced" in page and "议事厅" in page
        assert "DTSTART:20260420T110000Z" in file and "STATUS:TENTATIVE" in file and "DTSTART:20260622T110000Z" in file
        june = client.get("/meetings/month/?month=2026-06").content.decode()
        assert "Planned, not announced yet: 1." in june and "22 June" in june and "weekend" in june, "it says why it is that day"
    planned(world.own, day=dt.date(2026, 4, 20), title="四月议事会", called=APRIL)
    with on(APRIL):
        file = client.get("/meetings/calendar.ics").content.decode()
        assert file.count("DTSTART:20260420T110000Z") == 1 and "四月议事会" in file, "called, it is planned no more"
    june = planned(world.own, day=dt.date(2026, 6, 22), called=APRIL, title="六月议事会")
    assert june.original_date == dt.date(2026, 6, 20)


def test_another_takes_its_place_and_it_is_given_up(world):
    side, secretary = world.own, world.own.people[Role.COMMUNITY_SECRETARY]
    first, second = settled(side), settled(side, day=15, rest="stays")
    first.refresh_from_db()
    assert (first.state, second.state) == ("replaced", "in_force")
    with pytest.raises(IntegrityError), transaction.atomic():
        Recurrence.objects.filter(pk=first.pk).update(state="in_force")
    with on(APRIL):
        recurrences.end(second, by=secretary, reason="改为线上")
    assert second.state == "ended"
    said = list(Event.objects.filter(stream__name=second.stream_name).order_by("seq").values_list("kind", flat=True))
    assert said == ["recurrences.settled", "recurrences.settled", "recurrences.ended"]


def test_dates_that_not_every_month_has_are_told_each_with_its_month(world):
    told = {"month": "every month on day 25", "half_year": "every year on 25 June, 25 December",
            "quarter": "every year on 25 March, 25 June, 25 September, 25 December"}
    for every, words in told.items():
        row = settled(world.own, day=25, every=every)
        assert row.words.startswith(f"{words} at 19:00; ")
        event = Event.objects.filter(stream__name=row.stream_name, kind="recurrences.settled").order_by("seq").last()
        assert f"{words} at 19:00" in kind_of(event).read(event)


def test_the_members_of_the_body_are_told_of_a_date_and_of_its_end(client, world, django_capture_on_commit_callbacks):
    side = world.own
    with django_capture_on_commit_callbacks(execute=True):
        row = settled(side)
        with on(APRIL):
            recurrences.end(row, by=side.people[Role.COMMUNITY_SECRETARY], reason="改为线上")
    client.force_login(account(side.people[Role.COUNCIL_MEMBER]))
    told = client.get("/my/notices/").content.decode()
    assert "on day 20 at 19:00" in told and "was given up" in told
    client.force_login(account(side.people[Role.RESIDENT]))
    assert "on day 20" not in client.get("/my/notices/").content.decode(), "it is no meeting of theirs"


def test_what_cannot_stand_is_refused(world):
    for wrong, field in (({"day": 31}, "day"), ({"kind": "hearing"}, "kind"), ({"kind": "street"}, "kind"),
                         ({"hour": "19:00"}, "hour"), ({"place_words": " "}, "place_words"), ({"every": "week"}, "every")):
        with pytest.raises(Invalid) as refused:
            settled(world.own, **wrong)
        assert refused.value.field == field
    with pytest.raises(Forbidden):
        settled(world.own, by=world.other.people[Role.COMMUNITY_SECRETARY])
    assert not Recurrence.objects.exists()


def test_the_form_shows_the_next_six_dates_before_it_is_set_and_fills_in_the_next_meeting(client, world):
    side = world.own
    client.force_login(account(side.people[Role.COMMUNITY_SECRETARY]))
    where = f"/acts/recurrences.settle/in/{side.community.code}/"
    given = {"kind": "council", "day": "20", "hour": "18:30", "every": "month", "rest": "after", "place_words": "议事厅"}
    with on(dt.date(2026, 6, 18)):
        assert client.get(where).status_code == 200
        looked = client.post(where, given)
        page = looked.content.decode()
        assert "The next 6 dates" in page and "22 June 18:30" in page and "moved from" in page
        assert not Recurrence.objects.exists(), "it was looked at, not done"
        assert client.post(where, given | {"looked": looked.context["form"].data["looked"]}).status_code == 302
        assert client.post(where, given | {"hour": "七点"}).status_code == 422
        form = client.get(f"/acts/meetings.schedule/in/{side.community.code}/?kind=council").context["form"]
        assert (form.initial["starts_at"].isoformat(), form.initial["place_words"]) == ("2026-07-20T18:30:00+08:00", "议事厅")
        page = client.get("/meetings/").content.decode()
        assert "Announce this meeting" in page and "recurrences.end" in page
    assert not Meeting.objects.exists()
