"""What the six steps lay on the console: the ballot of the matter under the entry, and its published pages and papers."""

import pytest
from django.utils.html import escape
from django.utils.translation import override

from consultation.domain import ballots, deliberation
from consultation.models import Stakeholder
from meetings.console.sockets import business_of, papers_of
from meetings.domain import meetings
from meetings.queries import quorum
from meetings.slots import fill
from tests.consultation.builders_deliberate import DAY, NOTICED, published, put, sign_in
from tests.consultation.views.reading import reader, words
from tests.meetings.builders import on
from tests.world import account
from yishi.journal.kinds import kind_of
from yishi.journal.models import Event
from yishi.people.enums import Role

pytestmark = pytest.mark.django_db


def test_the_ballot_is_reached_from_its_entry_and_from_one_beside_it_and_leads_back(world, client):
    matter = published(world)
    sitting = put(world, matter)
    meeting = sitting.entry.meeting
    with on(NOTICED):
        beside = meetings.add_entry(meeting, by=meeting.recorder, title="票决", minutes=10)
    sign_in(world, meeting)
    there = f"back=%2Fmeetings%2F{meeting.pk}%2Fconsole%2F"
    ways = [
        f"/acts/ballots.prepare/{matter.pk}/?rule=council&electorate=members&secrecy={way}&{there}"
        for way in ("show_of_hands", "named", "secret")
    ]
    with on(DAY, 19):
        meetings.open(meeting, by=meeting.facilitator)
        for entry in (sitting.entry, beside):
            meetings.move_to_entry(entry, by=meeting.facilitator)
            assert [href for each in business_of(entry, meeting.recorder) for _label, href in each.acts] == ways
            assert [each.acts for each in business_of(entry, None)] == [[]]
        client.force_login(account(meeting.recorder))
        page = client.get(f"/meetings/{meeting.pk}/console/").content.decode()
        filled = client.get(ways[0]).context["form"].initial
    assert [filled[name] for name in ("rule", "electorate", "secrecy")] == ["council", "members", "show_of_hands"]
    assert escape(ways[0]) in page
    assert [paper.url for paper in papers_of(meeting)] == [
        matter.get_absolute_url(), f"/matters/{matter.code}/notice.pdf",
    ]
    assert f'value="matter-{matter.pk}"' in page


def test_a_show_of_hands_tells_its_figures_and_asks_the_other_one_to_confirm(world, settings):
    settings.LANGUAGE_CODE = "en"
    matter = published(world)
    sitting = put(world, matter)
    meeting = sitting.entry.meeting
    sign_in(world, meeting)
    recorder, chair = meeting.recorder, meeting.facilitator

    def ballot(viewer):
        """Return (words, {act: address}) of the ballot as the console shows it to ``viewer``."""
        one = business_of(sitting.entry, viewer)[0]
        return one.words, {href.split("/")[2]: href for _label, href in one.acts}

    with on(DAY, 19), override("en"):
        meetings.open(meeting, by=chair)
        meetings.move_to_entry(sitting.entry, by=chair)
        deliberation.enter(matter, by=chair)
        poll = ballots.prepare(matter, by=recorder, rule="council", question="同意吗？", electorate="members",
                               secrecy="show_of_hands", method="yes_no_abstain", decisive=False)
        ballots.open(poll, by=recorder)
        _words, acts = ballot(recorder)
        assert f"present={quorum(meeting).present}&" in acts["ballots.enter_hands"] and "ballots.confirm_hands" not in acts
        ballots.enter_hands(poll, by=recorder, present=15, counts={"in_favor": 9, "against": 2})
        words, acts = ballot(chair)
        assert "15 present: in favour 9" in words and "ballots.confirm_hands" in acts
        assert "ballots.confirm_hands" not in ballot(recorder)[1], "four eyes"
        ballots.confirm_hands(poll, by=chair)
        words, acts = ballot(chair)
        assert "confirmed" in words and not {"ballots.enter_hands", "ballots.confirm_hands"} & set(acts)
        ballots.close(poll, by=chair)
        words, acts = ballot(recorder)
        assert "does not certify" in words and "ballots.certify" not in acts and "ballots.certify" in ballot(chair)[1]


def test_that_a_vote_of_the_council_opens_is_told_to_those_who_may_vote(world):
    matter = published(world)
    sitting = put(world, matter)
    meeting = sitting.entry.meeting
    members = sign_in(world, meeting)
    neighbour = world.own.people[Role.RESIDENT]
    Stakeholder.objects.create(matter=matter, community=matter.community, words="邻居", person=neighbour)
    with on(DAY, 19):
        meetings.open(meeting, by=meeting.facilitator)
        meetings.move_to_entry(sitting.entry, by=meeting.facilitator)
        deliberation.enter(matter, by=meeting.facilitator)
        poll = ballots.prepare(matter, by=meeting.recorder, rule="council", question="同意吗？", electorate="members",
                               secrecy="show_of_hands", method="yes_no_abstain", decisive=False)
        ballots.open(poll, by=meeting.recorder)
        ballots.enter_hands(poll, by=meeting.recorder, present=15, counts={"in_favor": 9, "against": 2})
        ballots.confirm_hands(poll, by=meeting.facilitator)
        ballots.close(poll, by=meeting.facilitator)
        ballots.certify(poll, by=meeting.facilitator)

    def told(kind):
        event = Event.objects.get(kind=kind, stream__name=matter.stream_name)
        return {person.pk for person in kind_of(event).told(event)}

    assert told("ballots.opened") == {member.pk for member in members}
    assert neighbour.pk in told("ballots.certified"), "whom the matter concerns hears the count"


def test_a_vote_stands_under_the_entry_that_was_being_dealt_with_when_it_was_opened(world):
    matter = published(world)
    sitting = put(world, matter)
    meeting = sitting.entry.meeting
    with on(NOTICED):
        beside = meetings.add_entry(meeting, by=meeting.recorder, title="票决", minutes=10)
    sign_in(world, meeting)
    chair, opened = meeting.facilitator, []
    with on(DAY, 19):
        meetings.open(meeting, by=chair)
        meetings.move_to_entry(sitting.entry, by=chair)
        deliberation.enter(matter, by=chair)
    for minute, question in ((5, "先试一试吗？"), (20, "同意吗？")):
        with on(DAY, 19, minute):
            if minute == 20:
                meetings.move_to_entry(beside, by=chair)
            poll = ballots.prepare(matter, by=meeting.recorder, rule="council", question=question, electorate="members",
                                   secrecy="named", method="yes_no_abstain", decisive=False)
            opened.append(ballots.open(poll, by=meeting.recorder))
    entries = list(meeting.entries.order_by("n"))
    fill(entries, None)
    found = {entry.pk: [card["poll"] for _slot, cards in entry.panels for card in cards] for entry in entries}
    assert found[sitting.entry.pk] == opened[:1] and found[beside.pk] == opened[1:]
    for address in (f"/meetings/{meeting.pk}/live/", f"/meetings/{meeting.pk}/live/?panels"):
        assert "Other votes at this meeting" in words(reader().get(address))
    with on(DAY, 19, 40):
        for poll in opened:
            ballots.close(poll, by=chair)
        meetings.close(meeting, by=chair)
    for address in (f"/meetings/{meeting.pk}/live/", f"/meetings/{meeting.pk}/live/?panels"):
        told = words(reader().get(address))
        assert "Votes at this meeting" in told and "Other votes" not in told, "over, all of them are what they are"
