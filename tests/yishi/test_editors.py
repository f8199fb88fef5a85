"""Wagtail is for editors of content: its desk opens to them and to nobody else."""

import pytest
from django.contrib.auth.models import Group, Permission

from tests.world import account
from yishi.people.domain import accounts
from yishi.people.enums import Role
from yishi.refusals import Forbidden

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
    assert "/admin/login/" in client.get("/admin/")["Location"]


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
