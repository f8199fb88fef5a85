"""The one page of a matter, in every state, before a visitor, a resident and those in office."""

import datetime as dt

import pytest
from django.db import transaction
from django.urls import reverse

from consultation.domain import agenda, research
from consultation.enums import MatterState
from consultation.models import Delay, Finding, Inquiry, InquiryNote, Matter, Milestone, MinorityOpinion, Objection
from consultation.polls.domain import polls
from meetings.domain import statements
from meetings.models import Statement
from tests.consultation import builders_deliberate as hall
from tests.consultation import builders_execution as doing
from tests.consultation import builders_outcomes as outcome
from tests.consultation.builders_agenda import NOTICED, TEXT, bare, inquire, matter, on, prepare
from tests.consultation.builders_collect import clerk, filed, opened
from tests.consultation.polls.builders import council, council_poll
from tests.consultation.views.builders import meetings_about, reported
from tests.consultation.views.reading import EVIL, assert_same_queries, page, reader, shows, words
from tests.world import household, person
from yishi.clock.story import held_at, now
from yishi.journal.domain.events import append
from yishi.journal.kinds import KINDS, EventKind
from yishi.journal.models import Visibility
from yishi.people.enums import PublicName, Role

pytestmark = pytest.mark.django_db
RESIDENT, SECRETARY = Role.RESIDENT, Role.COMMUNITY_SECRETARY


def of(made):
    return reverse("matter", args=[made.code])


def test_collecting_shows_the_words_of_neighbours_and_who_owes_what(world):
    made = opened(world.own, filed(world.own))
    for who in (None, world.own.people[RESIDENT], clerk(world.own)):
        found = page(who, of(made))
        assert "Reports are being collected. Whoever has the same problem may support them." in found
        assert "Step 1 of 6: Collect problems" in found
        assert "三楼到五楼的楼道灯全黑了" in found
        assert "Who owes what before the next step Propose for the agenda recorder" in found
    assert "Merge" not in page(None, of(made))
    assert "Answer the report" in page(clerk(world.own), of(made))
    assert "Answer the report" not in page(world.own.people[RESIDENT], of(made))
    assert "Answer the report" not in page(clerk(world.other), of(made))


def test_on_the_agenda_it_shows_the_checklist_and_who_may_do_what(world):
    made = matter(world)
    found = page(world.own.people[SECRETARY], of(made))
    assert "Admit the item" in found and "What you may do here" in found
    assert "Sign in to support" in page(None, of(made))
    assert "What you may do here" not in page(None, of(made))


def test_what_was_found_out_is_shown_to_all_only_when_it_is_published(world):
    made = matter(world, MatterState.SURVEYING)
    inquire(made, world.own)
    finding = Finding.objects.get(matter=made)
    for who, seen in ((None, False), (world.own.people[RESIDENT], False), (world.own.people[SECRETARY], True)):
        assert (finding.text in page(who, of(made))) is seen
    assert TEXT in page(None, of(made))
    with on(dt.date(2026, 3, 17)):
        research.publish(made, by=world.own.people[Role.RECORDER], channels=["公示栏"])
        assert finding.text in page(None, of(made))
        assert "The facts are there, published on" in page(None, of(made))


def test_a_deliberation_shows_who_said_what_without_telling_doors(world):
    made = hall.published(world)
    sitting = hall.put(world, made)
    meeting = sitting.entry.meeting
    announced = reader().get(meeting.page_address).content.decode()
    assert f'href="{of(made)}"' in announced, "an entry of the agenda leads to its matter"
    hall.sign_in(world, meeting)
    with on(meeting.date, 19):
        hall.deliberation.open_sitting(sitting, by=meeting.facilitator)
        for say in ({"speaker_words": "马先生（3-2-102）"}, {"speaker": world.own.people[Role.COUNCIL_MEMBER]}):
            statements.state(sitting.entry, by=meeting.recorder, stance="against", text="怕挡光。", **say)
        found = page(None, of(made))
    assert "The meeting about this is going on now." in found
    assert "马先生 · against" in found and not shows(found, "102")
    assert world.own.people[Role.COUNCIL_MEMBER].name in found  # in office: whole
    assert "Members present: 15 of 15; needed: 10." in found


