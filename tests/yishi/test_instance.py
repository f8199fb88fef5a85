import datetime as dt
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from PIL import Image

from tests.consultation.views.reading import picture
from tests.world import account
from yishi.clock.story import today
from yishi.instance.domain import settings as instance
from yishi.instance.models import Instance
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Stale

pytestmark = pytest.mark.django_db
WHOLE = {
    "organiser": "望澜市梧桐里街道办事处", "tel": "0000-555-0100", "icp": "澜ICP备2026000001号",
    "police_filing": "澜公网安备 00000002000001号", "site_code": "0000000001", "fault_address": "fault@example.gov.cn",
}


def change(world, **said):
    return instance.change(world.street, by=world.staff[Role.SYSTEM_ADMIN], **said)


def foot(client, address="/rights/"):
    return client.get(address, headers={"accept-language": "en"}).content.decode().partition("<footer")[2]


def test_what_is_not_set_is_not_shown(client, world):
    shown = foot(client)
    assert "梧桐里街道" in shown
    for absent in ("ICP", "Site code", "beian", "Telephone", "mailto"):
        assert absent not in shown
    assert 'href="/catalogue/fault/?page=/rights/"' in shown, "what is wrong is told of the very page"


@pytest.mark.writes
def test_what_is_set_stands_in_the_foot_of_every_page(client, world):
    change(world, **WHOLE)
    shown = foot(client)
    for words in (*list(WHOLE.values())[:-1], "mailto:fault@example.gov.cn", "webSearch?code=00000002000001"):
        assert words in shown
    assert 'href="/catalogue/fault/?page=/rights/"' in shown, "a fault of the site itself has an address beside it"
    event = Event.objects.get(kind="instance.changed")
    assert event.payload == {"fields": sorted(WHOLE)}
    change(world, **WHOLE)
    assert Event.objects.filter(kind="instance.changed").count() == 1, "nothing changed, nothing is written"


@pytest.mark.writes
def test_the_site_stands_in_grey_on_the_days_of_mourning(client, world):
    day = today()
    change(world, mourning_since=day, mourning_until=day)
    assert "mourning" in client.get("/rights/").content.decode().partition(">")[2].partition(">")[0]
    change(world, mourning_since=day - dt.timedelta(days=2), mourning_until=day - dt.timedelta(days=1))
    assert 'mourning"' not in client.get("/rights/").content.decode()


@pytest.mark.parametrize(("said", "field"), [
    ({"site_code": "12"}, "site_code"), ({"fault_address": "javascript:alert(1)"}, "fault_address"),
    ({"competent_tel": "0000-1"}, "competent_name"),
    ({"fault_address": "https://[::1"}, "fault_address"), ({"fault_address": "a@@b"}, "fault_address"),
    ({"mourning_since": dt.date(2026, 4, 4)}, "mourning_until"), ({"mourning_until": dt.date(2026, 4, 4)}, "mourning_since"),
    ({"mourning_since": dt.date(2026, 4, 4), "mourning_until": dt.date(2026, 4, 3)}, "mourning_until"),
])
def test_what_cannot_stand_is_refused_at_its_field(world, said, field):
    with pytest.raises(Invalid) as refusal:
        change(world, **said)
    assert refusal.value.field == field
    assert not Instance.objects.exists()


@pytest.mark.writes
def test_an_older_form_does_not_undo_a_newer_one(world):
    row = change(world, tel="1")
    change(world, seen=row.version, tel="2")
    with pytest.raises(Stale):
        change(world, seen=row.version - 1, tel="3")
    assert Instance.objects.get().tel == "2"


@pytest.mark.parametrize("role", [Role.STREET_DIRECTOR, Role.AUDIT_ADMIN, Role.COMMUNITY_SECRETARY, Role.RESIDENT])
def test_nobody_else_keeps_the_settings(world, role):
    with pytest.raises(Forbidden):
        instance.change(world.street, by=world.own.people[role], tel="1")


