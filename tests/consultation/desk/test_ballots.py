"""Ballots by their forms: prepared, announced, voted, counted by hands and in piles, certified."""

import datetime as dt

import pytest
from django.urls import reverse

from consultation.enums import MatterState, Rule
from consultation.polls import queries
from consultation.polls.enums import Electorate, Method, Secrecy
from consultation.polls.models import NamedMark, Poll, Recusal, SecretMark
from tests.consultation.builders_agenda import PUBLISHED, matter, on
from tests.consultation.polls import builders as b
from yishi.people.enums import Role

from .asking import EVIL, address, done, drawn, errors_of, filled, refused, send, signed_in

pytestmark = pytest.mark.django_db

PREPARED, VOTED = PUBLISHED, PUBLISHED + dt.timedelta(1)
OVER = VOTED + dt.timedelta(7)
LINES = "A | 平层入户\nB ｜ 错层入户\nC | 暂不加装"
ADVISORY = {
    "rule": Rule.ADVISORY_POLL, "secrecy": Secrecy.NAMED, "electorate": Electorate.PERSONS, "method": Method.SINGLE,
    "choices": LINES, "question": "您倾向哪个方案？",
}


def role(world, name):
    return world.own.people[name]


def prepared(world, made, **changes):
    """Prepare a ballot by the form; return the Poll."""
    with on(PREPARED):
        window = {"opens_at": f"{VOTED}T09:00", "closes_at": f"{OVER}T09:00"}
        done(role(world, Role.RECORDER), "ballots.prepare", made, **{**ADVISORY, **window, **changes})
    return Poll.objects.get(matter=made)


def opened(world, poll):
    recorder = role(world, Role.RECORDER)
    with on(PREPARED):
        done(recorder, "ballots.announce", poll, channels="小区公示栏\n平台公示")
    with on(VOTED):
        done(recorder, "ballots.open", poll)
    return poll


@pytest.mark.writes
def test_a_ballot_from_its_preparation_to_its_certificate(world):
    made = matter(world, MatterState.DELIBERATING)
    poll = opened(world, prepared(world, made))
    assert [(choice.code, choice.choice) for choice in poll.questions.get().choices.all()] == [
        ("A", "平层入户"), ("B", "错层入户"), ("C", "暂不加装"),
    ]
    assert made.postings.get(purpose="ballot").channels == ["小区公示栏", "平台公示"]
    client = signed_in(role(world, Role.RESIDENT))
    where = reverse("ballot", args=[poll.pk])
    with on(VOTED):
        shown = client.get(where)
        first = client.post(where, filled(shown.context["form"]) | {"q1": "B"})
        assert first.status_code == 200
        assert "错层入户" in first.content.decode()
        assert not NamedMark.objects.exists(), "the first sending only repeats the choice"
        sent = filled(first.context["form"]) | {"cast": "1"}
        assert client.post(where, sent).status_code == 302
        assert client.post(where, sent).status_code == 302, "the same form again is answered, and counts once"
        assert NamedMark.objects.count() == 1
        again = client.post(where, sent | {"key": "another"})
        assert again.status_code == 409
    with on(OVER):
        done(role(world, Role.RECORDER), "ballots.close", poll)
        done(role(world, Role.SUPERVISORY_MEMBER), "ballots.certify", poll, statement="核对无误")
    assert poll.state == "certified"
    assert queries.counted(poll)[0].tally.heads == {"A": 0, "B": 1, "C": 0}


def test_the_form_begins_with_what_the_matter_says(world):
    made = matter(world, MatterState.DELIBERATING)
    made.options.create(community=made.community, code="B", name="错层|入户", budget_yuan=500000)
    with on(PREPARED):
        client, data = drawn(role(world, Role.RECORDER), "ballots.prepare", made)
    assert (data["rule"], data["electorate"], data["secrecy"]) == ("owners_special", "owners", "named")
    assert data["choices"].splitlines() == ["A | 平层入户方案", "B | 错层/入户 | 500000"]
    assert data["method"] == "single"
    assert data["opens_at"] == f"{PREPARED + dt.timedelta(15):%Y-%m-%d}T09:00"
    assert data["place"] == str(made.place_id)
    with on(PREPARED):
        assert client.post(address("ballots.prepare", made), data).status_code == 302
    poll = Poll.objects.get()
    assert poll.decisive
    assert [row.budget_yuan for row in poll.questions.get().choices.all()] == [None, 500000]