def test_an_open_ballot_shows_no_figure_to_anybody(world):
    made = matter(world, MatterState.DELIBERATING)
    council(world.own, 3)
    poll = council_poll(world.own, matter=made)
    for who in (None, world.own.people[Role.COUNCIL_MEMBER], world.own.people[SECRETARY]):
        found = page(who, of(made))
        assert "Results are shown to nobody before the ballot is closed." in found
    assert reverse("ballot", args=[poll.pk]) in reader(world.own.people[Role.COUNCIL_MEMBER]).get(of(made)).content.decode()
    assert reverse("ballot", args=[poll.pk]) not in reader().get(of(made)).content.decode()


def test_the_answer_says_until_when_is_voted(world):
    made = matter(world, MatterState.DELIBERATING)
    poll = polls.create(
        community=made.community, matter=made, by=clerk(world.own), question="先问问", rule="advisory_poll",
        secrecy="named", electorate="listed", opens_at=doing_at("2026-04-06"), closes_at=doing_at("2026-04-12"),
    )
    type(poll).objects.filter(pk=poll.pk).update(state="announced")
    with held_at(doing_at("2026-04-01")):
        assert "The vote is open from" in page(None, of(made))
    type(poll).objects.filter(pk=poll.pk).update(state="open", entitled=1, roll_hash="0" * 64, definition_hash="0" * 64)
    with held_at(doing_at("2026-04-07")):
        assert "Opinions are asked for until" in page(None, of(made))


def doing_at(day):
    return doing.timezone.make_aware(dt.datetime.combine(dt.date.fromisoformat(day), dt.time(9)))


def test_a_result_is_posted_with_opinions_beside_answers_and_a_draft_is_for_the_office(world):
    resolution = outcome.drafted(world.own)
    made = resolution.matter
    secret = "A draft is being prepared; only the office sees it."
    assert secret in page(world.own.people[SECRETARY], of(made))
    for who in (None, world.own.people[RESIDENT], world.other.people[SECRETARY]):
        assert outcome.TITLE not in page(who, of(made))
    with outcome.at(outcome.POSTED):
        outcome.make_ready(world.own, resolution)
        outcome.outcomes.publish(resolution, by=world.own.people[SECRETARY])
        found = page(None, of(made))
        assert "There is a result, posted until" in found and outcome.TITLE in found
        assert "the last one is" in page(world.own.people[SECRETARY], of(made))
        assert "No other opinion was recorded." in found and "If you do not agree" in found
        assert "Object to the result" in page(world.own.people[RESIDENT], of(made))
    with outcome.at(outcome.LAST_DAY + dt.timedelta(2)):
        assert "There is a result; it was posted until" in page(None, of(made))


def test_execution_says_what_is_done_late_and_next(world):
    made = doing.started(world.own)
    first = doing.promise(made, world.own, due="2026-04-10")
    doing.promise(made, world.own, name="验收通电", due="2026-04-20")
    with doing.at("2026-04-15"):
        assert "None of the 2 milestones is done yet. 1 is overdue: 划线施工, due on" in page(None, of(made))
        doing.execution.record_delay(first, by=world.own.people[SECRETARY], reason="下雨", new_due=None)
    doing.done(first, world.own, "2026-04-16")
    with doing.at("2026-04-16"):
        assert "1 of 2 milestones are done. Next: 验收通电, by" in page(None, of(made))
    doing.done(made.milestones.last(), world.own, "2026-04-17")
    with doing.at("2026-04-17"):
        assert "2 of 2 milestones are done. It waits to be inspected." in page(None, of(made))
    doing.passed(made, world.own, "2026-04-18")
    with doing.at("2026-04-18"):
        assert "2 of 2 milestones are done. It was accepted on" in page(None, of(made))


