"""The report form: no log-in before the last step, nothing typed is lost, and nothing that is sent breaks it."""

import struct
import zlib
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from consultation import drafts
from consultation.domain import answers as reports
from consultation.models import Report
from consultation.queries.reports import answer_due
from tests.consultation.builders_collect import LAMPS, at, clerk, filed, neighbours, opened
from tests.consultation.desk.asking import filled
from tests.consultation.views.reading import EVIL, page, picture, reader, words
from tests.world import account, place
from yishi.instance.domain import settings as instance
from yishi.people.enums import PlaceKind, Role
from yishi.people.models import Place

pytestmark = [pytest.mark.django_db, pytest.mark.writes]
FORM = "/reports/new/"


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def typed(world):
    return {
        "text": LAMPS, "place": world.own.estate.pk, "place_words": "3号楼2单元", "wish": "help", "title": "", "category": "",
        "public_name": "surname", "website": "",
    }


def test_a_resident_files_a_report_with_a_photo(world, typed):
    resident = world.own.people[Role.RESIDENT]
    found = reader(resident).post(FORM, typed | {"photo": picture()}, follow=True)
    report = Report.objects.get()
    assert f"Received as {report.code}." in words(found)
    assert (report.text, report.reporter, report.place, report.place_words, report.public_name) == (
        LAMPS, resident, world.own.estate, "3号楼2单元", "surname"
    )
    assert report.attachments.get().content_type == "image/png"


def test_a_double_click_files_one_report_and_shows_its_receipt_twice(world, typed):
    client = reader(world.own.people[Role.RESIDENT])
    once = client.get(FORM).content.decode().partition('name="once" value="')[2].partition('"')[0]
    first, second = (client.post(FORM, typed | {"once": once}) for _ in range(2))
    assert once and first.headers["Location"] == second.headers["Location"]
    assert Report.objects.count() == 1
    client.post(FORM, typed | {"once": once, "text": "另外一件事：二单元门口堆着杂物"})
    assert Report.objects.count() == 2


def test_a_visitor_types_first_and_signs_in_last_and_loses_nothing(world, typed):
    client = reader()
    answer = client.post(FORM, typed | {"photo": picture()})
    assert answer.headers["Location"] == f"/sign-in/?next={FORM}"
    assert not Report.objects.exists()
    account(world.own.people[Role.RESIDENT], "xiaolin")
    answer = client.post(f"/sign-in/?next={FORM}", {"username": "xiaolin", "password": "pass-word-1"})
    assert answer.headers["Location"] == FORM
    form = client.get(FORM)
    assert LAMPS in form.content.decode() and "3号楼2单元" in form.content.decode()
    assert "Here is what you typed. Look it over and send it. Your photo is kept too." in words(form)
    client.post(FORM, typed)  # the browser sends no file a second time
    report = Report.objects.get()
    assert report.attachments.count() == 1
    assert default_storage.listdir(drafts.FOLDER)[1] == []
    assert LAMPS not in client.get(FORM).content.decode()


def test_what_was_typed_stays_whatever_is_wrong(world, typed):
    for changes, said in (
        ({"text": ""}, "Say in a sentence or two what the matter is."),
        ({"text": "长" * 20_001}, "at most 20000 characters"),
        ({"text": "x\0y"}, "characters in it that cannot be read"),
        ({"place": ""}, "Choose where it is."),
        ({"place": "99999999"}, "This place is not in the list any more."),
        ({"place": "2026-02-30"}, "This place is not in the list any more."),
        ({"place": str(2**70)}, "This place is not in the list any more."),
        ({"title": "长" * 61}, "at most 60 characters"),
        ({"wish": "<b>"}, "is not in the list. Choose one that is."),
        ({"public_name": ""}, "Choose one."),
        ({"category": "7"}, "is not in the list"),
        ({"website": "http://spam"}, "Leave this empty."),
    ):
        answer = reader(world.own.people[Role.RESIDENT]).post(FORM, typed | changes)
        assert answer.status_code == 422, changes
        assert said in words(answer), changes
        assert "3号楼2单元" in answer.content.decode() and "What you typed is still here." in words(answer)
    client = reader(world.own.people[Role.RESIDENT])
    untouched = client.post(FORM, filled(client.get(FORM).context["form"]))
    assert untouched.status_code == 422 and "What you typed is still here." not in words(untouched), "nothing was typed"
    assert not Report.objects.exists()


