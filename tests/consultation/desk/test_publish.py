"""The result by its forms: drafted, numbered, posted, published, objected to, answered, filed, corrected."""

import datetime as dt
import io

import pytest
from PIL import Image

from consultation.models import InquiryNote, MinorityOpinion, Objection, Resolution
from tests.consultation import builders_outcomes as b
from tests.world import person
from yishi.people.enums import Role

from .asking import EVIL, address, done, drawn, late, refused, signed_in

pytestmark = pytest.mark.django_db


def role(world, name):
    return world.own.people[name]


def drafted(world):
    """Draft the resolution of a decided matter by the form; return the Resolution."""
    made = b.decided_matter(world.own)
    world.own.community.short = "槐"
    world.own.community.save()
    with b.at(b.DRAFTED):
        done(role(world, Role.RECORDER), "outcomes.draft", made)
    return Resolution.objects.get(matter=made)


def test_resolution_is_begun_in_the_language_of_the_site_whatever_its_author_reads(world, chinese, settings):
    settings.LANGUAGE_CODE = "zh-hans"
    made = b.decided_matter(world.own)
    with b.at(b.DRAFTED):
        _client, data = drawn(role(world, Role.RECORDER), "outcomes.draft", made, HTTP_ACCEPT_LANGUAGE="en")
    assert data["title"] == f"关于{made.title}的协商决议"
    assert "同意" in data["paragraphs"]


@pytest.mark.writes
def test_from_the_draft_to_the_published_resolution(world):
    resolution = drafted(world)
    recorder, secretary, made = role(world, Role.RECORDER), role(world, Role.COMMUNITY_SECRETARY), resolution.matter
    assert made.title in resolution.title
    assert "是否同意加装电梯" in resolution.paragraphs[0], "the certified count is offered as the first paragraph"
    with b.at(b.POSTED):
        done(recorder, "outcomes.revise", resolution, paragraphs="经表决通过。\n\n采用错层入户方案。")
        assert resolution.paragraphs == ["经表决通过。", "采用错层入户方案。"]
        assert "posting of at least 15 days" in refused(secretary, "outcomes.publish", resolution)
        assert "槐协决〔2026〕" in signed_in(recorder).get(address("outcomes.take_number", resolution)).content.decode()
        done(recorder, "outcomes.take_number", resolution)
        naming = address("outcomes.name_task", resolution)
        assert "Is it not so?" in signed_in(recorder).get(naming).content.decode()
        done(recorder, "outcomes.name_task", resolution, text="签订合同", body_words="实施小组")
        assert "Is it not so?" not in signed_in(recorder).get(naming).content.decode(), "a task is named: there is none no more"
        answer = done(recorder, "outcomes.name_task", resolution, text="办理报建", body=str(world.office.pk), due="2026-05-20")
        undo = f"{address('outcomes.drop_task', resolution)}?n=2"
        assert undo in "".join(str(message) for message in answer.wsgi_request._messages._queued_messages)
        assert signed_in(recorder).get(undo).context["form"]["n"].value() in (2, "2"), "the task just named is the one offered"
        done(recorder, "outcomes.drop_task", resolution, n="1")
        done(recorder, "outcomes.record_minority", made, text="低层采光受影响", answer="给予补偿")
        done(recorder, "postings.post", made, channels="小区公示栏")
        officer = role(world, Role.DISCLOSURE_OFFICER)
        assert "办理报建" in signed_in(officer).get(address("releases.review", resolution)).content.decode()
        assert "look for secrets" in refused(officer, "releases.review", resolution, status=422, result="whole").lower()
        done(officer, "releases.review", resolution, result="partly", secrets_checked="on", reason="third_party",
             basis="条例第十五条", words="隐去户主姓名")
        done(secretary, "outcomes.publish", resolution)
    assert (resolution.state, str(resolution.number)) == ("published", "槐协决〔2026〕1号")
    posting = made.postings.get(purpose="resolution")
    assert (posting.until - posting.since).days == 15
    assert resolution.tasks.get().body == world.office
    assert MinorityOpinion.objects.get().answer == "给予补偿"


def test_a_minority_opinion_is_answered_later_with_the_opinion_before_ones_eyes(world):
    made = drafted(world).matter
    with b.at(b.POSTED):
        done(role(world, Role.FACILITATOR), "outcomes.record_minority", made, text="希望保留绿地")
        opinion = MinorityOpinion.objects.get()
        where = address("outcomes.answer_minority", opinion)
        assert "希望保留绿地" in signed_in(role(world, Role.RECORDER)).get(where).content.decode()
        late(role(world, Role.RECORDER), "outcomes.record_no_minority", made)
        done(role(world, Role.RECORDER), "outcomes.answer_minority", opinion, answer="已保留")
    assert opinion.state == "answered"