def test_a_completed_matter_says_so_and_owes_nothing(world):
    made = doing.matter_in(world.own, MatterState.COMPLETED, closed_on=dt.date(2026, 5, 1))
    for who in (None, world.own.people[SECRETARY]):
        found = page(who, of(made))
        assert "Done: carried out, accepted and rated. Closed on" in found
        assert "Who owes what" not in found
        assert "All steps walked" in found


@pytest.mark.parametrize("state", MatterState)
@pytest.mark.parametrize("procedure", ["six_steps", "five_steps", "nine_steps", "open_call"])
def test_it_stands_in_every_state_of_every_procedure(world, state, procedure):
    made = doing.matter_in(world.own, state, procedure=procedure)
    for who in (None, world.own.people[RESIDENT], world.own.people[SECRETARY]):
        page(who, of(made))


def test_names_are_shown_as_they_were_chosen(world):
    shy = person(world.own.community, "欧阳修", public_name=PublicName.ANONYMOUS)
    polite = person(world.own.community, "邹桂枝", public_name=PublicName.SURNAME, honorific="女士")
    for n, each in enumerate((shy, polite)):
        household(world.own.estate, f"8-{n}", each)
    office = {"by": clerk(world.own), "channel": "visit", "reporter_words": "马先生（102）"}
    reports = [filed(world.own, by=shy), filed(world.own, by=polite), filed(world.own, **office)]
    made = opened(world.own, *reports)
    found = page(None, of(made))
    assert "a resident (name known to the community)" in found and "邹女士" in found and "马先生" in found
    assert "欧阳修" not in found and "邹桂枝" not in found
    assert not shows(found, "102") and not shows(found, "8-0"), "doors"
    assert "欧阳修" in page(clerk(world.own), of(made))


def test_html_is_shown_and_never_run(world):
    made = opened(world.own, filed(world.own, text=EVIL, title=EVIL[:60]), title=EVIL, summary=EVIL)
    answer = reader().get(of(made))
    assert "<script>alert" not in answer.content.decode()
    assert "<script>alert(1)</script>" in words(answer)


def test_what_is_not_there_is_not_found(world):
    for address in ("/matters/NONE/", "/matters/%00/", "/matters/x'y/", "/matters/" + "9" * 25 + "/", "/matters/槐/"):
        assert reader().get(address).status_code == 404, address


def test_a_code_in_small_letters_leads_to_its_matter(world):
    made = opened(world.own, filed(world.own))
    answer = reader().get(of(made).replace(made.code, made.code.lower()))
    assert (answer.status_code, answer["Location"]) == (302, of(made))


def test_the_archive_is_for_those_who_keep_records(world):
    made = doing.matter_in(world.own, MatterState.EXECUTING)
    address = reverse("matter-archive", args=[made.code])
    answer = reader(world.own.people[SECRETARY]).get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/zip")
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    assert "The whole file (ZIP)" in page(world.own.people[SECRETARY], of(made))
    assert "The whole file (ZIP)" not in page(world.own.people[RESIDENT], of(made))
    for who, status in ((None, 302), (world.own.people[RESIDENT], 403), (world.other.people[SECRETARY], 403)):
        assert reader(who).get(address).status_code == status


def test_it_costs_the_same_with_3_of_everything_and_with_300(world):
    """Reports; promises and delays; objections, questions, minority opinions; findings; statements of its meeting."""
    resolution = outcome.published(world.own)
    made, people = resolution.matter, world.own.people
    meetings_about(world.own, [made])
    Inquiry.objects.create(
        community=made.community, matter=made, since=outcome.POSTED, until=outcome.POSTED, methods=["问卷"], unit="户",
        closed_on=outcome.POSTED, published_on=outcome.POSTED,
    )

    def grow(n):
        first = made.milestones.count() + 1
        reported(world.own, [Matter(pk=made.pk, code=f"X-{first + i}") for i in range(n)])
        promises(made, range(first, first + n), people[SECRETARY])
        words_about(made, range(first, first + n), people)

    assert_same_queries((None, people[RESIDENT], people[SECRETARY]), of(made), grow)


