"""The ballots of the story: every vote is cast through the ordinary cast function, by the channels told."""

from consultation.domain import ballots, sittings
from consultation.polls.domain.batches import mark_paper
from consultation.polls.domain.casting import cast as cast_vote
from consultation.polls.models import Poll, RollVoter
from meetings.rules import REP_SEATS
from yishi.people.models import OwnedUnit, Person, Place

from .. import cast, population
from ..residents import register
from ..story import at
from .base import DAY, dice, persons, place_of, row_of, scene
from .halls import council

PAPER_SHARE = {"LX-2026-05": 0.2, "HA-2026-06": 0.5}
ONLINE = {"LX-2026-08": 1048}


def scenes(matter):
    """Return the scenes of every ballot of ``matter``."""
    told = matter["step4_deliberation"]
    for poll in told.get("polls", ()):
        yield from opinion_scenes(matter, poll)
    for name in ("ballot", "ballot_final"):
        ballot = told.get(name)
        if ballot and ballot["kind"].startswith("owners"):
            yield from owners_scenes(matter, ballot)
        elif ballot:
            clock = "19:30" if ballot["kind"] == "rep_assembly" else "20:40"
            yield scene(matter, f"vote-{name}", ballot["date"], clock, lambda ballot=ballot: vote_in_hall(matter, ballot))
            if ballot["kind"] == "rep_assembly":
                yield scene(matter, f"announce-{name}", ballot["notice_date"], "10:00",
                            lambda ballot=ballot: announce_in_hall(matter, ballot))


def officers(community):
    """Return recorder, facilitator, supervisor, and the seconds of recorder and supervisor."""
    return (
        cast.office(community, "recorder"), cast.office(community, "facilitator"),
        cast.office(community, "supervisory_member"), cast.second(community, "recorder"),
        cast.second(community, "supervisory_member"),
    )


def assembly(community):
    """Return the members of the representatives' assembly, committee first, in the order of their seats."""
    rows = Person.objects.filter(seats__role__in=REP_SEATS, seats__place__code=community).distinct()
    return list(rows.select_related("community").order_by("pk"))


def poll_of(matter, question):
    """Return the poll of ``matter`` with ``question``."""
    return Poll.objects.select_related("community", "matter__community", "place").get(
        matter__code=matter["id"], question=question
    )


def options_of(matter, codes):
    """Return (code, text, yuan) of the options ``codes``, as drafted in the inquiry."""
    drafted = {option["code"]: option for option in matter["step3_survey"]["options_drafted"]}
    return [
        (code, f"{code} {drafted[code]['name']}" if code in drafted else code, drafted.get(code, {}).get("budget_yuan"))
        for code in codes
    ]


# Opinions: advisory and approval polls


