"""The pages of petitions: the exact figure, the one button, and nobody's name but as chosen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consultation.domain import petitions
from consultation.models import Petition
from tests.consultation.builders_collect import at, neighbours
from tests.consultation.views.reading import words
from yishi.people.enums import Role

from .hands import done, refused, send, sits_down


@pytest.fixture
def petition(world):
    """A petition of a tenth of 21 adults: 3 signatures are needed."""
    neighbours(world.own, 20)
    with at("2026-04-13"):
        return petitions.open(
            world.own.community, "adults", "请开<b>居民会议</b>", "关于<i>电梯</i>", by=world.own.people[Role.RESIDENT]
        )


def page_of(client, petition):
    return client.get(petition.get_absolute_url()).content.decode()


def test_the_page_tells_the_exact_figure_and_draws_it(client, petition):
    page = page_of(client, petition)
    assert "0 signed" in page and "3 needed" in page
    assert "1/10 of 21 adult residents are needed: 3 signatures." in page
    assert '<svg height="44" role="img"' in page
    assert "&lt;b&gt;居民会议" in page
    assert "<i>电梯" not in page
    assert "/sign-in/?next=" in page


def test_a_resident_signs_and_takes_it_back_with_one_button(client, petition, world):
    sits_down(client, world.own.people[Role.RESIDENT])
    assert "petitions.sign/" in page_of(client, petition)
    assert done(client.post(f"/acts/petitions.sign/{petition.pk}/", {"seen": "open"})) == petition.get_absolute_url()
    page = page_of(client, petition)
    assert "1 signed" in page
    assert "petitions.unsign/" in page
    assert "petitions.sign/" not in page
    done(client.post(f"/acts/petitions.unsign/{petition.pk}/", {"seen": "open"}))
    assert petition.signatures.count() == 0


def test_whoever_is_not_of_its_base_has_no_button_and_reads_why(client, petition, world):
    sits_down(client, world.other.people[Role.RESIDENT])
    page = page_of(client, petition)
    assert "petitions.sign/" not in page and "By the register you are none of them" in page
    assert client.post(f"/acts/petitions.sign/{petition.pk}/", {}).status_code == 403


@pytest.mark.writes
def test_enough_signatures_oblige_the_committee_which_answers(client, petition, world):
    sits_down(client, world.own.people[Role.RECORDER])
    signers = list(petitions.entitled("adults", world.own.community)[:3])
    with at("2026-04-14"):
        for signer in signers[:2]:
            done(send(client, "petitions.enter", petition, person=signer.name))
        refused(send(client, "petitions.enter", petition, person=signers[0].name), 409, signers[0].name)
        done(send(client, "petitions.enter", petition, person=signers[2].name))
        page = words(client.get(petition.get_absolute_url()))
        assert "Enough had signed on Tue 14 April. The residents’ committee owes the meeting." in page
        sits_down(client, world.own.people[Role.COMMUNITY_SECRETARY])
        answer = send(client, "petitions.answer", petition, words="将召开<u>会议</u>", meeting_on="2026-04-20")
        refused(answer, 422, "将召开&lt;u&gt;会议", "2026-04-20")
        done(send(client, "petitions.answer", petition, words="将召开会议"))
    petition.refresh_from_db()
    assert petition.meeting_on.isoformat() == "2026-04-24"
    assert "将召开会议" in page_of(client, petition)


def test_a_resident_opens_a_petition_and_the_office_for_somebody(client, world):
    resident = world.own.people[Role.RESIDENT]
    asked = {"title": "电梯", "text": "请召开居民会议。", "base": "households"}
    sits_down(client, resident)
    where = done(send(client, "petitions.open", world.own.community, on_behalf_of="张三", **asked))
    made = Petition.objects.get()
    assert where == made.get_absolute_url()
    assert made.opened_by == resident
    sits_down(client, world.own.people[Role.RECORDER])
    refused(send(client, "petitions.open", world.own.community, on_behalf_of="无此人", **asked), 422, "无此人")
    refused(send(client, "petitions.open", world.own.community, **asked), 422, "in whose name")
    done(send(client, "petitions.open", world.own.community, on_behalf_of=resident.name, **asked))


def test_the_opener_is_called_as_chosen(client, petition, world):
    resident = world.own.people[Role.RESIDENT]
    resident.name = "欧阳小明"
    resident.save()
    page = page_of(client, petition)
    assert "欧阳*" in page
    assert "小明" not in page


def test_only_whoever_may_open_one_is_asked_to(client, petition, world):
    offered = f"/acts/petitions.open/in/{world.own.community.code}/"
    assert "/sign-in/?next=/petitions/" in client.get("/petitions/").content.decode()
    for role, may in ((Role.RESIDENT, True), (Role.SUPERVISORY_MEMBER, False)):
        sits_down(client, world.own.people[role])
        assert (offered in client.get("/petitions/").content.decode()) is may, role
        assert (client.get(offered).status_code == 200) is may, role


def test_the_list_costs_the_same_with_three_and_with_three_hundred(client, petition, world):
    def asked():
        with at("2026-04-14"), CaptureQueriesContext(connection) as queries:
            assert client.get("/petitions/").status_code == 200
        return len(queries)

    few = asked()
    Petition.objects.bulk_create(
        Petition(community=world.own.community, base="adults", title=f"第{n}件", text="请开会",
                 opened_at=petition.opened_at, opened_by=petition.opened_by)
        for n in range(300)
    )
    assert asked() == few


@pytest.mark.writes
def test_of_a_petition_that_was_reached_nothing_is_missing_whoever_moves_away(client, petition, world):
    signers = list(petitions.entitled("adults", world.own.community)[:3])
    with at("2026-04-14"):
        for signer in signers:
            petitions.sign(petition, by=signer)
    signers[0].household = None
    signers[0].save()
    page = words(client.get(petition.get_absolute_url()))
    assert "3 signed" in page and "missing" not in page and "Enough had signed on Tue 14 April." in page
