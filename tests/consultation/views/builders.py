"""Rows for lists, many at once, each with all that its line is made of."""

import datetime as dt
from itertools import count

from django.utils import timezone

from consultation.collecting import Channel, Disposition, ReportState, Wish
from consultation.enums import MatterState, Rule, Topic
from consultation.models import (
    Inquiry,
    Matter,
    Milestone,
    NumberLine,
    Posting,
    Rating,
    Report,
    Resolution,
    SatisfactionSurvey,
    Sitting,
    Support,
)
from consultation.polls.enums import Electorate, PollState, Secrecy
from consultation.polls.models import Poll
from meetings.enums import MeetingKind
from meetings.models import AgendaEntry, Meeting
from tests.world import person
from yishi.clock.story import now, today
from yishi.people.enums import Role

NUMBERS = count(1)
SHAPES = (
    MatterState.COLLECTING, MatterState.AGENDA_REVIEW, MatterState.SURVEYING, MatterState.DELIBERATING,
    MatterState.PUBLISHING, MatterState.EXECUTING, MatterState.COMPLETED,
)


def matters(side, n, states=SHAPES, **fields):
    """Make ``n`` matters of ``side``, the ``states`` in turn, each with everything a line of the list may speak of."""
    made, day = [], today()
    for i in range(n):
        state = states[i % len(states)]
        number = next(NUMBERS)
        made.append(Matter(**{
            "community": side.community, "place": side.estate, "code": f"{side.community.code}-M-{number}",
            "title": f"事项{number}", "topic": Topic.RENEWAL, "state": state, "opened_on": day,
            "closed_on": day if state == MatterState.COMPLETED else None, **fields,
        }))
    made = Matter.objects.bulk_create(made)
    reported(side, made)
    _promised(side, made)
    meetings_about(side, made)
    return made


def reported(side, made):
    """Give each of the matters ``made`` a report, supported by its community's council member."""
    resident, member = side.people[Role.RESIDENT], side.people[Role.COUNCIL_MEMBER]
    rows = Report.objects.bulk_create([
        Report(
            community=side.community, code=f"R-{matter.code}", channel=Channel.SNAPSHOT, filed_at=now(),
            reporter=resident, entered_by=resident, place=side.estate, title=f"问题{matter.code}", text="灯坏了",
            wish=Wish.HELP, matter=matter, state=ReportState.MERGED, disposition=Disposition.MERGED, reason="并入",
            disposed_by=member, disposed_at=now(),
        ) for matter in made
    ])
    Support.objects.bulk_create([Support(community=side.community, report=row, person=member, at=now()) for row in rows])


def reports(side, n, reporters=None):
    """Make ``n`` reports of ``side`` that belong to no matter yet, each by a person of its own."""
    rows = []
    for _i in range(n):
        who = person(side.community, f"报料人{next(NUMBERS)}")
        rows.append(Report(
            community=side.community, code=f"R-{next(NUMBERS)}", channel=Channel.SNAPSHOT, filed_at=now(), reporter=who,
            entered_by=who, place=side.estate, title="垃圾桶", text="垃圾桶满了", wish=Wish.COMPLAINT,
        ))
    return Report.objects.bulk_create(rows)


def _promised(side, made):
    """Give each matter a resolution that is posted, an inquiry, promises kept and late, a ballot, a survey."""
    day, people = today(), side.people
    own = [{"community": side.community, "matter": matter} for matter in made]
    by = people[Role.COMMUNITY_SECRETARY]
    lines = NumberLine.objects.bulk_create([
        NumberLine(series="槐协决", year=day.year, number=next(NUMBERS), given_by=by, given_on=day, **of) for of in own
    ])
    Resolution.objects.bulk_create([
        Resolution(number=line, title="决议", dated=day, paragraphs=["同意。"], state="published", drafted_by=by,
                   published_by=by, published_at=now(), **of) for line, of in zip(lines, own, strict=True)
    ])
    for purpose in ("agenda", "resolution"):
        Posting.objects.bulk_create([
            Posting(purpose=purpose, since=day, until=day + dt.timedelta(15), channels=["公示栏"], posted_by=by, **of)
            for of in own
        ])
    Inquiry.objects.bulk_create([
        Inquiry(since=day, until=day + dt.timedelta(9), methods=["问卷"], unit="户", **of) for of in own
    ])
    for number, due in ((1, -3), (2, 5)):
        Milestone.objects.bulk_create([
            Milestone(n=number, name=f"第{number}步", due=day + dt.timedelta(due), **of) for of in own
        ])
    Poll.objects.bulk_create([
        Poll(question="是否同意", rule=Rule.COUNCIL, secrecy=Secrecy.NAMED, electorate=Electorate.MEMBERS, decisive=True,
             place=side.community, roles=["council_member"], state=PollState.OPEN, opens_at=now() - dt.timedelta(1),
             closes_at=now() + dt.timedelta(3), entitled=1, roll_hash="0" * 64, definition_hash="0" * 64, **of)
        for of in own
    ])
    surveys = SatisfactionSurvey.objects.bulk_create([
        SatisfactionSurvey(since=day, until=day + dt.timedelta(10), invited=9, **of) for of in own
    ])
    Rating.objects.bulk_create([
        Rating(community=side.community, survey=survey, person=people[Role.RESIDENT], value="satisfied", on=day)
        for survey in surveys
    ])


def meetings_about(side, made):
    """Put every matter on the agenda of a planned meeting of its own."""
    day, people = today(), side.people
    for matter in made:
        starts = timezone.make_aware(dt.datetime.combine(day + dt.timedelta(3), dt.time(19)))
        meeting = Meeting.objects.create(
            community=side.community, kind=MeetingKind.COUNCIL, title="议事会", starts_at=starts,
            place_words=f"议事厅{next(NUMBERS)}", facilitator=people[Role.FACILITATOR], recorder=people[Role.RECORDER],
        )
        entry = AgendaEntry.objects.create(community=side.community, meeting=meeting, n=1, title=matter.title)
        Sitting.objects.create(
            community=side.community, matter=matter, entry=entry, kind="deliberation", noticed_on=day
        )
