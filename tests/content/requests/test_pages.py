"""The pages of information on request: the form, the key, the board, the acts, letters; and who reads none of it."""

import re

import pytest
from django.core.cache import cache
from django.template.loader import render_to_string

from consultation.models import Attachment
from content.requests import letters
from content.requests.domain import consulting, decisions, intake
from content.requests.enums import OF_INFORMATION, LetterKind
from content.requests.models import Answer, Letter, Paper, Party, Request
from content.requests.queries import year_figures
from content.requests.views import public, status
from tests.consultation.views.reading import EVIL, assert_same_queries, page, picture, reader, words
from tests.content.requests.builders import (
    DRAFTS,
    SAID,
    answered,
    at,
    consulted,
    director,
    officer,
    running,
    submitted,
)
from yishi.documents.domain.documents import make
from yishi.documents.models import Document
from yishi.documents.pool import pool
from yishi.instance.models import Instance
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.people.personal_data import export

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cache.clear()


def receipt_of(client, **said):
    """Fill in the form on the site; return the code and the key of the receipt."""
    sent = client.post("/requests/new/", {**SAID, "kind": "information", **said}, follow=True)
    assert sent.status_code == 200, words(sent)
    return re.findall(r"<dd>([^<]+)</dd>", sent.content.decode())


def test_a_visitor_asks_and_follows_by_code_and_key(world):
    visitor, other = reader(), reader()
    code, key = receipt_of(visitor, proof=picture())
    assert len(key) == 14 and "Follow a request" in words(visitor.get("/requests/sent/", follow=True)), "shown once"
    assert f"{code}: sent, not confirmed yet" in words(visitor.get(f"/requests/status/{code}/"))
    wrong = other.post("/requests/status/", {"code": code, "key": "AAAA-BBBB-CCCC"})
    unknown = other.post("/requests/status/", {"code": "F-2026-999", "key": key})
    for answer in (wrong, unknown):
        assert answer.status_code == 422 and "do not fit together" in words(answer) and SAID["wanted"] not in words(answer)
    assert other.get(f"/requests/status/{code}/").status_code == 302
    assert other.post("/requests/status/", {"code": code, "key": key.lower()}, follow=True).status_code == 200
    assert other.post(f"/requests/status/{code}/", {"leave": "1"}).status_code == 302
    assert other.get(f"/requests/status/{code}/").status_code == 302


def test_a_form_that_is_sent_twice_is_one_request_with_one_key(world):
    """The second answer shows the receipt again; whoever goes back and changes the words sends another request."""
    client = reader()
    (once,) = re.findall(r'name="once" value="(\w{32})"', client.get("/requests/new/").content.decode())
    first, second = receipt_of(client, once=once), receipt_of(reader(), once=once)
    assert first == second and Request.objects.count() == 1
    assert reader().post("/requests/status/", dict(zip(("code", "key"), second, strict=True))).status_code == 302
    assert receipt_of(client, once=once, wanted="2024年的")[1] != first[1] and Request.objects.count() == 2
    with at("2026-11-02"):
        counter = {**SAID, "kind": "information", "channel": "in_person", "applicant_kind": "person", "once": once}
        sent = [reader(officer(world)).post("/requests/desk/new/", counter, follow=True).content.decode() for _n in range(2)]
    assert "It counts as received." in sent[0] and "/requests/status/F-" not in sent[0], "and no dead link"
    assert re.findall(r"<dd>([^<]+)</dd>", sent[0]) == re.findall(r"<dd>([^<]+)</dd>", sent[1]) and Request.objects.count() == 3


def test_the_form_says_everything_that_is_missing_and_keeps_what_was_typed(world):
    found = reader().post("/requests/new/", {"name": EVIL, "id_last": "123456", "website": "x"})
    text = words(found)
    assert found.status_code == 422 and "Describe in a sentence or two" in text and "Leave this empty" in text
    assert EVIL not in found.content.decode() and not Request.objects.exists()
    again = reader().post("/requests/new/", {**SAID, "kind": "information", "id_last": "123456"})
    assert again.status_code == 422 and "no more: not “123456”" in words(again) and SAID["wanted"] in words(again)
    assert "purpose" not in page(None, "/requests/new/")


