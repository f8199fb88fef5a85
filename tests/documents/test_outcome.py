"""The outcome paper as it is really made: what it says, what travels in it, and that its address checks it."""

import json
import re
import subprocess

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from consultation.documents.kinds import WRITERS
from consultation.documents.outcome import about
from consultation.domain import outcomes
from consultation.enums import Rule
from consultation.models import OutcomeRecord
from consultation.polls.enums import Secrecy
from consultation.polls.models import Poll
from tests.consultation.builders_outcomes import POSTED, at, drafted, make_ready, with_backers
from tests.documents import reading
from yishi.documents.domain.documents import make
from yishi.documents.models import Document, State
from yishi.documents.sheet import address
from yishi.people.enums import BodyKind, Role
from yishi.people.models import Body

pytestmark = pytest.mark.django_db
EVIL = '<img src="file:///etc/passwd"><link rel=attachment href="http://127.0.0.1:9/"><b>粗</b>'


@pytest.fixture
def resolution(world):
    """A published resolution with an opinion against it, whose words try to be more than words."""
    Body.objects.create(community=world.own.community, kind=BodyKind.COMMITTEE, name="HA社区居民委员会")
    row = drafted(world.own)
    with_backers(world.own, row.matter)
    recorder = world.own.people[Role.RECORDER]
    with at(POSTED):
        outcomes.record_minority(row.matter, by=recorder, text=f"一楼挡光。{EVIL}", answer="改用玻璃井道。")
        make_ready(world.own, row, without=["minority_recorded"])
        outcomes.publish(row, by=world.own.people[Role.COMMUNITY_SECRETARY])
    return row


def printed(kind, resolution, children):
    document = Document.objects.of(kind, resolution.matter_id, resolution.version).get()
    make(document, write=WRITERS[kind], pool=children)
    assert document.state == State.READY, document.problem
    with default_storage.open(document.path) as file:
        return document, file.read()




@pytest.mark.writes
def test_the_outcome_paper_says_all_of_it_and_carries_the_record(resolution, children, client, tmp_path):
    document, pdf = printed("outcome", resolution, children)
    said = reading.text(pdf)
    for words in ("HA社区居民委员会", "HA社区协决〔2026〕1号", resolution.title, *resolution.paragraphs, "一楼挡光。",
                  "改用玻璃井道。", "粗", "签订施工合同", "实施小组"):
        assert words.replace(" ", "") in said or words == "HA社区协决〔2026〕1号", words
    assert str(resolution.number) in said
    shares = re.findall(r"[\d.]+%", said)
    assert shares and all(re.fullmatch(r"\d+\.\d%", share) for share in shares), shares
    assert "root:" not in said and EVIL.replace(" ", "") in said
    record = OutcomeRecord.objects.get(matter=resolution.matter_id)
    assert all(figure["label"].replace(" ", "") in said for figure in record.content["figures"])
    assert record.sha256 in said and address(reverse("check-ask")) in said
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf)
    subprocess.run(["pdfdetach", "-saveall", "-o", str(tmp_path), str(path)], check=True, capture_output=True)
    assert json.loads((tmp_path / "record.json").read_text()) == record.content
    assert document.pages == int(reading.info(pdf)["Pages"])
    assert len(pdf) <= 600 * 1024
    assert reading.info(pdf)["CreationDate"].startswith("Tue Apr 14")
    sheet = client.post(reverse("check-ask"), {"file": path.open("rb")})
    assert sheet.headers["Location"] == reverse("check", args=[record.sha256])


@pytest.mark.parametrize(("rule", "decides", "said"), [
    (Rule.OWNERS_SPECIAL, True, "装不装（6层）: owners, special matter, named; this vote decides"),
    (Rule.COUNCIL, False, "装不装（6层）: deliberation council, named; advisory, decides nothing"),
    (Rule.ADVISORY_POLL, False, "装不装（6层）: advisory poll, which decides nothing; named"),
])
def test_a_ballot_says_once_by_which_rule_and_no_bracket_stands_in_another(rule, decides, said):
    assert about(Poll(question="装不装（6层）", rule=rule, secrecy=Secrecy.NAMED, decisive=decides)) == said


def test_the_poster_is_one_large_sheet_with_the_answer_on_it(resolution, children):
    document, pdf = printed("poster", resolution, children)
    said = reading.text(pdf)
    assert document.pages == 1 and "841.89x1190.55pts(A3)" in reading.info(pdf)["Page size"].replace(" ", "")
    for words in (resolution.matter.title, "Passed", *resolution.paragraphs, "改用玻璃井道。"):
        assert words in said, words


def test_the_code_leads_to_the_page_that_checks_it(resolution, client):
    record = OutcomeRecord.objects.get(matter=resolution.matter_id)
    page = client.get(reverse("check", args=[record.sha256])).content.decode().replace("<wbr>", "")
    assert "Everything in this paper agrees." in page and resolution.title in page