def test_lines_that_are_no_choices_and_rules_that_do_not_fit_keep_what_was_typed(world):
    made, recorder = matter(world, MatterState.DELIBERATING), role(world, Role.RECORDER)
    with on(PREPARED):
        for lines in ("A |", "A | 平层 | viel", f"{'长' * 25} | x", "A | | 3"):
            page = refused(recorder, "ballots.prepare", made, 422, **ADVISORY | {"choices": lines})
            assert lines.splitlines()[0][:20] in page
        page = refused(recorder, "ballots.prepare", made, 422, **ADVISORY | {"electorate": "owners", "question": "原"})
        assert 'value="原"' in page
        page = refused(recorder, "ballots.prepare", made, 422, **ADVISORY | {"decisive": "yes"})
        assert "frozen" in page
    assert not Poll.objects.exists()


def test_opening_waits_for_the_notice_and_a_stale_form_says_so(world):
    made, recorder = matter(world, MatterState.DELIBERATING), role(world, Role.RECORDER)
    with on(PREPARED):
        done(recorder, "ballots.prepare", made, method="yes_no_abstain")
        poll = Poll.objects.get()
        assert "earliest day" not in refused(recorder, "ballots.open", poll)
        client, data = drawn(recorder, "ballots.announce", poll)
        done(role(world, Role.COMMUNITY_SECRETARY), "ballots.announce", poll)
        stale = client.post(address("ballots.announce", poll), data | {"words": "请大家留意"})
        assert stale.status_code == 409
        assert "请大家留意" in stale.content.decode()
        assert "15" in refused(recorder, "ballots.open", poll)
    assert poll.state == "announced"


@pytest.mark.writes
def test_a_double_click_prepares_one_ballot(world):
    made, recorder = matter(world, MatterState.DELIBERATING), role(world, Role.RECORDER)
    with on(PREPARED):
        client, data = drawn(recorder, "ballots.prepare", made)
        for _n in range(2):
            assert client.post(address("ballots.prepare", made), data).status_code == 302
    assert Poll.objects.count() == 1


def hands(world, **fields):
    """Open a show of hands of the council, on a matter under deliberation."""
    members = b.council(world.own, 3)
    return members, b.opened(world.own, **{
        "rule": Rule.COUNCIL, "electorate": Electorate.MEMBERS, "roles": [Role.COUNCIL_MEMBER], "opens_at": None,
        "secrecy": Secrecy.SHOW_OF_HANDS, "closes_at": None, **fields,
    })


@pytest.mark.writes
def test_hands_are_entered_by_one_and_confirmed_by_another(world):
    _members, poll = hands(world)
    recorder, facilitator = role(world, Role.RECORDER), role(world, Role.FACILITATOR)
    yes, no, _abstain = poll.questions.get().choices.all()
    counts = {f"choice_{yes.pk}": "2", f"choice_{no.pk}": "1"}
    with b.while_open():
        page = refused(recorder, "ballots.enter_hands", poll, 422, **{f"choice_{yes.pk}": "9"})
        assert 'value="9"' in page
        client, data = drawn(recorder, "ballots.enter_hands", poll)
        ahead = client.post(address("ballots.enter_hands", poll), data | counts | {"present": "3", "look": "1"})
        assert ahead.context["filled"] == [("Present", "3"), (yes.label, "2"), (no.label, "1"), (_abstain.label, "0")]
        done(recorder, "ballots.enter_hands", poll, **counts)
        client, data = drawn(facilitator, "ballots.confirm_hands", poll)
        assert "3 present" in client.get(address("ballots.confirm_hands", poll)).content.decode()
        done(recorder, "ballots.enter_hands", poll, **counts)
        assert client.post(address("ballots.confirm_hands", poll), data).status_code == 422, "another count was entered meanwhile"
        done(facilitator, "ballots.confirm_hands", poll)
        done(recorder, "ballots.close", poll)
        assert signed_in(recorder).get(address("ballots.certify", poll)).status_code == 403, "she entered the count"
        done(role(world, Role.SUPERVISORY_MEMBER), "ballots.certify", poll)
    result = queries.counted(poll)[0]
    assert (result.present, result.in_favor, result.against, result.passed) == (3, 2, 1, True)