def test_the_form_saves_and_a_refusal_keeps_what_was_typed(client, world):
    client.force_login(account(world.staff[Role.SYSTEM_ADMIN]))
    answer = client.post("/settings/", {**WHOLE, "site_code": "12", "seen": 0})
    assert answer.status_code == 422
    assert WHOLE["icp"] in answer.content.decode()
    assert client.post("/settings/", {**WHOLE, "seen": 0}).status_code == 302
    assert client.post("/settings/", {"tel": "5", "seen": 0}).status_code == 409
    assert WHOLE["icp"] in client.get("/settings/").content.decode()


@pytest.mark.parametrize("kind", ["terms", "privacy", "accessibility"])
def test_the_texts_come_with_the_site_and_may_be_ones_own(client, world, kind):
    assert client.get(f"/{kind}/").content.decode().count("<section") >= 3
    change(world, **{kind: "我们的规定。\n\n<script>第二段</script>"})
    shown = client.get(f"/{kind}/").content.decode()
    assert "<p>我们的规定。</p>" in shown
    assert "<script>第" not in shown
    assert f"/{kind}/" in foot(client)


@pytest.mark.parametrize("days", [0, 16, -1])
def test_a_report_is_answered_within_one_to_fifteen_working_days(world, days):
    with pytest.raises(Invalid, match=str(days)) as refusal:
        change(world, answer_workdays=days)
    assert refusal.value.field == "answer_workdays"
    with pytest.raises(IntegrityError), transaction.atomic():
        Instance.objects.create(community=world.street, answer_workdays=16)


def test_left_empty_the_days_for_an_answer_are_the_usual_five(client, world):
    change(world, answer_workdays=9)
    client.force_login(account(world.staff[Role.SYSTEM_ADMIN]))
    assert 'value="9"' in client.get("/settings/").content.decode()
    assert client.post("/settings/", {**WHOLE, "seen": 1, "answer_workdays": ""}).status_code == 302
    assert Instance.objects.get().answer_workdays == 5


PORTAL = {
    "portal_name": "望澜市门户", "portal_name_en": "Wanglan portal", "portal_url": "https://www.wanglan.example/",
    "portal_links": "办事|https://zwfw.wanglan.example/|Services\n新闻 | https://news.wanglan.example/", "portal_narrow": "on",
}


def head(client, language):
    shown = client.get("/rights/", headers={"accept-language": language}).content.decode()
    return shown.partition("<body")[2].partition("<main")[0]


def test_the_head_of_a_portal_stands_above_our_own_in_both_languages(client, world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    assert 'class="portal"' not in head(client, "en") and client.get("/portal/crest.png").status_code == 404
    client.force_login(account(world.staff[Role.SYSTEM_ADMIN]))
    said = {**WHOLE, **PORTAL, "seen": 0, "crest": picture((600, 400))}
    assert client.post("/settings/", said).status_code == 302
    shown = head(client, "en")
    for words in ("Wanglan portal", 'href="https://www.wanglan.example/"', "Services", "新闻", "in-portal", "/portal/crest.png?"):
        assert words in shown, words
    assert "望澜市门户" in head(client, "zh-hans") and ">办事<" in head(client, "zh-hans")
    crest = client.get("/portal/crest.png")
    assert crest["Content-Type"] == "image/png" and Image.open(BytesIO(crest.getvalue())).size == (180, 120)
    assert client.post("/settings/", {**WHOLE, **PORTAL, "seen": 1, "no_crest": "on"}).status_code == 302
    assert "crest.png" not in head(client, "en")


@pytest.mark.parametrize(("said", "field"), [
    ({"portal_links": "a|https://a.example"}, "portal_name"), ({"portal_name": "门户", "portal_url": "mailto:a@b.cn"}, "portal_url"),
    ({"portal_name": "门户", "portal_links": "a|javascript:alert(1)"}, "portal_links"),
    ({"portal_name": "门户", "portal_links": "一\n"}, "portal_links"),
    ({"portal_name": "门户", "portal_links": "a|https://a.example\n" * 7}, "portal_links"),
    ({"portal_name": "门户", "crest": SimpleUploadedFile("x.png", b"<svg onload='x'/>")}, "crest"),
])
def test_a_portal_that_cannot_stand_is_refused_at_its_field(world, said, field):
    with pytest.raises(Invalid) as refusal:
        change(world, **said)
    assert refusal.value.field == field
