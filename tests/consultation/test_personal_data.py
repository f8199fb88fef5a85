"""What one downloads of oneself: reports with what they said before, and how often one voted by name."""

import pytest

from consultation.domain import reports
from consultation.polls.domain.casting import cast
from consultation.polls.enums import Secrecy
from tests.consultation.builders_collect import filed
from tests.consultation.polls import builders as polls
from yishi.people.enums import Role
from yishi.people.personal_data import export

pytestmark = [pytest.mark.django_db, pytest.mark.writes]


def test_a_report_is_there_with_where_it_is_and_what_it_said_before(world):
    resident = world.own.people[Role.RESIDENT]
    report = filed(world.own, title="灯", text="楼道灯不亮，很黑。", place_words="1-101门口")
    reports.amend(report, by=resident, title="楼道灯", text="改过的话。")
    row, = export(resident)["reports"]["rows"]
    assert (row["code"], row["text"], row["place_words"]) == (report.code, "改过的话。", "1-101门口")
    assert [(version["title"], version["text"]) for version in row["earlier_versions"]] == [("灯", "楼道灯不亮，很黑。")]


def test_of_a_named_ballot_it_is_said_how_often_one_voted_and_of_a_secret_one_only_that_one_did(world):
    voter, = polls.people(world.own, 1)
    named = polls.opened(world.own, [voter], may_change=True, question="改几次吗")
    secret = polls.opened(world.own, [voter], secrecy=Secrecy.SECRET, question="投过吗")
    with polls.while_open():
        for choice in ("in_favor", "against"):
            cast(named, by=voter, choices=choice)
        cast(secret, by=voter, choices="in_favor")
    rows = {row["poll__question"]: row for row in export(voter)["votes"]["rows"]}
    assert rows["改几次吗"]["times"] == 2 and "times" not in rows["投过吗"]
    assert "in_favor" not in str(rows) and "against" not in str(rows)