def test_whoever_tries_too_often_is_stopped(world, monkeypatch):
    monkeypatch.setattr(public, "TRIES", 1)
    monkeypatch.setattr(status, "TRIES", 1)
    client = reader()
    receipt_of(client)
    assert "within an hour" in words(client.post("/requests/new/", {**SAID, "kind": "information"}))
    client.post("/requests/status/", {"code": "x", "key": "y"})
    assert "Wait ten minutes" in words(client.post("/requests/status/", {"code": "x", "key": "y"}))


def test_the_applicant_completes_and_complains_and_the_leadership_answers(world):
    client = reader()
    Instance.objects.create(community=world.street, competent_name="澄源区政府办公室", competent_tel="0000-555-0001")
    with at("2026-11-02"):
        code, _key = receipt_of(client)
        row = intake.confirm(Request.objects.get(), by=officer(world))
        intake.ask_completion(row, by=officer(world), to_complete="哪一年的？", complete_by=row.confirmed_on.replace(day=20))
    with at("2026-11-03"):
        shown = words(client.get(f"/requests/status/{code}/"))
        assert "(Disclosure Regulation, art. 47): 澄源区政府办公室 (telephone 0000-555-0001" in shown, "not to the office itself"
        assert "Please complete it by" in shown and "哪一年的？" in shown and "notice to complete" in shown
        empty = client.post(f"/requests/status/{code}/", {"complete": "1"})
        assert empty.status_code == 422 and "Write here what you were asked" in words(empty)
        done = client.post(f"/requests/status/{code}/", {"complete": "1", "completion-completion": "2025年的。"}, follow=True)
        assert "The period begins anew tomorrow" in words(done) and "20 working days left" in words(done)
        for _n in range(2):
            client.post(f"/requests/status/{code}/", {"complain": "1", "complaint-text": "没有人接电话。"})
        complaint = row.complaints.get()
        links = [f"/requests/complaints/{complaint.pk}/" in reader(each(world)).get(f"/requests/{code}/").content.decode()
                 for each in (director, officer)]
        assert links == [True, False], "the button is for whoever may answer"
        assert "没有人接电话。" in page(director(world), f"/requests/complaints/{complaint.pk}/"), "it is read where it is answered"
        answer = reader(director(world)).post(f"/requests/complaints/{complaint.pk}/", {"reply": "已改正。", "seen": "open"})
        assert answer.status_code == 302 and "已改正。" in words(client.get(f"/requests/status/{code}/"))


def do(person, row, act, **data):
    """Send the form of ``act`` as ``person``; return the answer."""
    return reader(person).post(f"/requests/{row.code}/{act}/", data)


def test_a_request_is_walked_in_the_pages_from_receipt_to_letter(world):
    window, by, head = world.staff[Role.SERVICE_WINDOW_LEAD], officer(world), director(world)
    with at("2026-11-02"):
        counter = {**SAID, "kind": "information", "channel": "ordinary_post", "applicant_kind": "person"}
        sent = reader(window).post("/requests/desk/new/", counter, follow=True)
        code, key = re.findall(r"<dd>([^<]+)</dd>", sent.content.decode())
        row = Request.objects.get()
        for act, data in (
            ("intake.confirm", {"on": "2026-11-02", "applicant_kind": "civic"}),
            ("intake.ask_completion", {"to_complete": "哪年？", "complete_by": "2026-11-20"}),
            ("intake.complete", {"completion": "2025年"}),
            ("consulting.consult", {"kind": "third_party", "name": "某烧烤店", "about": "照片"}),
            ("consulting.hear", {"party": "", "reply": "partly"}),
        ):
            if act == "consulting.hear":
                data["party"] = str(Party.objects.get().pk)
            assert reader(by).get(f"/requests/{code}/{act}/").status_code == 200
            answer = do(by, row, act, **data)
            assert answer.status_code == 302, (act, words(answer)[:600])
        assert do(head, row, "timing.extend", days="5", reason="核对").status_code == 302
        assert do(by, row, "decisions.attach", title="处罚决定书").status_code == 302
        missing = do(by, row, "decisions.draft", decision="partial", answer="决定书")
        assert missing.status_code == 422 and "Say here what the applicant is to be told" in words(missing)
        assert do(by, row, "decisions.draft", decision="partial", **DRAFTS["partial"]).status_code == 302
        assert "涉及商业秘密" in page(head, f"/requests/{code}/decisions.sign/"), "who signs reads what is signed"
        assert do(head, row, "decisions.sign").status_code == 302
        file = page(by, f"/requests/{code}/")
        assert "梧依申告〔2026〕1号" in file and "某烧烤店" in file and "Extended by 5 working days" in file
        waiting = page(by, f"/requests/{code}/decisions.archive/")
        assert "The letter was delivered" in waiting and 'class="btn main"' not in waiting, "what would be refused has no button"
        assert do(by, row, "decisions.deliver").status_code == 302
        publish_in_the_pages(by, head, row)
        assert do(by, row, "decisions.archive").status_code == 302
    client = reader()
    assert client.post("/requests/status/", {"code": code, "key": key}).status_code == 302
    shown = words(client.get(f"/requests/status/{code}/"))
    assert "is answered: made public in part" in shown and "某烧烤店" not in shown and "third party" in shown


