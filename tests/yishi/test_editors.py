"""Wagtail is for editors of content: its desk opens to them and to nobody else."""

import pytest
from django.contrib.auth.models import Group, Permission

from tests.consultation.views.reading import assert_same_queries, reader, words
from tests.world import account, person, seat
from yishi.journal.models import Event
from yishi.people.domain import accounts
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def editors(db):
    """Wagtail's own migrations make the group; a database made without migrations has none."""
    group, _made = Group.objects.get_or_create(name=accounts.EDITORS)
    group.permissions.add(*Permission.objects.filter(codename="access_admin"))
    return group


def test_an_editor_gets_into_the_desk(world, client, editors):
    user = account(world.staff[Role.DISCLOSURE_OFFICER])
    accounts.make_editor(user, by=world.staff[Role.SYSTEM_ADMIN])
    client.force_login(user)
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.COMMUNITY_SECRETARY, Role.DEPARTMENT_LIAISON, Role.SYSTEM_ADMIN])
def test_nobody_else_does(world, client, editors, role):
    client.force_login(account(world.own.people[role]))
    assert client.get("/admin/").status_code == 403
    client.logout()
    assert client.get("/admin/")["Location"] == "/sign-in/?next=/admin/"


def test_wagtails_own_door_leads_to_ours(world, client):
    """It counts no tries, so nobody is signed in there; passwords are not set anew there either."""
    account(world.staff[Role.SYSTEM_ADMIN], "tried")
    assert client.get("/admin/login/?next=/admin/pages/")["Location"] == "/sign-in/?next=/admin/pages/"
    assert client.post("/admin/login/", {"username": "tried", "password": "pass-word-1"})["Location"] == "/sign-in/"
    assert client.get("/pages/_util/login/").status_code == 404
    assert "_auth_user_id" not in client.session
    for page in ("", "done/", "confirm/MQ/x-y/", "complete/"):
        assert client.get(f"/admin/password_reset/{page}").status_code == 404


def test_an_editor_whose_office_has_ended_is_one_no_more(world, client, editors):
    officer = world.staff[Role.DISCLOSURE_OFFICER]
    user = account(officer)
    accounts.make_editor(user, by=world.staff[Role.SYSTEM_ADMIN])
    officer.seats.update(until="2025-12-31")
    client.force_login(user)
    assert client.get("/admin/").status_code == 403


def test_editors_are_named_by_the_administrator_alone(world, editors):
    user = account(world.staff[Role.DISCLOSURE_OFFICER])
    with pytest.raises(Forbidden):
        accounts.make_editor(user, by=world.staff[Role.STREET_DIRECTOR])
    assert not user.groups.exists()
    with pytest.raises(Forbidden, match="community secretaries"):
        accounts.make_editor(account(world.own.people[Role.RECORDER]), by=world.staff[Role.SYSTEM_ADMIN])


def test_the_administrator_names_and_withdraws_them_on_a_page(world, client, editors):
    admin, officer = world.staff[Role.SYSTEM_ADMIN], world.staff[Role.DISCLOSURE_OFFICER]
    desk, address = reader(admin), f"/people/{officer.pk}/editor/"
    assert "Nobody writes pages yet" in words(desk.get("/people/editors/"))
    assert "has no account yet" in words(desk.post(address, {"writes": "on"}))
    client.force_login(account(officer))
    assert address in desk.get("/people/editors/?q=disclosure").content.decode() and client.get("/admin/").status_code == 403
    assert desk.post(address, {"writes": "on", "reviews": "on"}).headers["Location"] == "/people/editors/"
    assert client.get("/admin/").status_code == 200
    shown = words(desk.get("/people/editors/"))
    assert shown.count("since ") >= 2 and "reviews pages" in shown and "/people/editors/" in desk.get("/people/").content.decode()
    desk.post(address, {"reviews": "on"})
    assert not officer.user.groups.filter(name=accounts.EDITORS) and officer.user.groups.filter(name=accounts.PAGE_REVIEWERS)
    desk.post(address, {})
    assert client.get("/admin/").status_code == 403
    assert list(Event.objects.filter(kind="people.editor_withdrawn").order_by("pk").values_list("payload__reviews", flat=True)) == [
        False, True]


@pytest.mark.writes
def test_nobody_is_named_or_withdrawn_twice(world, editors):
    admin, user = world.staff[Role.SYSTEM_ADMIN], account(world.staff[Role.DISCLOSURE_OFFICER])
    accounts.make_editor(user, by=admin)
    with pytest.raises(Refused, match="already"):
        accounts.make_editor(user, by=admin)
    with pytest.raises(Forbidden):
        accounts.withdraw_editor(user, by=world.staff[Role.STREET_DIRECTOR])
    accounts.withdraw_editor(user, by=admin)
    with pytest.raises(Refused, match="withdrawn already"):
        accounts.withdraw_editor(user, by=admin)


def test_the_page_costs_the_same_however_many_they_are(world, editors):
    admin = world.staff[Role.SYSTEM_ADMIN]

    def grow(n):
        for k in range(n):
            holder = person(world.street, f"编{n}{k}")
            seat(holder, Role.DISCLOSURE_OFFICER, world.street)
            if k % 2:
                accounts.make_editor(account(holder), by=admin)

    assert_same_queries([admin], ["/people/editors/"], grow, many=12)