def test_who_records_that_there_is_no_minority_opinion_has_the_count_before_their_eyes(world):
    made = drafted(world).matter
    page = signed_in(role(world, Role.RECORDER)).get(address("outcomes.record_no_minority", made)).content.decode()
    assert "In favour" in page and address("outcomes.record_minority", made) in page


def test_a_resident_objects_and_is_answered(world):
    made = b.published(world.own).matter
    resident = role(world, Role.RESIDENT)
    with b.at("2026-04-20"):
        client, data = drawn(resident, "objections.object_to", made)
        assert not {"on_behalf_of", "words", "raised_on"} & set(data), "of a resident only the words are asked"
        refused(resident, "objections.object_to", made, 422, text="   ")
        for _n in range(2):
            assert client.post(address("objections.object_to", made), data | {"text": "影响采光"}).status_code == 302
        objection = Objection.objects.get()
        assert objection.person == resident
        assert "objection" in refused(role(world, Role.RECORDER), "outcomes.end_posting", made)
        where = address("objections.answer", objection)
        assert "影响采光" in signed_in(role(world, Role.COMMUNITY_SECRETARY)).get(where).content.decode()
        done(role(world, Role.COMMUNITY_SECRETARY), "objections.answer", objection, reply="已做日照分析")
        assert "再答一次" in late(role(world, Role.COMMUNITY_SECRETARY), "objections.answer", objection, reply="再答一次")
    assert (objection.reply, objection.state) == ("已做日照分析", "answered")


def test_the_office_enters_what_somebody_says_at_the_desk(world):
    made, recorder = b.published(world.own).matter, role(world, Role.RECORDER)
    with b.at("2026-04-20"):
        done(recorder, "objections.object_to", made, text="电话反映", words="一位路过的老人", raised_on="2026-04-18")
        page = refused(recorder, "inquiries.ask", made, 422, text="费用多少？", on_behalf_of="没有这个人")
        assert "费用多少？" in page
        done(recorder, "inquiries.ask", made, text="费用多少？", on_behalf_of=role(world, Role.RESIDENT).name)
        note = InquiryNote.objects.get()
        done(role(world, Role.SUPERVISORY_MEMBER), "inquiries.answer", note, reply="见决议第二条")
    assert Objection.objects.get().raised_on == dt.date(2026, 4, 18)
    assert (note.person, note.state) == (role(world, Role.RESIDENT), "answered")


def test_what_came_late_to_the_office_is_offered_for_the_last_day_on_which_one_could_object(world):
    resolution, recorder = b.published(world.own), role(world, Role.RECORDER)
    made = resolution.matter
    with b.at("2026-04-20"):
        b.settle(world.own, resolution)
        assert drawn(recorder, "objections.object_to", made)[1]["raised_on"] == "2026-04-20"
    with b.at("2026-04-30"):
        done(role(world, Role.COMMUNITY_SECRETARY), "outcomes.end_posting", made)
    with b.at("2026-05-06"):
        assert drawn(recorder, "objections.object_to", made)[1]["raised_on"] == b.LAST_DAY.isoformat()
        done(recorder, "objections.object_to", made, text="信箱里的来信", words="一位老人")
    assert Objection.objects.get().raised_on == b.LAST_DAY


def test_who_objects_before_there_is_a_result_reads_what_is_missing(world):
    made = b.decided_matter(world.own)
    assert "先说一句" in late(role(world, Role.RESIDENT), "objections.object_to", made, text="先说一句")


def photo():
    """Return a small JPEG as a browser uploads it."""
    stream = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(stream, "JPEG")
    stream.name = "board.jpg"
    stream.seek(0)
    return stream


