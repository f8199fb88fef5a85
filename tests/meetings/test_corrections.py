"""Correcting signed minutes: proposed by one, countersigned by another, printed under the text, which stays as it was."""

import io
import json
import zipfile

import pytest
from django.core.cache import cache
from django.db import DatabaseError, transaction
from django.test import Client

from consultation.documents.kinds import WRITERS
from meetings.domain import corrections, minutes
from meetings.minutes.archive import pack
from meetings.models import Correction, CorrectionAnswer, Minutes
from tests.consultation.views.reading import page, reader
from tests.world import account, person, seat
from yishi.db.append_only import lifted
from yishi.documents.models import Document
from yishi.journal.models import Event
from yishi.people.duties import DUTIES
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Refused, Stale

from .builders import DAY, closed, on
from .builders import signed as signed_meeting

pytestmark = [pytest.mark.writes, pytest.mark.django_db]
LATER = DAY.replace(day=25)
WRONG, RIGHT, WHY = "采用方案B。", "采用方案A。", "记录时听错了"


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"
    yield
    cache.clear()  # what was checked is kept for a while


@pytest.fixture
def signed(world):
    return signed_meeting(world.own)


def proposed(meeting, **more):
    with on(LATER):
        return corrections.propose(meeting, by=meeting.recorder, **{"wrong": WRONG, "right": RIGHT, "reason": WHY, **more})


def corrected(meeting, **more):
    proposed(meeting, **more)
    with on(LATER, 11):
        return corrections.countersign(meeting, by=meeting.facilitator)


def where(meeting, end="minutes"):
    return f"/meetings/{meeting.pk}/{end}/"


def test_a_correction_stands_under_the_text_which_stays_as_it_was_signed(signed):
    before = Minutes.objects.get()
    answer = corrected(signed)
    after = Minutes.objects.get()
    assert (after.sections, after.sha256, after.n) == (before.sections, before.sha256, before.n)
    for end in ("minutes", "replay"):
        shown = page(None, where(signed, end))
        assert WRONG in shown and RIGHT in shown and WHY in shown and answer.sha256 in shown
    for end in ("minutes", "record"):
        assert "1 correction stands under the minutes." in page(None, where(signed, end)), "said before one reads the text"
    event = Event.objects.get(kind="corrections.countersigned")
    assert event.payload["hash"] == answer.sha256 and event.visibility == "public"
    said = json.dumps([row.payload for row in Event.objects.filter(kind__startswith="corrections.")], ensure_ascii=False)
    assert RIGHT not in said and WHY not in said


def test_until_it_is_countersigned_only_the_office_reads_it_and_who_presided_is_asked(signed, world):
    proposed(signed)
    for end in ("minutes", "replay", "record"):
        shown = page(None, where(signed, end))
        assert RIGHT not in shown and "stands under the minutes" not in shown
    assert RIGHT in page(signed.recorder, where(signed))
    there = world.own.people[Role.RESIDENT]
    signed.attendances.create(community=signed.community, person=there, capacity="observer")
    assert RIGHT not in page(there, where(signed)), "to have been there is no office"
    owed = DUTIES["corrections"].of
    assert [row.words for row in owed(signed.facilitator)] == [signed.title] and not owed(signed.recorder)
    with on(LATER, 11):
        corrections.refuse(signed, by=signed.facilitator, reason="录音里是B。")
    assert RIGHT not in page(None, where(signed)) and RIGHT not in page(there, where(signed))
    assert "录音里是B。" in page(signed.recorder, where(signed))
    assert owed(signed.facilitator) == [] and Document.objects.filter(kind="minutes").count() == 1


def test_nobody_answers_what_they_proposed(signed, world):
    clerk = signed.recorder
    seat(clerk, Role.FACILITATOR, world.own.community)
    row = proposed(signed)
    with on(LATER, 11):
        for act, more in ((corrections.countersign, {}), (corrections.refuse, {"reason": "不改"})):
            with pytest.raises(Refused):
                act(signed, by=clerk, **more)
        with pytest.raises(DatabaseError), transaction.atomic():
            CorrectionAnswer.objects.create(
                community=row.community, correction=row, countersigned=True, sha256="a" * 64, version=2, by=clerk)


def test_what_is_refused_and_what_is_invalid(signed, world):
    other = closed(world.other)[0]
    objection = minutes.record_objection(other, by=other.recorder, words="居民", text="不对")
    for more, field in (({"wrong": " "}, "wrong"), ({"right": WRONG}, "right"), ({"reason": ""}, "reason"),
                        ({"objection": objection}, "objection")):
        with pytest.raises(Invalid) as refusal:
            proposed(signed, **more)
        assert refusal.value.field == field
    for by in (signed.facilitator, person(world.own.community, "路人")):
        with pytest.raises(Forbidden):
            corrections.propose(signed, by=by, wrong=WRONG, right=RIGHT, reason=WHY)
    with pytest.raises(Refused):
        corrections.propose(other, by=other.recorder, wrong=WRONG, right=RIGHT, reason=WHY)
    with pytest.raises(Refused):
        corrections.countersign(signed, by=signed.facilitator)
    proposed(signed)
    with pytest.raises(Refused):
        proposed(signed)
    with pytest.raises(Stale):
        corrections.countersign(signed, by=signed.facilitator, seen_n=2)
    with pytest.raises(Invalid):
        corrections.refuse(signed, by=signed.facilitator, reason=" ")
    assert Correction.objects.count() == 1 and not CorrectionAnswer.objects.exists()


