"""What the six steps lay on the console: the ballot of the matter under the entry, and its published pages and papers."""

import pytest

from meetings.console.sockets import business_of, papers_of
from meetings.domain import meetings
from tests.consultation.builders_deliberate import DAY, NOTICED, published, put, sign_in
from tests.meetings.builders import on
from tests.world import account

pytestmark = pytest.mark.django_db


def test_the_ballot_is_reached_from_its_entry_and_from_one_beside_it_and_leads_back(world, client):
    matter = published(world)
    sitting = put(world, matter)
    meeting = sitting.entry.meeting
    with on(NOTICED):
        beside = meetings.add_entry(meeting, by=meeting.recorder, title="票决", minutes=10)
    sign_in(world, meeting)
    back = f"/acts/ballots.prepare/{matter.pk}/?back=%2Fmeetings%2F{meeting.pk}%2Fconsole%2F"
    with on(DAY, 19):
        meetings.open(meeting, by=meeting.facilitator)
        for entry in (sitting.entry, beside):
            meetings.move_to_entry(entry, by=meeting.facilitator)
            assert [href for each in business_of(entry, meeting.recorder) for _label, href in each.acts] == [back]
            assert [each.acts for each in business_of(entry, None)] == [[]]
        client.force_login(account(meeting.recorder))
        page = client.get(f"/meetings/{meeting.pk}/console/").content.decode()
    assert back in page
    assert [paper.url for paper in papers_of(meeting)] == [
        matter.get_absolute_url(), f"/matters/{matter.code}/notice.pdf",
    ]
    assert f'value="matter-{matter.pk}"' in page