def publish_in_the_pages(by, head, row):
    """Have ``by`` propose a text and ``head`` review it, each by the forms."""
    proposed = do(by, row, "published.propose", kind="answer", title="处罚", question="问", text="热线0000-7788", entry="8")
    assert proposed.status_code == 302 and proposed["Location"] == f"/requests/published/{Answer.objects.get().pk}/"
    address = proposed["Location"]
    assert reader().get(address).status_code == 404, "not public before the review"
    form, said = f"{address}published.publish/", {"review": "可以", "title": "处罚", "question": "问", "text": "热线0000-7788"}
    assert page(head, form).count("0000-7788") == 2, "what looks like personal data is named beside the text"
    assert "tick that you looked at each" in words(reader(head).post(form, said)), "nothing goes out unlooked at"
    published = reader(head).post(form, said | {"may_stand": "on"})
    assert published.status_code == 302 and "处罚" in page(None, "/requests/published/") and "0000-7788" in page(None, address)


def everything_of(world):
    """Make a request with every kind of letter and paper; return it."""
    row, _key = submitted(world, proof=picture())
    intake.confirm(row, by=officer(world))
    consulted(world, row)
    party = Party.objects.get()
    consulting.hear(row, by=officer(world), party=party, reply="partly")
    decisions.attach(row, by=officer(world), title="决算表", upload=picture())
    return answered(world, row, "partial")


def test_nobody_else_reads_anything_of_it(world):
    with at("2026-11-02"):
        row = everything_of(world)
        proof, given = Paper.objects.get(use="proof"), Paper.objects.get(use="given")
        inquiry, decision = Letter.objects.get(kind="inquiry"), Letter.objects.get(kind="decision")
        theirs = [f"/requests/letters/{decision.pk}/", f"/requests/papers/{given.pk}/"]
        inside = [f"/requests/{row.code}/", f"/requests/letters/{inquiry.pk}/", f"/requests/papers/{proof.pk}/"]
        neighbours = (None, world.own.people[Role.RESIDENT], world.own.people[Role.COMMUNITY_SECRETARY],
                      world.staff[Role.SYSTEM_ADMIN], world.staff[Role.CONTENT_MODERATOR])
        for person in neighbours:
            client = reader(person)
            for address in (*theirs, *inside):
                answer = client.get(address)
                assert answer.status_code in {302, 403, 404} and SAID["name"] not in answer.content.decode(), address
        for address in (*theirs, *inside):
            assert reader(officer(world)).get(address).status_code == 200, address
        assert reader(director(world)).get(inside[2]).status_code == 404, "the scan is for the officer alone"
        file = page(director(world), f"/requests/{row.code}/")
        assert SAID["contact"] not in file and SAID["id_last"] not in file
        client = reader()
        client.post("/requests/status/", {"code": row.code, "key": "nothing"})
        assert [client.get(address).status_code for address in theirs] == [404, 404]
        assert [answer["Cache-Control"] for answer in (reader(officer(world)).get(a) for a in inside)] == ["private, no-store"] * 3