def test_an_objection_that_is_upheld_leads_to_it(world):
    meeting, _entries = closed(world.own)
    with on(meeting.date, 21):
        objection = minutes.record_objection(meeting, by=meeting.recorder, words="居民代表", text="我说的是方案A。")
        minutes.sign(meeting, by=meeting.recorder)
        minutes.countersign(meeting, by=meeting.facilitator)
    form = f"/acts/corrections.propose/{meeting.pk}/"
    assert "我说的是方案A。" in page(meeting.recorder, form)
    corrected(meeting, objection=objection)
    assert "Upholds the objection" in page(None, where(meeting)) and "我说的是方案A。" not in page(meeting.recorder, form)


def test_the_paper_gets_a_version_and_the_earlier_one_stays(signed):
    answer = corrected(signed)
    first, second = Document.objects.filter(kind="minutes").order_by("version")
    text = Minutes.objects.get()
    assert (first.version, second.version) == (text.n, text.n + 1)
    old, new = [WRITERS["minutes"](document).html for document in (first, second)]
    assert f"/check/{text.sha256}/" in old and WHY not in old
    assert f"/check/{answer.sha256}/" in new and WHY in new and RIGHT in new
    for version, status in (("", 202), (first.version, 202), (second.version, 202), (9, 404), ("x", 404)):
        assert Client().get(f"/meetings/{signed.pk}/minutes.pdf?version={version}").status_code == status
    corrected(signed, right="采用方案C。")
    assert WRITERS["minutes"](second).html == new, "what was printed is printed the same"


def test_both_codes_lead_to_the_check_which_sees_a_changed_correction(signed):
    answer, text = corrected(signed), Minutes.objects.get()
    assert Client().get(f"/check/{answer.sha256}/").headers["Location"] == f"/check/{text.sha256}/"
    shown = page(None, f"/check/{text.sha256}/")
    assert "Everything in these minutes agrees." in shown and RIGHT in shown
    cache.clear()
    with lifted():
        Correction.objects.update(right="采用方案D。")
    assert "Do not rely on it." in page(None, f"/check/{text.sha256}/")


def test_it_is_in_the_file_of_the_meeting(signed, world):
    corrected(signed)
    into = io.BytesIO()
    pack(signed, into, viewer=world.own.people[Role.COMMUNITY_SECRETARY])
    file = zipfile.ZipFile(into)
    assert json.loads(file.read("record/meetings.correction.json"))[0]["right"] == RIGHT
    assert json.loads(file.read("record/meetings.correctionanswer.json"))[0]["countersigned"] is True
    assert [row["version"] for row in json.loads(file.read("papers.json"))] == [1, 2]


def offered_to(viewer, meeting):
    return reader(viewer).get(where(meeting)).content.decode()


def test_at_the_desk(signed):
    clerk, chair = Client(), Client()
    clerk.force_login(account(signed.recorder))
    chair.force_login(account(signed.facilitator))
    propose, countersign, refuse = (f"/acts/corrections.{verb}/{signed.pk}/" for verb in ("propose", "countersign", "refuse"))
    with on(LATER):
        offered = offered_to(signed.recorder, signed), offered_to(signed.facilitator, signed)
        assert propose in offered[0] and countersign not in offered[1]
        given = {"wrong": WRONG, "right": RIGHT, "reason": WHY, "seen": "signed"}
        kept = clerk.post(propose, given | {"right": WRONG})
        assert kept.status_code == 422 and WHY in kept.content.decode()
        assert clerk.post(propose, given).status_code == 302
        offered = offered_to(signed.recorder, signed), offered_to(signed.facilitator, signed)
        assert countersign in offered[1] and refuse in offered[1] and propose not in offered[0]
        assert f"“{WRONG[:-1]}” must read “{RIGHT[:-1]}”." in page(signed.facilitator, countersign)
        assert chair.post(refuse, {"reason": "", "seen_n": "1"}).status_code == 422
        assert chair.post(countersign, {"read": "on", "seen_n": "7"}).status_code == 409
        first = chair.post(countersign, {"read": "on", "seen_n": "1"})
        assert first.status_code == 200 and not CorrectionAnswer.objects.exists(), "it is looked at before it is done"
        looked = first.context["form"].data["looked"]
        assert chair.post(countersign, {"read": "on", "seen_n": "1", "looked": looked}).status_code == 302
    assert RIGHT in page(None, where(signed))


def test_who_objects_after_both_have_signed_reads_where_to_turn(world):
    meeting, _entries = closed(world.own)
    where, words = (meeting.get_absolute_url(), f"/meetings/{meeting.pk}/minutes/"), "no objection is taken into these minutes"
    with on(DAY, 21):
        assert not any(words in page(None, address) for address in where)
        minutes.sign(meeting, by=meeting.recorder)
        minutes.countersign(meeting, by=meeting.facilitator)
        assert all(words in page(None, address) for address in where)
        with pytest.raises(Refused):
            minutes.record_objection(meeting, by=meeting.recorder, words="居民", text="不对")