@pytest.mark.writes
def test_the_posting_is_proved_reported_back_filed_and_ended(world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    resolution = b.published(world.own)
    made, recorder, secretary = resolution.matter, role(world, Role.RECORDER), role(world, Role.COMMUNITY_SECRETARY)
    b.with_backers(world.own, made)
    posting = made.postings.get(purpose="resolution")
    with b.at("2026-04-20"):
        done(recorder, "postings.prove", posting, channel="小区公示栏", caption="公示栏照片", upload=photo())
        for _each in ("reporters", "supporters", "stakeholders"):
            done(recorder, "outcomes.report_back", made, channel="站内通知")
        done(secretary, "filing.file_with_street", resolution, received_words="街道社区办")
        assert "15" in refused(secretary, "outcomes.end_posting", made)
    with b.at("2026-04-30"):
        done(secretary, "outcomes.end_posting", made)
    proof = posting.proofs.get()
    assert (proof.attachment.kind, proof.attachment.content_type) == ("proof", "image/jpeg")
    assert set(made.reports_back.values_list("to", flat=True)) == {"reporters", "supporters", "stakeholders"}
    assert made.state == "executing"


def test_a_file_that_is_no_picture_is_refused_and_proves_nothing(world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    posting = b.published(world.own).matter.postings.get(purpose="resolution")
    bad = io.BytesIO(b"not a picture")
    bad.name = "board.jpg"
    with b.at("2026-04-20"):
        page = refused(role(world, Role.RECORDER), "postings.prove", posting, 422, channel="小区公示栏",
                       caption="公示栏照片", upload=bad)
    assert "公示栏照片" in page
    assert not posting.proofs.exists()
    assert not posting.matter.attachments.exists()


def test_a_posting_entered_by_mistake_is_withdrawn(world):
    posting = b.published(world.own).matter.postings.get(purpose="resolution")
    with b.at("2026-04-20"):
        done(role(world, Role.RECORDER), "postings.withdraw", posting, reason="地点写错")
    assert posting.state == "withdrawn"


def test_the_street_orders_a_correction_and_a_new_version_takes_the_old_text_over(world):
    resolution = b.published(world.own)
    recorder = role(world, Role.RECORDER)
    with b.at("2026-04-20"):
        assert send_forbidden(recorder, resolution) == 403
        done(role(world, Role.STREET_DIRECTOR), "filing.order_correction", resolution, reason="第二条与规划不符")
        done(recorder, "outcomes.correct", resolution, reason="按街道责令改正")
    new = Resolution.objects.get(version=2)
    assert (new.paragraphs, new.reason) == (b.PARAGRAPHS, "按街道责令改正")
    assert resolution.state == "ordered_to_correct"


def send_forbidden(who, resolution):
    return signed_in(who).get(address("filing.order_correction", resolution)).status_code


def test_a_stale_form_keeps_the_new_words(world):
    resolution = drafted(world)
    recorder, secretary = role(world, Role.RECORDER), role(world, Role.COMMUNITY_SECRETARY)
    with b.at(b.POSTED):
        client, data = drawn(recorder, "outcomes.revise", resolution)
        b.make_ready(world.own, resolution)
        done(secretary, "outcomes.publish", resolution)
        answer = client.post(address("outcomes.revise", resolution), data | {"title": "迟到的新标题"})
    assert answer.status_code == 409
    assert "迟到的新标题" in answer.content.decode()


def test_html_in_every_field_is_text(world):
    resolution = drafted(world)
    made, recorder, posting = resolution.matter, role(world, Role.RECORDER), None
    made.title = EVIL[:60]
    made.save()
    with b.at(b.POSTED):
        posting = b.post_resolution(world.own, made)
        opinion = MinorityOpinion.objects.create(
            community=made.community, matter=made, n=1, text=EVIL, recorded_by=recorder
        )
        done(recorder, "outcomes.name_task", resolution, text=EVIL, body_words=EVIL)
        things = {
            "outcomes.revise": resolution, "outcomes.take_number": resolution, "outcomes.name_task": resolution,
            "outcomes.drop_task": resolution, "outcomes.record_minority": made, "outcomes.answer_minority": opinion,
            "postings.post": made, "postings.prove": posting, "postings.withdraw": posting,
        }
        for code, thing in things.items():
            client, data = drawn(recorder, code, thing)
            fields = client.get(address(code, thing)).context["form"].fields
            evil = dict.fromkeys(fields, EVIL * 99) | {"once": "", "seen": ""}
            answer = client.post(address(code, thing), data | evil)
            assert answer.status_code in (409, 422), code
            assert "<script>alert" not in answer.content.decode()


def test_people_of_one_name_are_told_apart_by_number(world):
    made, recorder = b.published(world.own).matter, role(world, Role.RECORDER)
    for key in ("R-1", "R-2"):
        person(world.own.community, "同名", key=key)
    with b.at("2026-04-20"):
        page = refused(recorder, "inquiries.ask", made, 422, text="问一下", on_behalf_of="同名")
        assert "register number" in page
        done(recorder, "inquiries.ask", made, text="问一下", on_behalf_of="R-2")
    assert InquiryNote.objects.get().person.key == "R-2"