def test_the_applicants_own_account_follows_it_and_the_journal_says_nothing(world, django_capture_on_commit_callbacks):
    resident = world.own.people[Role.RESIDENT]
    with at("2026-11-02"):
        client = reader(resident)
        code, _key = receipt_of(client)
        with django_capture_on_commit_callbacks(execute=True):
            answered(world, intake.confirm(Request.objects.get(), by=officer(world)))
        fresh = reader(resident)
        assert "is answered: made public" in words(fresh.get(f"/requests/status/{code}/"))
        mine = page(resident, "/my/")
        assert "Information you asked for" in mine and SAID["wanted"] in mine
        assert "is answered: made public" in page(resident, "/my/notices/")
        assert export(resident)["requests"]["rows"][0]["request__code"] == code
    told = Event.objects.filter(kind__startswith="request.")
    said = " ".join(f"{event.payload} {event.visibility}" for event in told)
    assert not any(value in said for name, value in SAID.items() if name in {"name", "contact", "wanted", "id_last"})
    received = Event.objects.get(kind="request.received")
    assert received.actor is None and not told.filter(visibility="public").exists()
    assert not Attachment.objects.exists() and year_figures(2026)["total"]["answered"] == 1


def test_the_scan_is_erased_with_the_archive(world, tmp_path):
    with at("2026-11-02"):
        row = everything_of(world)
        stored = tmp_path / Paper.objects.get(use="proof").file.name
        assert stored.exists()
        decisions.deliver(row, by=officer(world))
    with at("2026-11-03"):
        assert do(officer(world), row, "decisions.archive").status_code == 302
        assert not Paper.objects.filter(use="proof").exists()


def test_the_board_shows_lights_by_word_and_why_this_day(world):
    assert "No request waits for an answer." in page(officer(world), "/requests/desk/")
    with at("2026-10-12"):
        late, asked = running(world), running(world)
        consulted(world, asked)
    with at("2026-11-02"):
        soon = running(world)
        answered(world, running(world))
    with at("2026-11-26"):
        board = page(officer(world), "/requests/desk/")
        assert "2 working days left" in board and "13 working days late" in board and "the clock stands" in board
        assert "Counted:" in board and "Why this day" in board and soon.code in board and late.code in board
        assert late.code not in page(officer(world), "/requests/desk/?show=waiting")
        assert "No request fits this." in page(officer(world), "/requests/desk/?q=nothing")
        assert "answered" in page(director(world), "/requests/desk/?show=ended")
    assert reader(world.staff[Role.SERVICE_WINDOW_LEAD]).get("/requests/desk/").status_code == 302


def test_it_costs_the_same_at_3_rows_and_at_12(world):
    def grow(n):
        for _n in range(n):
            consulted(world, running(world))

    with at("2026-11-02"):
        assert_same_queries((officer(world),), ["/requests/desk/", "/my/"], grow, many=12)


def test_all_letters_read_well_and_one_is_printed(world):
    """Each of the twelve answers and the seven other letters, with its remedy; one of them as a real PDF."""
    with at("2026-11-02"):
        row = everything_of(world)
        letter = Letter.objects.get(kind="decision")
        for kind in OF_INFORMATION:
            Request.objects.filter(pk=row.pk).update(decision=kind, complete_by="2026-11-10", **DRAFTS[kind])
            said = render_to_string("requests/letters/text.html", letters.words_of(letters.read(letter.pk)))
            assert "60 days" in said and "arts. 47 and 51" in said, kind
            assert all(words_ in said for name, words_ in DRAFTS[kind].items() if name not in {"ground"}), kind
            first = "reconsideration comes first" in said
            assert first == (kind in letters.WITHHELD), kind
        for kind in set(LetterKind.values) - {"decision"}:
            context = {**letters.words_of(letters.read(Letter.objects.get(kind="inquiry").pk)),
                       "body": f"requests/letters/{kind}.html"}
            assert len(render_to_string("requests/letters/text.html", context)) > 100, kind
        document = Document.objects.get(subject=str(letter.pk))
        made = make(document, write=letters.write, pool=pool)
        assert made.state == "ready" and made.pages <= 2
        printed = reader(officer(world)).get(f"/requests/letters/{letter.pk}.pdf")
        assert printed["Content-Type"] == "application/pdf" and printed["Cache-Control"] == "private, no-store"
