"""Closing one's own account: what stands before it, what is erased, what stays, and that nobody else can do it."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from consultation.domain import act_drafts, reports
from consultation.models import ActDraft, Report
from tests.consultation.builders_collect import filed, neighbours
from tests.world import account, seat
from yishi.journal.models import Event
from yishi.notices.models import Notice
from yishi.people.enums import PublicName, Role
from yishi.people.models import Person, User
from yishi.people.names import display_name

pytestmark = [pytest.mark.django_db, pytest.mark.writes]
WORD = "correct horse 26"


@pytest.fixture(autouse=True)
def english_and_no_tries_yet(settings):
    settings.LANGUAGE_CODE = "en"
    cache.clear()


@pytest.fixture
def resident(world):
    found = world.own.people[Role.RESIDENT]
    Person.objects.filter(pk=found.pk).update(public_name=PublicName.SURNAME)
    user = account(found)
    user.set_password(WORD)
    user.save()
    found.refresh_from_db()
    return found


def signed_in(who):
    client = Client()
    client.force_login(User.objects.get(person=who))
    return client


def test_the_page_says_what_goes_and_what_stays_and_my_page_leads_there(resident):
    client = signed_in(resident)
    assert 'href="/my/close/"' in client.get("/my/").content.decode()
    page = client.get("/my/close/").content.decode()
    for words in ("What is erased", "Your notices", "What you began to write", "What stays, and why", "What you reported",
                  "In which ballots you have voted", "The journal of what was done here"):
        assert words in page
    assert 'type="password"' in page


def test_the_account_goes_and_what_was_done_in_public_stays_masked(world, resident):
    report = filed(world.own, by=resident, contact="13900000000")
    neighbour = neighbours(world.own, 1)[0]
    reports.support(report, by=neighbour)
    act_drafts.keep(resident, "reports.amend", report, {"text": ["没写完"]})
    Notice.objects.create(community=resident.community, event=Event.objects.first(), person=resident)
    phone, browser = signed_in(resident), signed_in(resident)
    assert Session.objects.count() == 2
    answer = phone.post("/my/close/", {"password": WORD}, follow=True)
    assert "Your account is closed" in answer.content.decode()
    assert not User.objects.filter(person=resident).exists() and not Session.objects.filter(
        pk=browser.cookies["sessionid"].value).exists()
    assert not ActDraft.objects.filter(person=resident).exists() and not Notice.objects.filter(person=resident).exists()
    report.refresh_from_db()
    assert report.contact == "" and Report.objects.get().text == report.text
    resident.refresh_from_db()
    assert display_name(resident, None).endswith("*")
    assert browser.get("/my/").status_code == 302
    event = Event.objects.get(kind="people.account_closed")
    assert event.payload == {"person": resident.pk} and event.actor_id == resident.pk


def test_whoever_is_called_by_no_name_stays_without_one(resident):
    Person.objects.filter(pk=resident.pk).update(public_name=PublicName.ANONYMOUS)
    signed_in(resident).post("/my/close/", {"password": WORD})
    assert not User.objects.filter(person=resident).exists()
    resident.refresh_from_db()
    assert resident.name[0] not in display_name(resident, None)


def test_a_wrong_password_closes_nothing(resident):
    answer = signed_in(resident).post("/my/close/", {"password": "guess"})
    assert answer.status_code == 422 and "not the password of your account" in answer.content.decode()
    assert User.objects.filter(person=resident).exists()


def test_the_password_is_not_guessed_by_trying(resident):
    client = signed_in(resident)
    for _try in range(10):
        client.post("/my/close/", {"password": "guess"})
    assert "Too many tries" in client.post("/my/close/", {"password": WORD}).content.decode()
    assert User.objects.filter(person=resident).exists()


def test_who_holds_an_office_or_begins_one_is_told_so_at_once(world, resident):
    seat(resident, Role.RESIDENT_REP, world.own.community)
    answer = signed_in(resident).get("/my/close/")
    page = answer.content.decode()
    assert answer.status_code == 409 and "residents’ representative" in page and 'type="password"' not in page
    assert signed_in(resident).post("/my/close/", {"password": WORD}).status_code == 409


def test_what_waits_for_nobody_else_stands_before_it(world, resident, monkeypatch):
    from yishi.people import duties

    waits = duties.Duty("test", "To sign", lambda who: [duties.Owed("the minutes of 2 March", "/x/", dt.date(2026, 3, 2))])
    votes = duties.Duty("votes", "To vote", lambda who: [duties.Owed("a ballot", "/y/")], free=True)
    monkeypatch.setattr(duties, "DUTIES", {"test": waits, "votes": votes})
    page = signed_in(resident).get("/my/close/").content.decode()
    assert "the minutes of 2 March" in page and "a ballot" not in page


def test_the_office_may_make_a_new_account_later(world, resident):
    from yishi.people.domain import accounts

    signed_in(resident).post("/my/close/", {"password": WORD})
    resident = Person.objects.get(pk=resident.pk)
    assert accounts.create(resident, "again", WORD, by=world.own.people[Role.COMMUNITY_SECRETARY]).person_id == resident.pk