def opinion_scenes(matter, poll):
    """Return the scenes of a count of opinions: prepared, opened, voted, closed, counted, certified."""
    question, first, last = poll["question"], poll["from"], poll["to"]
    yield scene(matter, "poll-prepare", first - DAY, "19:30", lambda: prepare_opinion(matter, poll))
    yield scene(matter, "poll-open", first, "08:00",
                lambda: ballots.open(poll_of(matter, question), by=cast.office(matter["community"], "recorder")))
    yield scene(matter, "poll-votes", first + (last - first) // 2, "12:00", lambda: cast_opinions(matter, poll))
    yield scene(matter, "poll-count", last, "20:10", lambda: count_opinions(matter, poll))


def prepare_opinion(matter, poll):
    """The recorder prepares the poll; what it counts decides nothing."""
    approval = poll["kind"] == "approval"
    choices = options_of(matter, poll["counts"])
    ballots.prepare(
        row_of(matter), by=cast.office(matter["community"], "recorder"), question=poll["question"],
        rule="approval_poll" if approval else "advisory_poll", secrecy="secret", electorate="persons", place=place_of(matter),
        method="budget" if approval else "single", choices=choices if approval else [pair[:2] for pair in choices],
        max_choices=poll.get("max_choices", 1), opens_at=at(poll["from"], "08:00"), closes_at=at(poll["to"], "20:00"),
        cap_yuan=poll.get("allocation", {}).get("cap_yuan"),
    )


def votes_of(matter, poll):
    """Return one list of choices a voter, adding up to the story's counts, in a seeded order."""
    turnout = poll["turnout"]
    given = [[] for _voter in range(turnout)]
    ticks = [code for code, count in poll["counts"].items() for _n in range(count)]
    for n, code in enumerate(ticks):
        given[n % turnout].append(code)
    dice(matter, poll["question"]).shuffle(given)
    return given


def electorate(poll_row):
    """Return the keys of the persons on the roll, in order."""
    return list(RollVoter.objects.filter(poll=poll_row).order_by("person").values_list("person", flat=True))


def cast_opinions(matter, poll):
    """Residents vote online; those who come to a polling point are marked there, one by one."""
    row = poll_of(matter, poll["question"])
    _recorder, _facilitator, _supervisor, second, watcher = officers(matter["community"])
    given, online = votes_of(matter, poll), online_of(matter, poll)
    voters = persons(dice(matter, f"{poll['question']}-voters").sample(electorate(row), poll["turnout"]))
    for person, choices in zip(voters[:online], given[:online], strict=True):
        cast_vote(row, by=person, choices=choices)
    for person in voters[online:]:
        mark_paper(row, by=person, entered_by=second, witness=watcher)


def online_of(matter, poll):
    """Return how many of the votes came in online."""
    share = 1 - PAPER_SHARE.get(matter["id"], 0)
    return ONLINE.get(matter["id"], round(poll["turnout"] * share))


def count_opinions(matter, poll):
    """After the close the papers are counted twice, and the supervisory committee certifies."""
    row = poll_of(matter, poll["question"])
    recorder, _facilitator, supervisor, second, watcher = officers(matter["community"])
    if row.state == "open":
        ballots.close(row, by=recorder)
    papers = votes_of(matter, poll)[online_of(matter, poll):]
    if papers:
        counts = {code: sum(code in paper for paper in papers) for code in poll["counts"]}
        batch = ballots.count_batch(row, by=second, ballots=len(papers), counts=counts)
        ballots.confirm_batch(row, by=watcher, batch=batch, ballots=len(papers), counts=counts)
    ballots.certify(row, by=supervisor)


# Owners


def owners_scenes(matter, ballot):
    """Return the scenes of an owners' vote: announced, opened, voted by three channels, closed, certified."""
    question, first, last = ballot["question"], ballot["from"], ballot["to"]
    yield scene(matter, "owners-announce", ballot["notice_date"], "09:00", lambda: announce_owners(matter, ballot))
    yield scene(matter, "owners-open", first, "08:00", lambda: open_owners(matter, ballot))
    yield scene(matter, "owners-votes", first + (last - first) // 2, "12:00", lambda: cast_owners(matter, ballot))
    yield scene(matter, "owners-close", last, "20:10", lambda: certify(matter, question))


def announce_owners(matter, ballot):
    """The recorder prepares the owners' vote and posts its notice."""
    recorder = cast.office(matter["community"], "recorder")
    row = ballots.prepare(
        row_of(matter), by=recorder, question=ballot["question"], secrecy="named", electorate="owners",
        place=Place.objects.get(code=population.scope_of(matter)), opens_at=at(ballot["from"], "08:00"),
        closes_at=at(ballot["to"], "20:00"),
    )
    ballots.announce(row, by=recorder, channels=["平台公示", "小区公示栏"])


def open_owners(matter, ballot):
    """Papers go round, and the ballot opens."""
    recorder = cast.office(matter["community"], "recorder")
    sittings.hold_by_papers(row_of(matter), by=recorder, words="书面征求业主意见，线上线下同步")
    row = poll_of(matter, ballot["question"])
    if row.state == "announced":
        ballots.open(row, by=recorder)


def owners_of(scope):
    """Return the owners of ``scope`` in the order in which they fall to in favour, against, abstaining, absent."""
    doors = [door for door in register() if door.area and door.place.startswith(scope)]
    units = {
        (place, room): owner
        for place, room, owner in OwnedUnit.objects.filter(place__code__startswith=scope).values_list(
            "place__code", "room", "owner_id"
        )
    }
    order = population.voting_order(scope, len(doors))
    return [units[doors[n].place, doors[n].room] for n in order]


def cast_owners(matter, ballot):
    """Every owner of the story votes: online, by a paper that two persons enter, or at a home visit."""
    row, scope = poll_of(matter, ballot["question"]), population.scope_of(matter)
    _recorder, _facilitator, _supervisor, second, watcher = officers(matter["community"])
    answers = [code for code, count in ballot["counts"].items() for _n in range(count["owners"])]
    owners = list(zip(owners_of(scope), answers, strict=False))
    voters = first_voters(row)
    dice(matter, "owners-channels").shuffle(owners)
    ways = ballot.get("methods") or {"online": len(owners)}
    channels = [channel for channel, count in ways.items() for _n in range(count)]
    for (owner, answer), channel in zip(owners, channels, strict=True):
        typed = {} if channel == "online" else {"channel": channel, "entered_by": second, "witness": watcher}
        cast_vote(row, by=voters[f"o{owner}"], unit=f"o{owner}", choices=answer, **typed)


def first_voters(row):
    """Return unit → the first of the persons who may vote for it."""
    found = {}
    for line in RollVoter.objects.filter(poll=row).select_related("person__community", "entry").order_by("-pk"):
        found[line.entry.unit] = line.person
    return found


def certify(matter, question):
    """The ballot is closed and its count certified by the supervisory committee."""
    row = poll_of(matter, question)
    recorder, _facilitator, supervisor, _second, _watcher = officers(matter["community"])
    if row.state == "open":
        ballots.close(row, by=recorder)
    ballots.certify(row, by=supervisor)


# In the hall


def prepare_in_hall(matter, ballot, **more):
    """The recorder prepares a ballot of the council or of the representatives."""
    counts, motion = ballot["counts"], "in_favor" in ballot["counts"]
    method = {} if motion else {"method": "single", "choices": [pair[:2] for pair in options_of(matter, counts)]}
    return ballots.prepare(
        row_of(matter), by=cast.office(matter["community"], "recorder"), question=ballot["question"], rule=ballot["kind"],
        secrecy=ballot["secrecy"], electorate="members",
        place=Place.objects.get(code=matter["community"]), **method, **more,
    )


def announce_in_hall(matter, ballot):
    """A ballot of the representatives is announced ten days before."""
    row = prepare_in_hall(matter, ballot, opens_at=at(ballot["date"], "19:20"))
    ballots.announce(row, by=cast.office(matter["community"], "recorder"), channels=["平台公示", "小区公示栏"], until=ballot["date"])


def vote_in_hall(matter, ballot):
    """The vote in the meeting: hands counted and confirmed, or papers marked and counted twice; then certified."""
    if ballot["kind"] != "rep_assembly":
        prepare_in_hall(matter, ballot)
    row = poll_of(matter, ballot["question"])
    recorder, facilitator, supervisor, _second, _watcher = officers(matter["community"])
    if row.state != "open":
        ballots.open(row, by=recorder)
    if ballot["secrecy"] == "show_of_hands":
        ballots.enter_hands(row, by=recorder, present=ballot["present"], counts=ballot["counts"])
        ballots.confirm_hands(row, by=facilitator)
        ballots.close(row, by=facilitator, present=ballot["present"])
    else:
        vote_by_papers(matter, ballot, row)
    ballots.certify(row, by=supervisor)


def vote_by_papers(matter, ballot, row):
    """Members who have an interest stand aside; the rest hand in secret papers, which two persons count."""
    recorder, facilitator, _supervisor, second, watcher = officers(matter["community"])
    members = council(matter["community"])
    for member in members[ballot["present"]:]:
        ballots.recuse(row, by=recorder, unit=member, words="与涉事商户有亲属关系，主动回避")
    for member in members[: ballot["present"]]:
        mark_paper(row, by=member, entered_by=second, witness=watcher, channel="hall")
    ballots.close(row, by=facilitator, present=ballot["present"])
    batch = ballots.count_batch(row, by=second, ballots=ballot["present"], counts=ballot["counts"])
    ballots.confirm_batch(row, by=watcher, batch=batch, ballots=ballot["present"], counts=ballot["counts"])
