import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client

from tests.world import small_world
from yishi.instance import queries
from yishi.instance.domain.first_run import new_code
from yishi.instance.models import FirstRun
from yishi.instance.views import first_run
from yishi.journal.queries import broken_streams
from yishi.people.enums import BodyKind, PlaceKind, Role
from yishi.people.models import Body, Place, Seat, User

pytestmark = pytest.mark.django_db
SAID = {
    "district": "澄源区", "name": "梧桐里街道", "short": "wtl", "office": "梧桐里街道办事处",
    "communities": "HA 槐安社区\n- 槐安里小区\n-- 1号楼\n--- 2单元\n临溪社区\n-临溪花园",
    "bodies": "区住建局\n临溪社区：安居物业公司\nHA：电梯业委会",
    "system_name": "楚天", "system_username": "chu", "system_password": "long-word-one",
    "audit_name": "秦明", "audit_username": "qin", "audit_password": "long-word-two",
    "security_name": "韩月", "security_username": "han", "security_password": "long-word-three",
}


@pytest.fixture(autouse=True)
def empty(settings):
    settings.YISHI_DEMO = False
    queries.forget()
    cache.clear()
    yield
    queries.forget()


def send(client, **changed):
    return client.post("/setup/", {"code": new_code(), **SAID, **changed})


@pytest.mark.writes
def test_an_empty_site_leads_to_its_first_run_and_from_there_to_the_register(client):
    assert client.get("/").headers["Location"] == "/setup/"
    assert client.get("/setup/").status_code == 200
    answer = send(client)
    assert answer.headers["Location"] == "/people/import/"
    assert client.get("/people/import/").status_code == 200, "signed in as the system administrator"
    paths = list(Place.objects.order_by("pk").values_list("kind", "path"))
    assert (PlaceKind.STAIRWELL, "WTL-0/WTL/HA/HA-1/HA-1-1/HA-1-1-1/") in paths
    assert (PlaceKind.ESTATE, "WTL-0/WTL/WTL-2/WTL-2-1/") in paths
    assert list(Place.objects.communities().values_list("short", flat=True)) == ["槐", "临"]
    assert Body.objects.get(name="安居物业公司").kind == BodyKind.PROPERTY
    assert Body.objects.get(name="安居物业公司").community.name == "临溪社区"
    assert Body.objects.get(name="电梯业委会").kind == BodyKind.OWNERS
    assert Body.objects.get(name="区住建局").community.kind == PlaceKind.SUBDISTRICT
    assert Body.objects.filter(community__code="HA").count() == 4
    roles = dict(Seat.objects.values_list("person__user__username", "role"))
    assert roles == {"chu": Role.SYSTEM_ADMIN, "qin": Role.AUDIT_ADMIN, "han": Role.SECURITY_ADMIN}
    assert Client().login(username="qin", password="long-word-two")
    assert list(broken_streams()) == []
    assert client.get("/setup/").status_code == 404, "it is done once"
    home = client.get("/")
    assert home.status_code == 200 and "Run by 梧桐里街道办事处" in home.content.decode()


@pytest.mark.writes
def test_a_stranger_without_the_code_takes_nothing(client):
    answer = send(client, code="AAAA-BBBB-CCCC-DDDD")
    assert answer.status_code == 422
    assert "梧桐里街道办事处" in answer.content.decode(), "nothing typed is lost"
    assert "long-word-two" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert not Place.objects.exists()
    FirstRun.objects.all().delete()
    assert client.post("/setup/", {"code": "", **SAID}).status_code == 422
    assert client.post("/setup/", {"code": "X", **SAID}).status_code == 422


def test_the_code_is_kept_as_a_hash_forgives_how_it_is_typed_and_is_good_once(client):
    old, code = new_code(), new_code()
    assert FirstRun.objects.count() == 1
    assert code.replace("-", "") not in FirstRun.objects.get().digest
    assert client.post("/setup/", {**SAID, "code": old}).status_code == 422
    assert client.post("/setup/", {**SAID, "code": code.replace("-", " ").lower()}).status_code == 302
    assert not FirstRun.objects.exists()


@pytest.mark.parametrize(("field", "value", "words"), [
    ("communities", "- 小区", "Line 1"), ("communities", "甲社区\n--楼", "Line 2"), ("communities", "HA 甲\nHA 乙", "Line 2"),
    ("communities", "---", "Line 1"), ("communities", "甲" * 90, "Line 1"), ("communities", "", "Fill this in"),
    ("communities", f"甲社区\n{'乙' * 76}", "Line 2"),
    ("bodies", "不存在社区：物业", "no community"), ("bodies", "HA：", "Line 1"), ("bodies", "局\n局", "stands in the register"),
    ("short", "五", "letters"), ("short", "HA", "is there already"), ("audit_name", "楚天", "three different"),
    ("audit_password", "short", "too short"), ("security_username", "chu", "taken"), ("name", "x\0", "cannot be read"),
    ("communities", "\n".join(["某社区"] * 2001), "2000"),
])
def test_what_cannot_stand_is_said_at_its_field_and_founds_nothing(client, field, value, words):
    answer = client.post("/setup/", {**SAID, "code": new_code(), field: value}, headers={"accept-language": "en"})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Place.objects.exists() and not User.objects.exists()
    assert FirstRun.objects.count() == 1, "the code stays good"


def test_tries_are_counted(client, monkeypatch):
    monkeypatch.setattr(first_run, "TRIES", 2)
    for _try in range(2):
        assert client.post("/setup/", {**SAID, "code": "wrong"}).status_code == 422
    assert send(client).status_code == 429


def test_a_founded_site_gives_no_code():
    small_world()
    with pytest.raises(CommandError):
        call_command("first_run_code")


def test_the_command_prints_a_code_that_opens(client, capsys):
    call_command("first_run_code")
    assert client.post("/setup/", {**SAID, "code": capsys.readouterr().out.strip()}).status_code == 302


def test_a_demonstration_founds_itself(client, settings):
    settings.YISHI_DEMO = True
    assert client.get("/").status_code == 200


def test_before_there_is_an_account_the_head_and_the_foot_offer_nothing_that_needs_one(client):
    page = client.get("/setup/").content.decode()
    for address in ("/sign-in/", "/search/", "/matters/", "/catalogue/"):
        assert f'href="{address}' not in page
    assert 'name="size"' in page and 'name="language"' in page