def test_a_member_stands_back_chosen_from_the_roll(world):
    members, poll = hands(world)
    facilitator = role(world, Role.FACILITATOR)
    with b.while_open():
        client, _data = drawn(facilitator, "ballots.recuse", poll)
        assert members[1].name in client.get(address("ballots.recuse", poll)).content.decode()
        done(facilitator, "ballots.recuse", poll, unit=f"p{members[1].pk}", words="本人房屋在该单元")
        again = refused(facilitator, "ballots.recuse", poll, 422, unit=f"p{members[1].pk}", words="再次")
        assert "再次" in again
    assert Recusal.objects.get().entry.unit == f"p{members[1].pk}"


def test_on_a_large_roll_whoever_stands_back_is_found_by_name(world, monkeypatch):
    members, poll = hands(world)
    monkeypatch.setattr("consultation.desk.ballots.SMALL_ROLL", 2)
    with b.while_open():
        done(role(world, Role.RECORDER), "ballots.recuse", poll, unit=members[2].name, words="利害关系")
        refused(role(world, Role.RECORDER), "ballots.recuse", poll, unit=role(world, Role.RECORDER).name, words="无关")
    assert Recusal.objects.get().entry.unit == f"p{members[2].pk}"


def test_a_list_of_persons_is_frozen_line_by_line(world):
    people, recorder = b.people(world.own, 2), role(world, Role.RECORDER)
    with b.at(b.ANNOUNCED):
        poll = b.draft(world.own)
        page = refused(recorder, "ballots.freeze", poll, 422, persons=f"{people[0].name}\n没有这个人")
        assert "没有这个人" in page
        done(recorder, "ballots.freeze", poll, persons="\n".join(each.name for each in people))
    assert poll.entitled == 2


def test_a_paper_is_entered_for_one_of_the_units_of_its_voter(world):
    poll, (one, two), who = owners_of_two(world)
    recorder, witness = role(world, Role.RECORDER), role(world, Role.SUPERVISORY_MEMBER)
    paper = {"voter": who.name, "witness": witness.name, "q1": "in_favor"}
    with b.while_open():
        page = refused(recorder, "ballots.enter_paper", poll, 422, **paper)
        assert "vote for several" in page
        assert "80.00" in page
        done(recorder, "ballots.enter_paper", poll, unit=f"o{one.pk}", **paper)
        refused(recorder, "ballots.enter_paper", poll, unit=f"o{one.pk}", **paper)
        done(recorder, "ballots.enter_paper", poll, unit=f"o{two.pk}", **paper | {"q1": "against"})
        assert send(recorder, "ballots.enter_paper", poll, unit=f"o{two.pk}",
                    **paper | {"witness": recorder.name}).status_code == 403
    found = queries.counted(b.closed(world.own, poll))[0]
    assert (found.in_favor, found.against, found.tally.area["in_favor"]) == (1, 1, 8000)


def owners_of_two(world):
    """Open a vote of owners in which one person votes for two heads: alone, and with a co-owner."""
    (one, who), (_third, co) = b.owners(world.own, "80.00", "70.00")
    two = b.owner(world.own.estate, b.Decimal("60.00"), who, co, room="业-9")
    return b.owners_poll(world.own), (one, two), who


def test_a_proxy_votes_in_anothers_place_with_a_paper(world):
    ((owner, who),) = b.owners(world.own, "80.00")
    proxy, = b.people(world.own, 1)
    poll = b.owners_poll(world.own)
    paper = {"voter": proxy.name, "principal": who.name, "q1": "in_favor",
             "witness": role(world, Role.FACILITATOR).name}
    with b.while_open():
        refused(role(world, Role.RECORDER), "ballots.enter_paper", poll, **paper)
        done(role(world, Role.RECORDER), "ballots.enter_paper", poll, proxy_evidence="委托书2026-04-05", **paper)
    assert NamedMark.objects.get().entry.unit == f"o{owner.pk}"


