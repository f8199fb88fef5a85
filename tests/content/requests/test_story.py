"""A request from receipt to letter: every act, every kind of answer, every refusal."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string

from content.requests.clock import clock_of
from content.requests.domain import consulting, decisions, intake, keys, timing
from content.requests.enums import OF_A_CORRECTION, OF_INFORMATION, Channel
from content.requests.letters import read, words_of
from content.requests.lights import light_of
from content.requests.models import Letter, Party, Request
from content.requests.queries import year_figures
from content.requests.tasks import hear_silence
from tests.content.requests.builders import (
    DRAFTS,
    SAID,
    answered,
    at,
    consulted,
    director,
    drafted,
    officer,
    running,
    submitted,
)
from yishi.documents.models import Document
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.writes]
D = dt.date.fromisoformat


def fresh(row):
    return Request.objects.whole().get(pk=row.pk)


def day_of(row):
    return clock_of(fresh(row)).date


def test_the_period_runs_from_the_day_both_sides_confirm(world):
    with at("2026-09-24"):
        row, key = submitted(world)
        assert row.code == "F-2026-001" and clock_of(fresh(row)) is None and light_of(fresh(row)).word == "to be confirmed"
    with at("2026-09-28"):
        with pytest.raises(Invalid, match="23"):
            intake.confirm(row, by=officer(world), on=D("2026-09-23"))
        intake.confirm(row, by=officer(world), applicant_kind="research")
    assert day_of(row) == D("2026-10-30") and fresh(row).applicant.kind == "research"
    assert keys.opened(row.code, key.lower().replace("-", " ")) == row and keys.opened(row.code, "x") is None


def test_at_the_counter_it_runs_at_once_and_by_ordinary_post_it_waits(world):
    with at("2026-10-14"):
        row, _key = intake.enter(world.street, by=world.staff[Role.SERVICE_WINDOW_LEAD], channel=Channel.IN_PERSON,
                                 received_on=D("2026-10-12"), seen_at_counter=True, **SAID)
        assert day_of(row) == D("2026-11-09")
        post, _key = intake.enter(world.street, by=officer(world), channel=Channel.ORDINARY_POST, **SAID)
        assert post.state == "submitted"
        with pytest.raises(Forbidden):
            intake.enter(world.street, by=world.own.people[Role.RESIDENT], channel=Channel.FAX, **SAID)


@pytest.mark.parametrize(("field", "value"), [
    ("name", " "), ("wanted", ""), ("contact", ""), ("id_last", "12345"), ("id_last", "四四四四"), ("medium", "fax"),
    ("way", "x"), ("id_kind", "x"), ("kind", "x"),
])
def test_what_article_29_names_has_to_be_there(world, field, value):
    with pytest.raises(Invalid) as refusal:
        submitted(world, **{field: value})
    assert refusal.value.field == field and not Request.objects.exists()


def test_completion_is_asked_once_within_seven_days_and_begins_the_period_anew(world):
    with at("2026-04-18"):
        row = running(world)
    with at("2026-04-29"), pytest.raises(Refused, match="for it ended on"):
        intake.ask_completion(row, by=officer(world), to_complete="哪一年？", complete_by=D("2026-05-12"))
    with at("2026-04-28"):
        with pytest.raises(Invalid, match="not after today"):
            intake.ask_completion(row, by=officer(world), to_complete="哪一年？", complete_by=D("2026-04-28"))
        letter = intake.ask_completion(row, by=officer(world), to_complete="哪一年？", complete_by=D("2026-05-12"))
        assert letter.to_applicant and clock_of(fresh(row)) is None
        with pytest.raises(Refused, match=r"has time until .* 12 "):
            drafted(world, row, "given_up")
    with at("2026-05-11"):
        intake.complete(row, by=None, holder=True, completion="2025年。")
        assert fresh(row).state == "running" and day_of(row) == D("2026-06-08")
        with pytest.raises(Refused, match="asked once, and of everything at once"):
            intake.ask_completion(row, by=officer(world), to_complete="哪个社区？", complete_by=D("2026-05-20"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).get().__class__.objects.create(
            community=row.community, request=row, kind="completion", series="x", year=2026, number=1, dated=D("2026-05-11"),
            signed_by=officer(world))


def test_third_parties_stop_the_clock_until_the_last_has_answered(world):
    with at("2026-10-12"):
        row = running(world)
    with at("2026-10-14"):
        first, second = consulted(world, row), consulted(world, row, "另一家")
        assert light_of(fresh(row)).word == "the clock stands"
        with pytest.raises(Refused, match="not possible now"):
            drafted(world, row)
    with at("2026-10-30"):
        consulting.hear(row, by=officer(world), party=first, reply="refuses", text="不同意。")
        assert fresh(row).state == "consulting"
        with pytest.raises(Refused, match=r"until .* 4 "):
            consulting.hear(row, by=officer(world), party=second, reply="silent")
        consulting.hear(row, by=officer(world), party=second, reply="agrees")
        assert fresh(row).state == "running" and day_of(row) == D("2026-11-25")
        with pytest.raises(Invalid, match="某烧烤店 does not agree"):
            drafted(world, row)
        answered(world, row, override="涉及食品安全。")
    assert fresh(row).letters.filter(kind="override", party=first).count() == 1


def test_who_keeps_silent_for_fifteen_working_days_stops_the_clock_no_longer(world):
    with at("2026-10-12"):
        row = running(world)
        party = consulted(world, row)
    with at("2026-11-02"):
        assert hear_silence(None) == 0
    with at("2026-11-03"):
        assert hear_silence(None) == 1 and hear_silence(None) == 0
    party = Party.objects.get(pk=party.pk)
    assert (party.reply, party.answered_on) == ("silent", D("2026-11-02")) and fresh(row).state == "running"
    assert day_of(row) == D("2026-11-30")


def test_one_extension_by_name_of_the_head_and_before_the_end(world):
    with at("2026-11-02"):
        row = running(world)
    with at("2026-11-27"):
        with pytest.raises(Forbidden):
            timing.extend(row, by=officer(world), days=20, reason="涉及多个社区")
        for days in (0, 21, "5"):
            with pytest.raises(Invalid, match="1 to 20"):
                timing.extend(row, by=director(world), days=days, reason="涉及多个社区")
        timing.extend(row, by=director(world), days=20, reason="涉及多个社区")
        assert day_of(row) == D("2026-12-28")
        with pytest.raises(Refused, match="That is done once"):
            timing.extend(row, by=director(world), days=1, reason="再延")
    with at("2026-11-02"):
        late = running(world)
    with at("2026-12-01"), pytest.raises(Refused, match="It is extended before its end"):
        timing.extend(late, by=director(world), days=20, reason="晚了")


def test_too_many_requests_are_asked_for_reasons_and_a_fee_stops_the_clock(world):
    with at("2026-11-02"):
        row = running(world)
        with pytest.raises(Invalid, match="comes only after"):
            drafted(world, row, "not_processed")
        timing.ask_reasons(row, by=officer(world), reasons_by=D("2026-11-10"))
    with at("2026-11-05"):
        with pytest.raises(Invalid, match="no later term"):
            timing.take_reasons(row, by=officer(world), reasons="研究", delayed_until=D("2026-11-30"))
        timing.take_reasons(row, by=officer(world), reasons="研究", delayed_until=D("2027-01-29"))
        assert day_of(row) == D("2027-01-29")
        with pytest.raises(Refused, match="done once"):
            timing.ask_reasons(fresh(row), by=officer(world), reasons_by=D("2026-11-20"))
        for yuan in ("0", "-1", "1.234", "NaN", "abc", "1e9"):
            with pytest.raises(Invalid, match="no sum"):
                timing.charge(row, by=officer(world), yuan=yuan, reason="数量超过合理范围")
        timing.charge(row, by=officer(world), yuan="120", reason="数量超过合理范围")
        assert clock_of(fresh(row)).stopped
    with at("2026-11-10"):
        timing.pay(fresh(row), by=officer(world))
        paid = clock_of(fresh(row))
        assert not paid.stopped and len([p for p in paid.pauses if p.until == D("2026-11-10")]) == 1


def ready_for(world, decision):
    """Return a request that may be answered with ``decision``, and the day for it."""
    row = running(world)
    if decision == "given_up":
        intake.ask_completion(row, by=officer(world), to_complete="哪一年？", complete_by=D("2026-11-10"))
    if decision == "not_processed":
        timing.ask_reasons(row, by=officer(world), reasons_by=D("2026-11-10"))
    return row


@pytest.mark.parametrize("decision", [str(kind) for kind in OF_INFORMATION])
def test_each_of_the_twelve_kinds_is_drafted_signed_and_written(world, decision):
    with at("2026-11-02"):
        row = ready_for(world, decision)
    with at("2026-11-11"):
        for name, words in DRAFTS[decision].items():
            if name != "responsible":
                with pytest.raises(Invalid) as refusal:
                    drafted(world, row, decision, **{name: ""})
                assert refusal.value.field == name, words
        drafted(world, row, decision)
        letter = decisions.sign(row, by=director(world))
    assert str(letter) == "梧依申告〔2026〕1号" and fresh(row).decision == decision
    assert Document.objects.filter(kind="request-letter", subject=str(letter.pk)).exists()
    said = words_of(read(letter.pk))
    assert said["withholds"] == (decision in {"partial", "refused", "not_held", "requires_processing", "repeat", "given_up",
                                              "not_processed"})


def test_the_draft_is_signed_by_another_or_sent_back(world):
    with at("2026-11-02"):
        row = running(world)
        with pytest.raises(Invalid, match="“maybe” is none"):
            decisions.draft(row, by=officer(world), decision="maybe")
        drafted(world, row)
        with pytest.raises(Forbidden):
            decisions.sign(row, by=officer(world))
        decisions.send_back(row, by=director(world), sent_back="写明附件。")
        assert fresh(row).state == "running"
        drafted(world, row)
        with pytest.raises(Invalid, match="“0” is no number"):
            decisions.sign(row, by=director(world), number="0")
        decisions.sign(row, by=director(world), number=18)
        other = drafted(world, running(world))
        with pytest.raises(Refused, match="18号 is given already"):
            decisions.sign(other, by=director(world), number=18)
        assert str(decisions.sign(other, by=director(world))) == "梧依申告〔2026〕19号"


@pytest.mark.parametrize("decision", [str(kind) for kind in OF_A_CORRECTION])
def test_a_correction_has_no_period_and_its_own_answers(world, decision):
    """Art. 41: corrected or not with the reason, forwarded to the body that may, or told to turn to it; of no year's table."""
    with at("2026-11-02"):
        row = running(world, kind="correction")
        assert clock_of(fresh(row)) is None and light_of(fresh(row)).word == "no fixed period"
        with pytest.raises(Invalid, match="no answer to this: it asks for correction"):
            drafted(world, row, "refused")
        with pytest.raises(Refused, match="for requests for information"):
            timing.charge(row, by=officer(world), yuan="1", reason="多")
        (needed,) = DRAFTS[decision]
        with pytest.raises(Invalid) as refusal:
            drafted(world, row, decision, **{needed: ""})
        assert refusal.value.field == needed
        drafted(world, row, decision)
        letter = decisions.sign(row, by=director(world))
        assert str(letter) == "梧依申更〔2026〕1号" and year_figures(2026)["total"]["new"] == 0
        said = render_to_string("requests/letters/text.html", words_of(read(letter.pk)))
        assert "art. 41" in said and "art. 36" not in said and "not made public" not in said and "60 days" in said
        others = fresh(row).letters.filter(kind="forward")
        assert [words_of(read(each.pk))["to"] for each in others] == ["区公安分局"] * (decision == "forwarded")
        assert fresh(row).forwarded_to == ("区公安分局" if others else "")


def test_whoever_does_not_complete_a_correction_is_told_that_it_stays(world):
    with at("2026-11-02"):
        row = running(world, kind="correction")
    with at("2026-12-02"):
        intake.ask_completion(row, by=officer(world), to_complete="有什么凭证？", complete_by=D("2026-12-10"))
    with at("2026-12-11"):
        with pytest.raises(Invalid, match="only be answered with “record not corrected”"):
            drafted(world, row, "corrected")
        answered(world, row, "not_corrected")


def test_a_correction_that_was_drafted_with_another_kind_of_answer_is_not_signed(world):
    """So drafts may lie there from before corrections had answers of their own."""
    with at("2026-11-02"):
        row = drafted(world, running(world, kind="correction"), "corrected")
        Request.objects.update(decision="refused")
        with pytest.raises(Refused, match="not made public"):
            decisions.sign(fresh(row), by=director(world))
        assert not row.letters.exists()
        decisions.send_back(fresh(row), by=director(world), sent_back="按第四十一条答复")
        assert str(decisions.sign(drafted(world, fresh(row), "corrected"), by=director(world))) == "梧依申更〔2026〕1号"