def promises(made, numbers, by):
    """Give ``made`` a milestone for each of ``numbers``, each of them late."""
    day, whose = doing.day("2026-04-10"), {"community": made.community}
    rows = Milestone.objects.bulk_create(Milestone(matter=made, n=n, name=f"第{n}步", due=day, **whose) for n in numbers)
    Delay.objects.bulk_create(Delay(milestone=row, reason="下雨", recorded=day, recorded_by=by, **whose) for row in rows)


def words_about(made, numbers, people):
    """Have something said about ``made`` in every way there is, for each of ``numbers``."""
    of, who = {"community": made.community, "matter": made}, people[RESIDENT]
    for kind in (Objection, InquiryNote):
        kind.objects.bulk_create(
            kind(person=who, text=f"不同意{n}", raised_on=outcome.POSTED, entered_by=who, **of) for n in numbers
        )
    Finding.objects.bulk_create(Finding(n=n, text="查清了", **of) for n in numbers)
    MinorityOpinion.objects.bulk_create(
        MinorityOpinion(n=n, text="保留", recorded_by=people[SECRETARY], **of) for n in numbers
    )
    entry = made.sittings.exclude(entry=None).get().entry
    Statement.objects.bulk_create(
        Statement(community=made.community, meeting=entry.meeting, entry=entry, n=n, at=now(), speaker=who,
                  stance="for", text="同意") for n in numbers
    )


def test_what_others_may_not_read_pushes_nothing_off_the_list_of_what_happened(world, monkeypatch):
    made = opened(world.own, filed(world.own))
    monkeypatch.setattr("consultation.pages.matter.EVENTS_SHOWN", 3)
    kind = EventKind("matter_page.hidden", "hidden", Visibility.STAFF, lambda event: "内部的一条")
    monkeypatch.setitem(KINDS, kind.code, kind)
    with transaction.atomic():
        for _ in range(6):
            append(made.stream_name, kind.code, by=clerk(world.own), community=made.community, payload={})
    shown, record = page(None, of(made)), page(None, reverse("matter-record", args=[made.code]))
    assert "Matter opened" in shown and "Matter opened" in record
    assert "内部的一条" not in shown + record
    office = page(clerk(world.own), of(made))
    assert "The last of 6 in a row" in office and "Matter opened" in office and "What happened before" not in office
    monkeypatch.setattr("consultation.pages.matter.EVENTS_SHOWN", 1)
    office = page(clerk(world.own), of(made))
    assert "The last of 6 in a row" in office and "Matter opened" not in office and "What happened before these stands" in office
    record = page(clerk(world.own), reverse("matter-record", args=[made.code]))
    assert record.count("内部的一条") == 1 and "6 such entries in a row." in record, "what says the same stands once, and counted"


def test_a_changed_text_shows_every_version_and_asks_for_a_new_notice(world):
    made = bare(world.own)
    prepare(made, world.own)
    for later, more in ((1, "先试一年。"), (2, "先试两年。")):
        with on(NOTICED + dt.timedelta(later)):
            agenda.revise_text(made, by=world.own.people[Role.RECORDER], text=f"{TEXT}{more}")
            shown = page(None, of(made))
    assert "The text was changed 2 times: what changed" in shown and "The first version" in shown
    assert "a new notice has to hang" in shown and "Notice of the item, with its earlier text" in shown


def test_a_failed_inspection_is_no_good_news_in_what_happened(world):
    made = doing.started(world.own)
    doing.failed(made, world.own, "2026-09-10", "2026-09-30")
    for address in (of(made), reverse("matter-record", args=[made.code])):
        assert reader().get(address).content.decode().count('<li class="fail">') == 1, address
    doing.passed(made, world.own, "2026-10-12")
    assert reader().get(reverse("matter-record", args=[made.code])).content.decode().count('<li class="fail">') == 1
