"""One's own page: what waits, and in a sentence each what became of what one brought."""

import datetime as dt

import pytest

from consultation.collecting import Moderation
from consultation.domain import answers, calls, objections, petitions, reports
from consultation.models import Report
from consultation.polls.domain.casting import cast
from consultation.polls.enums import Secrecy
from tests.consultation import builders_outcomes as outcome
from tests.consultation.builders_agenda import on
from tests.consultation.builders_calls import OPENED, called, said
from tests.consultation.builders_collect import at, clerk, filed, neighbours, opened
from tests.consultation.polls import builders as polls
from tests.consultation.views import builders
from tests.consultation.views.reading import assert_same_queries, page
from yishi.people.enums import Role

pytestmark = pytest.mark.django_db
MINE = "/my/"


def test_nothing_brought_says_so_three_times(world):
    found = page(world.own.people[Role.MEDIA], MINE)
    assert "Nothing waits for you now." in found and "desk" not in found
    for words in ("You have not reported anything yet.", "You support no report yet.", "You have not objected to anything"):
        assert words in found


def test_who_is_in_office_is_led_to_what_the_office_owes(world):
    found = page(world.own.people[Role.COMMUNITY_SECRETARY], MINE)
    assert "What you owe by your office stands on your desk. My desk To my notices" in found
    assert "Nothing waits for you now." not in found


def test_each_of_my_reports_has_its_sentence(world):
    resident = world.own.people[Role.RESIDENT]
    with at("2026-04-13"):
        merged, declined = filed(world.own, title="楼道灯"), filed(world.own, title="要个喷泉")
        filed(world.own, title="井盖松了")
        back = filed(world.own, title="写错了")
        opened(world.own, merged)
        answers.dispose(declined, "declined", "预算里没有。", by=clerk(world.own))
        reports.withdraw(back, by=resident)
    with at("2026-04-14"):
        found = page(resident, MINE)
        assert "It is part of “家属院楼道照明维修”. Reports are being collected." in found
        assert "declined: 预算里没有。" in found and "You took it back." in found
        assert "The office reads it and answers with a reason. waiting for an answer until Mon 20 April" in found
    with at("2026-04-21"):
        assert "The answer is late; the office owes it to you." in page(resident, MINE)


def test_what_i_support_and_what_i_said(world):
    report = filed(world.own, title="楼道灯")
    neighbour, = neighbours(world.own, 1)
    reports.support(report, by=neighbour)
    assert "What you support 楼道灯" in page(neighbour, MINE)
    hurtful = filed(world.own, title="某人是贼")
    reports.support(hurtful, by=neighbour)
    assert "某人是贼" in page(neighbour, MINE)
    Report.objects.filter(pk=hurtful.pk).update(moderation=Moderation.REJECTED)
    assert "某人是贼" not in page(neighbour, MINE)
    made = outcome.published(world.own).matter
    with outcome.at("2026-04-17"):
        assert f"Results to which you may still object {made.title}" in page(neighbour, MINE)
        row = objections.object_to(made, by=world.own.people[Role.RESIDENT], text="太吵了。")
        assert "太吵了。 Put in on Fri 17 April about" in page(world.own.people[Role.RESIDENT], MINE)
        objections.answer(row, by=world.own.people[Role.COMMUNITY_SECRETARY], reply="夜里不开。")
        assert "Answered on Fri 17 April : 夜里不开。" in page(world.own.people[Role.RESIDENT], MINE)


def test_only_who_may_speak_is_offered_results_to_object_to_and_drafts_to_say_of(world):
    silent = [world.own.people[role] for role in (Role.FACILITATOR, Role.MEDIA)]
    made = outcome.published(world.own).matter
    with outcome.at("2026-04-17"):
        assert made.title in page(world.own.people[Role.RESIDENT], MINE)
        assert all(made.title not in page(who, MINE) for who in silent)
    call = called(world.own)
    with on(OPENED):
        assert f"Drafts on which you may give your opinion {call.matter.title}" in page(world.own.people[Role.RESIDENT], MINE)
        assert all("Drafts on which you may give your opinion" not in page(who, MINE) for who in silent)


def test_how_a_petition_stands_that_i_opened_or_signed(world):
    resident, secretary = world.own.people[Role.RESIDENT], world.own.people[Role.COMMUNITY_SECRETARY]
    neighbours(world.own, 20)
    with at("2026-04-13"):
        petition = petitions.open(world.own.community, "adults", "请开会谈停车", "收费涨了一倍。", by=resident)
        assert "请开会谈停车 Signatures are collected since Mon 13 April" in page(resident, MINE)
        signers = list(petitions.entitled("adults", world.own.community).exclude(pk=resident.pk)[:3])
        assert "You have opened or signed no petition." in page(signers[0], MINE)
    with at("2026-04-14"):
        for signer in signers:
            petitions.sign(petition, by=signer)
        assert "Enough had signed on Tue 14 April" in page(signers[0], MINE)
        petitions.answer(petition, "账目会前公布。", dt.date(2026, 4, 30), by=secretary)
        found = page(resident, MINE)
        assert "The meeting is on Thu 30 April" in found and "账目会前公布。" in found
        shown = page(None, petition.get_absolute_url())
        assert "opened by" in shown and "Answered" in shown and "Day of the meeting Thu 30 April" in shown


def test_my_opinion_on_a_draft_stands_with_what_became_of_it(world):
    call, me, clerk_ = called(world.own), world.own.people[Role.RESIDENT], world.own.people[Role.COMMUNITY_SECRETARY]
    with on(OPENED):
        assert "You have given no opinion on a draft." in page(me, MINE)
        first, second = said(call, world.own, "改为九时。"), said(call, world.own, "不用改。")
        assert f"改为九时。 Put in on Tue 24 February about “{call.matter.title}”. waiting for the answer" in page(me, MINE)
        calls.answer(first, by=clerk_, verdict="partly", reason="夏天九时。")
        calls.take_back(second, by=me)
        found = page(me, MINE)
        assert "夏天九时。 adopted in part" in found and "不用改。 You took it back. taken back" in found
    assert "改为九时。" not in page(world.own.people[Role.MEDIA], MINE)


def test_where_i_voted_is_told_and_never_what_in_a_secret_ballot(world):
    voter, = polls.people(world.own, 1)
    named, secret = (polls.opened(world.own, [voter], secrecy=secrecy, question=f"{secrecy}吗")
                     for secrecy in (Secrecy.NAMED, Secrecy.SECRET))
    with polls.while_open():
        for poll in (named, secret):
            cast(poll, by=voter, choices="in_favor")
        found = page(voter, MINE)
    assert "named吗 You took part on" in found and "your choice is on record" in found
    assert "secret吗 You took part; the ballot opened on" in found and "In favour" not in found
    assert "You have not voted in any ballot yet." in page(world.own.people[Role.RESIDENT], MINE)


def test_it_costs_the_same_at_3_reports_and_at_300(world):
    resident = world.own.people[Role.RESIDENT]
    assert_same_queries((resident,), MINE, lambda n: builders.matters(world.own, n))