def test_a_place_whose_community_is_gone_is_refused_in_words(world, typed):
    lost = place("LOST", PlaceKind.ESTATE)
    answer = reader(world.own.people[Role.RESIDENT]).post(FORM, typed | {"place": lost.pk})
    assert "This place is not in the list any more. Choose another one." in words(answer)
    client = reader()
    client.post(FORM, typed | {"place": place("SOON", PlaceKind.ESTATE, world.own.community).pk})
    Place.objects.filter(code="SOON").delete()
    found = client.get(FORM)
    assert "This place is not in the list any more." in words(found) and LAMPS in found.content.decode()


def bomb():
    """Return a PNG of a few hundred bytes that claims 50,000 × 50,000 pixels."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    return SimpleUploadedFile("bomb.png", b"\x89PNG\r\n\x1a\n" + body, "image/png")


@pytest.mark.parametrize(
    ("photo", "said"),
    [
        (bomb, "This picture has more than 40 million pixels. Send it smaller."),
        (lambda: SimpleUploadedFile("x.png", b"GIF89a" + b"\xff" * 40, "image/png"), "Files of this kind are not taken in."),
        (lambda: SimpleUploadedFile("x.html", EVIL.encode(), "image/png"), "Files of this kind are not taken in."),
        (lambda: SimpleUploadedFile("x.png", b"", "image/png"), "This file is empty."),
        (lambda: SimpleUploadedFile("x.jpg", b"\xff\xd8\xff" + b"0" * (10 * 1024 * 1024), "image/jpeg"), "larger than 10 MB"),
        (lambda: SimpleUploadedFile("x.png", picture((900, 900)).read()[:900], "image/png"), "This picture is damaged"),
    ],
    ids=["bomb", "broken", "html", "empty", "large", "cut"],
)
def test_a_photo_that_cannot_be_taken_is_a_sentence_and_nothing_is_lost(world, typed, photo, said):
    for who in (None, world.own.people[Role.RESIDENT]):
        answer = reader(who).post(FORM, typed | {"photo": photo()})
        assert answer.status_code == 422
        assert said in words(answer)
        assert LAMPS in answer.content.decode()
    assert not Report.objects.exists()


def test_the_sixth_report_within_an_hour_is_refused_and_kept(world, typed):
    client = reader(world.own.people[Role.RESIDENT])
    for n in range(5):
        filed(world.own, text=f"问题{n}")
    answer = client.post(FORM, typed)
    assert answer.status_code == 409
    assert "You have filed 5 reports within an hour." in words(answer) and LAMPS in answer.content.decode()


def test_a_visitor_s_address_sends_so_many_forms_an_hour(world, typed):
    client = reader()
    with patch("consultation.views.reports.TRIES", 2):
        assert [client.post(FORM, typed).status_code for _ in range(3)] == [302, 302, 429]
        answer = client.post(FORM, typed)
        assert "Too many forms have come from your connection." in words(answer) and LAMPS in answer.content.decode()
        assert reader(world.own.people[Role.RESIDENT]).post(FORM, typed).status_code == 302


def test_who_may_not_file_is_told_who_may(world, typed):
    answer = reader(world.other.people[Role.RESIDENT]).post(FORM, typed)
    assert answer.status_code == 403
    assert "“File a report” is up to" in words(answer) and LAMPS in answer.content.decode()


def test_what_is_like_it_is_suggested_and_never_in_the_way(world, typed):
    opened(world.own, filed(world.own, title="楼道灯全黑了"))
    filed(world.own, title="还没并入的一条")
    answer = reader().post(FORM, {"text": LAMPS, "place": world.own.estate.pk, "look": "1"})
    assert answer.status_code == 200
    assert "Is it one of these? " in words(answer) and "楼道灯全黑了" in words(answer)
    assert "还没并入的一条" not in words(answer)  # nobody but neighbours reads it yet
    assert "have to be changed" not in words(answer) and LAMPS in answer.content.decode()
    fragment = reader().get("/reports/similar/", {"text": LAMPS, "place": world.own.estate.pk})
    assert "楼道灯全黑了" in words(fragment) and "<html" not in fragment.content.decode()
    for query in ({}, {"text": "\0", "place": "x"}, {"text": "一只猫", "place": world.own.estate.pk}):
        assert "Nothing like it has been reported so far." in words(reader().get("/reports/similar/", query))


def test_the_form_begins_with_the_name_one_chose(world):
    shy = world.own.people[Role.RESIDENT]
    shy.public_name = "anonymous"
    shy.save()
    assert reader(shy).get(FORM).context["form"]["public_name"].value() == "anonymous"
    assert "Go on: sign in and send" in page(None, FORM)


def test_photos_of_drafts_that_nobody_sent_are_swept_away(world, typed, monkeypatch):
    reader().post(FORM, typed | {"photo": picture()})
    assert drafts.sweep() == 0
    monkeypatch.setattr(drafts, "KEPT", drafts.dt.timedelta(0))
    assert drafts.sweep() == 1


def test_a_body_beyond_every_limit_is_a_page_and_no_failure(world, typed):
    answer = reader(world.own.people[Role.RESIDENT]).post(FORM, typed | {"text": "长" * 5_000_000})
    assert answer.status_code == 413
    assert "That was too large" in words(answer) and "still has what you typed" in words(answer)


def test_after_sending_it_says_who_reads_it_until_when_and_how_to_follow_it(world, typed):
    resident = world.own.people[Role.RESIDENT]
    client = reader(resident)
    with at("2026-04-17"):
        found = client.post(FORM, typed, follow=True)
        report = Report.objects.get()
        sent = f"/reports/{report.code}/sent/"
        assert found.redirect_chain == [(sent, 302)] and found.content.decode().count("<h1") == 1
        assert f"{clerk(world.own).name}, recorder of {world.own.community.name}, reads it" in words(found)
        assert "7 days left Fri 24 April Why this day" in words(found)
        assert "5 days counted" in words(found) and "Not counted: Sat 18 April weekend" in words(found)
        assert "Not answered yet." in page(resident, f"/reports/{report.code}/")
    neighbour, = neighbours(world.own, 1)
    assert reader(neighbour).get(sent).headers["Location"] == f"/reports/{report.code}/"
    reports.dispose(report, "declined", "没有预算。", by=clerk(world.own))
    assert client.get(sent).headers["Location"] == f"/reports/{report.code}/"  # it has been answered: nothing is to come


def test_the_place_is_chosen_from_the_tree_and_stays_chosen(world, typed):
    building = place("B-7", PlaceKind.BUILDING, world.own.estate, name="7号楼")
    resident = world.own.people[Role.RESIDENT]
    visited, at_home = reader().get(FORM).content.decode(), reader(resident).get(FORM).content.decode()
    assert visited.count("<details open><summary>") == 0 and at_home.count("<details open><summary>") == 1
    assert f'name="place" value="{building.pk}"' in visited and "<select name=\"place\"" not in visited
    answer = reader(resident).post(FORM, typed | {"place": building.pk, "text": ""})
    assert answer.status_code == 422
    assert f'value="{building.pk}" checked' in answer.content.decode()
    assert answer.content.decode().count("<details open><summary>") == 2  # its community, and its estate
    reader(resident).post(FORM, typed | {"place": building.pk})
    report = Report.objects.get()
    assert report.place == building and report.community == world.own.community
    assert f"{world.own.estate.name} 7号楼" in page(resident, f"/reports/{report.code}/")


def test_a_photo_that_cannot_be_taken_keeps_the_words_and_the_next_one_goes_through(world, typed):
    client = reader(world.own.people[Role.RESIDENT])
    answer = client.post(FORM, typed | {"photo": SimpleUploadedFile("a.mov", b"no picture", "video/quicktime")})
    assert answer.status_code == 422 and LAMPS in answer.content.decode() and not Report.objects.exists()
    client.post(FORM, typed | {"photo": picture(), "text": ""})  # words missing: the photo is kept
    client.post(FORM, typed)
    assert Report.objects.get().attachments.count() == 1


def test_the_days_for_the_answer_are_the_rule_of_the_day_it_came_in(world, typed):
    resident, admin = world.own.people[Role.RESIDENT], world.staff[Role.SYSTEM_ADMIN]
    before = filed(world.own, by=resident)
    assert "within 5 working days" in words(reader().get(FORM))
    instance.change(world.street, by=admin, answer_workdays=1)
    after = filed(world.own, by=resident)
    assert "within 1 working day. Fire" in words(reader().get(FORM))
    days = [len([line for line in answer_due(report).working if line[1]]) for report in (before, after)]
    assert days == [5, 1]
    assert "within 5 working days, and sooner" in words(reader(resident).get(before.get_absolute_url()))
    assert "within 1 working day, and sooner" in words(reader(resident).get(after.get_absolute_url()))
