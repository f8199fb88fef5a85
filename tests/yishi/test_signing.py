from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import call_command

from tests.consultation.views.reading import assert_same_queries
from tests.world import account, person, seat
from yishi.people.enums import Role
from yishi.people.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "pass-word-1"


@pytest.fixture(autouse=True)
def empty_counters():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def resident(world):
    return account(world.own.people[Role.RESIDENT], "zhangsan")


def sign_in(client, name="zhangsan", password=PASSWORD, **more):
    return client.post("/sign-in/", {"username": name, "password": password, **more})


def test_name_and_password_sign_in(client, resident):
    assert sign_in(client).headers["Location"] == "/"
    assert client.session["_auth_user_id"] == str(resident.pk)


def test_who_holds_an_office_is_led_to_the_desk_unless_they_were_going_somewhere(client, world):
    account(world.own.people[Role.RECORDER], "wenyn")
    assert sign_in(client, "wenyn").headers["Location"] == "/desk/"
    client.logout()
    assert sign_in(client, "wenyn", next="/rights/").headers["Location"] == "/rights/"


def test_one_is_led_on_to_where_one_was_going_but_not_out_of_the_site(client, resident):
    assert sign_in(client, next="/rights/").headers["Location"] == "/rights/"
    client.logout()
    assert sign_in(client, next="https://elsewhere.example/").headers["Location"] == "/"


@pytest.mark.parametrize(
    ("name", "password"), [("zhangsan", "wrong"), ("nobody", PASSWORD), ("", ""), ("zhangsan", "")]
)
def test_what_does_not_fit_is_refused_and_the_name_is_kept(client, resident, name, password):
    answer = sign_in(client, name, password)
    assert answer.status_code == 422
    assert f'value="{name}"' in answer.content.decode() or not name
    assert "_auth_user_id" not in client.session and "What you typed is still here." not in answer.content.decode()


def test_wrong_name_wrong_password_and_closed_account_read_alike(client, resident):
    User.objects.create_user("closed", password=PASSWORD, is_active=False)
    pages = [sign_in(client, *pair).context["form"].non_field_errors() for pair in
             [("zhangsan", "wrong"), ("nobody", "wrong"), ("closed", PASSWORD)]]
    assert pages[0] == pages[1] == pages[2]


def test_the_eleventh_try_in_ten_minutes_is_refused_for_this_name_from_this_address_alone(client, resident):
    for _try in range(10):
        assert sign_in(client, password="wrong").status_code == 422
    assert sign_in(client).status_code == 429
    assert "_auth_user_id" not in client.session
    assert sign_in(client, name="ZhangSan ").status_code == 429
    assert sign_in(client, name="somebody").status_code == 422
    right = {"username": "zhangsan", "password": PASSWORD}
    assert client.post("/sign-in/", right, REMOTE_ADDR="10.0.0.9").status_code == 302


def test_a_successful_sign_in_starts_the_count_anew(client, resident):
    for _round in range(2):
        for _try in range(8):
            sign_in(client, password="wrong")
        assert sign_in(client).status_code == 302
        client.logout()


def test_signing_out_needs_a_post(client, resident):
    client.force_login(resident)
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").headers["Location"] == "/"
    assert "_auth_user_id" not in client.session


def demo_person(world):
    holder = person(world.own.community, "演示人", synthetic=True)
    seat(holder, Role.RECORDER, world.own.community)
    return account(holder)


def test_the_role_switcher_lists_and_signs_in_the_people_of_the_demonstration(client, world, resident):
    made = demo_person(world)
    page = client.get("/demo/").content.decode()
    assert f'value="{made.pk}"' in page
    assert f'value="{resident.pk}"' not in page
    assert client.post("/demo/switch/", {"account": made.pk}).status_code == 302
    assert client.session["_auth_user_id"] == str(made.pk)


def test_the_role_switcher_never_signs_in_a_real_person_or_an_editor(client, world, resident):
    made = demo_person(world)
    User.objects.filter(pk=made.pk).update(is_superuser=True)
    for pk in (resident.pk, made.pk, 10**17, "x", "", "9" * 30):
        assert client.post("/demo/switch/", {"account": pk}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_outside_a_demonstration_there_is_no_role_switcher(client, world, settings):
    made = demo_person(world)
    settings.YISHI_DEMO = False
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/switch/", {"account": made.pk}).status_code == 404
    assert "/demo/" not in client.get("/rights/").content.decode()


def test_the_role_switcher_names_nobody_more_than_in_public(client, world):
    demo_person(world)
    account(person(world.own.community, "王小明", synthetic=True))
    page = client.get("/demo/").content.decode()
    assert "演示人" in page and "王*" in page
    assert "王小明" not in page


def test_a_log_in_is_printed_for_every_role_that_somebody_with_an_account_holds(world):
    account(person(world.own.community, "王小明", synthetic=True))
    first, second = demo_person(world).person, demo_person(world).person
    seat(first, Role.FACILITATOR, world.own.community)
    seat(first, Role.COMMUNITY_SECRETARY, world.own.community)
    seat(second, Role.GRID_WORKER, world.own.community)
    printed = StringIO()
    call_command("demo_logins", stdout=printed)
    lines = [line.split() for line in printed.getvalue().splitlines()[1:]]
    assert [role for _login, role, *_who in lines] == [
        "resident", "grid_worker", "facilitator", "recorder", "community_secretary"
    ]
    assert "王小明" not in printed.getvalue()


def test_the_list_of_roles_costs_a_fixed_number_of_queries(world):
    assert_same_queries([None], "/demo/", lambda n: [demo_person(world) for _more in range(n)])