def test_a_paper_sent_twice_counts_once_and_the_form_is_there_for_the_next(world):
    voter, = b.people(world.own, 1)
    poll = b.opened(world.own, [voter])
    with b.while_open():
        client, data = drawn(role(world, Role.RECORDER), "ballots.enter_paper", poll)
        data |= {"voter": voter.name, "witness": role(world, Role.FACILITATOR).name, "q1": "against"}
        where = address("ballots.enter_paper", poll)
        first, second = client.post(where, data), client.post(where, data)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == where
    assert NamedMark.objects.count() == 1


@pytest.mark.writes
def test_a_pile_of_secret_papers_is_counted_twice_without_seeing_the_first(world):
    members, poll = b.council(world.own, 3), b.council_poll(world.own)
    recorder, supervisor, facilitator = (
        role(world, each) for each in (Role.RECORDER, Role.SUPERVISORY_MEMBER, Role.FACILITATOR)
    )
    with b.while_open():
        for member in members:
            done(recorder, "ballots.enter_paper", poll, voter=member.name, witness=role(world, Role.GRID_WORKER).name)
        assert SecretMark.objects.count() == 3
        done(recorder, "ballots.close", poll)
        yes, no, _abstain = poll.questions.get().choices.all()
        right = {"ballots": "3", f"choice_{yes.pk}": "2", "spoilt": "1"}
        refused(recorder, "ballots.count_batch", poll, 422, **right | {f"choice_{no.pk}": "4"})
        done(recorder, "ballots.count_batch", poll, **right)
        pile = str(poll.paper_batches.get().pk)
        refused(recorder, "ballots.confirm_batch", poll, 422, batch=pile, **right)  # she counted first
        assert "another person counts them" in asked(recorder, "ballots.confirm_batch", poll)
        _client, data = drawn(supervisor, "ballots.confirm_batch", poll)
        assert data[f"choice_{yes.pk}"] == "0"
        refused(supervisor, "ballots.confirm_batch", poll, batch=pile, **right | {"ballots": "2", "spoilt": "0"})
        done(supervisor, "ballots.confirm_batch", poll, batch=pile, **right)
        done(facilitator, "ballots.certify", poll)
    assert queries.counted(poll)[0].in_favor == 2


def test_a_wrong_pile_is_withdrawn_and_a_ballot_annulled_with_its_reason(world):
    poll = b.council_poll(world.own)
    with b.while_open():
        done(role(world, Role.RECORDER), "ballots.close", poll)
        yes, *_rest = poll.questions.get().choices.all()
        done(role(world, Role.RECORDER), "ballots.count_batch", poll, ballots="1", **{f"choice_{yes.pk}": "1"})
        done(role(world, Role.RECORDER), "ballots.withdraw_batch", poll, batch=str(poll.paper_batches.get().pk))
        refused(role(world, Role.STREET_DIRECTOR), "ballots.annul", poll, 422, because="")
        done(role(world, Role.STREET_DIRECTOR), "ballots.annul", poll, because="表决器故障")
    assert (poll.state, poll.paper_batches.get().state) == ("annulled", "withdrawn")


def test_html_in_every_field_is_text(world):
    made, recorder = matter(world, MatterState.DELIBERATING), role(world, Role.RECORDER)
    with on(PREPARED):
        client, data = drawn(recorder, "ballots.prepare", made)
        answer = client.post(address("ballots.prepare", made), dict.fromkeys(data, EVIL) | {"once": "", "seen": ""})
        assert answer.status_code == 422, errors_of(answer)
        assert "<script>alert" not in answer.content.decode()
        poll = prepared(world, made, question=EVIL, description=EVIL, choices=f"A | {EVIL}\nB | x")
        for code in ("ballots.announce", "ballots.freeze", "ballots.recuse", "ballots.open"):
            assert "<script>alert" not in signed_in(recorder).get(address(code, poll)).content.decode()


def asked(who, code, thing):
    """Return the text of the page with the form of the act ``code``."""
    return signed_in(who).get(address(code, thing)).content.decode()
