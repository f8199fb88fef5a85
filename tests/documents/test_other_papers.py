"""The notice of an item and the ballot paper, as they are really made."""

import pytest
from django.core.files.storage import default_storage

from consultation.documents.kinds import WRITERS
from consultation.domain import printing
from consultation.enums import MatterState
from consultation.polls.models import Poll
from tests.consultation.builders_agenda import TEXT, matter
from tests.consultation.polls.builders import council, council_poll
from tests.documents import reading
from yishi.documents.domain.documents import ask, make
from yishi.documents.models import Document, State

pytestmark = pytest.mark.django_db


def made(document, children):
    make(document, write=WRITERS[document.kind], pool=children)
    assert document.state == State.READY, document.problem
    with default_storage.open(document.path) as file:
        return reading.text(file.read())


def test_the_notice_of_an_item_says_what_is_dealt_with_and_until_when(world, children, client):
    row = matter(world, MatterState.SURVEYING)
    said = made(Document.objects.get(kind="notice"), children)
    for words in (TEXT, row.title, "槐议〔2026〕1号", "本单元12户业主", row.get_absolute_url()):
        assert words.replace(" ", "") in said, words
    assert client.get(f"/matters/{row.code}/notice.pdf").status_code == 200
    assert f"/matters/{row.code}/notice.pdf" in client.get(row.get_absolute_url()).content.decode()


def test_the_ballot_paper_has_the_question_and_every_choice(world, children, client):
    row = matter(world, MatterState.DELIBERATING)
    council(world.own, 3)
    poll = council_poll(world.own, matter=row)
    document = ask("ballot", poll.pk, community=poll.community)
    said = made(document, children)
    for words in (poll.question, "infavour", "against", "abstain"):
        assert words.replace(" ", "") in said, words
    assert client.get(f"/ballot-papers/{poll.pk}.pdf").status_code == 200


def test_a_show_of_hands_has_no_paper_and_of_a_draft_nothing_is_printed(world, client):
    council(world.own, 3)
    hands = council_poll(world.own, matter=matter(world, MatterState.DELIBERATING), secrecy="show_of_hands")
    printing.ask_for_ballot(hands)
    assert not Document.objects.filter(kind="ballot").exists()
    assert client.get(f"/ballot-papers/{hands.pk}.pdf").status_code == 404
    Poll.objects.filter(pk=hands.pk).update(secrecy="secret", state="draft")
    assert client.get(f"/ballot-papers/{hands.pk}.pdf").status_code == 404
    hands.refresh_from_db()
    printing.ask_for_ballot(hands)
    printing.ask_for_ballot(hands)
    assert Document.objects.filter(kind="ballot").count() == 1
