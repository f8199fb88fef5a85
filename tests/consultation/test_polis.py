"""A real opinion collection is brought in, and counted by the ordinary ballots. The data: tests/data/polis-cut."""

import csv
import io
import itertools
import os
import signal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from consultation.models import Matter, Report
from consultation.polis import placing, reading, replaying
from consultation.polls.domain.casting import cast
from consultation.polls.models import NamedMark, Poll
from tests.race import ring
from tests.world import account
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.people.models import Person, Place

pytestmark = pytest.mark.django_db

CUT = Path(__file__).resolve().parents[1] / "data" / "polis-cut"
COMMENT_HEAD = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body"
VOTE_HEAD = "timestamp,datetime,comment-id,voter-id,vote"
T = 1435654192000


def rows(name):
    with open(CUT / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def recount():
    """Return statement → (agree, disagree, pass) of the last votes as they were published."""
    people = rows("participants-votes.csv")
    return {
        int(n): tuple(sum(row[n] == vote for row in people) for vote in ("1", "-1", "0")) for n in people[0]
        if n.isdigit()
    }


def bring_in(folder=CUT, slug="cut", **options):
    out, err = io.StringIO(), io.StringIO()
    call_command("import_polis", str(folder), slug=slug, verbosity=0, stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def tallies(slug="cut"):
    out = io.StringIO()
    call_command("export_tallies", slug, stdout=out)
    head, *lines = csv.reader(io.StringIO(out.getvalue()))
    assert head == ["comment-id", "agree", "disagree", "pass"]
    return {int(n): (int(agree), int(disagree), int(passed)) for n, agree, disagree, passed in lines}


def export(folder, comments, votes):
    """Write an export: ``comments`` and ``votes`` are lines below the head, or rows of cells."""
    for name, head, lines in (("comments.csv", COMMENT_HEAD, comments), ("votes.csv", VOTE_HEAD, votes)):
        text = io.StringIO()
        text.write(head + "\n")
        for line in lines:
            csv.writer(text, lineterminator="\n").writerow(line) if isinstance(line, list) else text.write(line + "\n")
        (folder / name).write_bytes(text.getvalue().encode("utf-8", "surrogateescape"))
    return folder


def stopped_after(n, monkeypatch):
    """Let the import be stopped at its vote ``n`` + 1."""
    left = [n]

    def cast_or_stop(*args, **kwargs):
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        return cast(*args, **kwargs)

    monkeypatch.setattr(replaying, "cast", cast_or_stop)


@pytest.mark.writes
def test_every_total_is_that_of_the_last_votes_and_not_the_published_one():
    said, _ = bring_in()
    votes = rows("votes.csv")
    assert tallies() == recount() and len(recount()) == 12 and list(tallies()) == sorted(recount())
    published = {int(row["comment-id"]): (int(row["agrees"]), int(row["disagrees"])) for row in rows("comments.csv")}
    assert sum(tallies()[n][:2] != published[n] for n in published) > 6
    assert NamedMark.objects.count() == len(votes) > len({(row["comment-id"], row["voter-id"]) for row in votes})
    assert f"{len(votes)} votes cast now" in said and "closed" in said


def test_statements_are_collected_reports_and_questions_of_one_named_ballot():
    bring_in(credit="CC BY 4.0")
    matter, poll = Matter.objects.get(), Poll.objects.get()
    assert (matter.procedure, matter.state, poll.matter) == ("open_call", "collecting", matter)
    assert (poll.secrecy, poll.may_change, poll.decisive, poll.state) == ("named", True, False, "closed")
    assert (poll.rule, poll.entitled, poll.min_age, poll.electorate) == ("advisory_poll", 60, 0, "listed")
    states = {"1": "accepted", "0": "unmoderated", "-1": "rejected"}
    questions = {question.n: question.text for question in poll.questions.all()}
    for row in rows("comments.csv"):
        report = Report.objects.get(text=row["comment-body"].strip())
        assert report.moderation == states[row["moderated"]] and report.matter == matter
        assert report.reporter.key == f"polis:cut:{row['author-id']}" and report.reporter.synthetic
        assert report.filed_at == reading.instant(int(row["timestamp"]))
        assert questions[int(row["comment-id"])] == report.text
    times = [mark.at for mark in NamedMark.objects.order_by("pk")]
    assert times == sorted(reading.instant(int(row["timestamp"])) for row in rows("votes.csv"))
    assert poll.opens_at == reading.instant(min(int(row["timestamp"]) for row in rows("comments.csv")))
    assert "CC BY 4.0" in matter.summary and "CC BY 4.0" in poll.description


def test_run_again_it_does_nothing():
    bring_in()
    before = (NamedMark.objects.count(), Person.objects.count(), Report.objects.count(), Event.objects.count())
    assert "0 votes cast now" in bring_in()[0]
    assert before == (NamedMark.objects.count(), Person.objects.count(), Report.objects.count(), Event.objects.count())


@pytest.mark.parametrize("n", [1, 400])
def test_stopped_anywhere_it_goes_on_and_ends_with_the_same_totals(n, monkeypatch):
    with monkeypatch.context() as patch:
        stopped_after(n, patch)
        with pytest.raises(CommandError, match="goes on from here"):
            bring_in()
    assert NamedMark.objects.count() == n - n % replaying.BATCH
    with pytest.raises(CommandError):
        tallies()
    bring_in()
    assert tallies() == recount() and NamedMark.objects.count() == len(rows("votes.csv"))


def killed_at(n):
    """Bring the cut in, and be killed at vote ``n``: runs in a process of its own."""
    left = itertools.count(1)

    def cast_or_die(*args, **kwargs):
        if next(left) == n:
            os.kill(os.getpid(), signal.SIGKILL)
        return cast(*args, **kwargs)

    replaying.cast = cast_or_die
    bring_in()


def brought_in():
    """Bring the cut in, and return how many votes were in before, are in now, and the totals."""
    before = NamedMark.objects.count()
    bring_in()
    return [before, NamedMark.objects.count(), sorted(tallies().items())]


@pytest.mark.races
@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_another_process_goes_on():
    with ring(2) as processes:
        with pytest.raises(RuntimeError, match="ended with -9"):
            processes.ask(killed_at, 311)
        processes.racers.pop(0).close()
        before, after, totals = processes.ask(brought_in)
    assert (before, after) == (replaying.BATCH, len(rows("votes.csv")))
    assert [(n, tuple(found)) for n, found in totals] == sorted(recount().items())


@pytest.mark.parametrize("stage", ["_enter", "_file"])
def test_stopped_while_the_room_is_made_it_goes_on_too(stage, monkeypatch):
    with monkeypatch.context() as patch:
        left, real = [1], getattr(placing, stage)

        def stop(*args):
            if not left[0]:
                raise KeyboardInterrupt
            left[0] -= 1
            return real(*args)

        patch.setattr(placing, "BATCH", 20)
        patch.setattr(placing, stage, stop)
        with pytest.raises(CommandError):
            bring_in()
    assert not Matter.objects.exists()
    bring_in()
    assert tallies() == recount() and Person.objects.filter(key__startswith="polis:cut:").count() == 60


def test_at_equal_times_the_later_line_wins(tmp_path):
    votes = [f"{T + 5},,0,1,-1", f"{T + 5},,0,1,1", f"{T + 5},,0,2,1", f"{T + 5},,0,2,0", f"{T + 9},,0,3,1",
             f"{T + 7},,0,3,-1"]
    bring_in(export(tmp_path, [f"{T},,0,1,9,9,1,一", f"{T},,7,1,0,0,0,二"], votes))
    assert tallies() == {0: (2, 0, 1), 7: (0, 0, 0)}


def test_any_text_is_kept_as_it_is(tmp_path):
    texts = ['<script>alert("1")</script> & \'x\'', "=1+1", "第一行\n第二行, \"引号\"", "字" * 2000,
             "{% now %} \u2028 😀"]
    comments = [[T + n, "", n, 5, 0, 0, 1, text] for n, text in enumerate(texts)]
    bring_in(export(tmp_path, comments, [f"{T + 9},,{n},5,1" for n in range(len(texts))]))
    assert [question.text for question in Poll.objects.get().questions.order_by("n")] == texts
    assert set(Report.objects.values_list("text", flat=True)) == set(texts)
    assert tallies() == dict.fromkeys(range(len(texts)), (1, 0, 0))


BAD_COMMENTS = {
    3: f"{T},,1,1,0,0,1", 4: f"{T},,2,1,0,0,2,x", 5: f"{T},,0,1,0,0,1,again", 6: f"{T},,-3,1,0,0,1,x",
    7: f"{T},,4,1,0,0,1,{'字' * 2001}", 8: f"{T},,5,1,0,0,1,\udcff\udcfe", 9: f"x{T},,6,1,0,0,1,x",
    10: f"{T},,7,1,0,0,1, ", 11: f"{T},,8,1,1.5,0,1,x", 12: f'{T},,9,1,0,0,1,"never closed',
}
BAD_VOTES = {
    3: f"{T},,0,1,2", 4: f"{T},,0,1", 5: f"{T},,1,1,1", 6: f"{T},,0,one,1", 7: f"{T},,0,1,", 8: f"99{T},,0,1,1",
    9: f'{T},,0,"1,1', 10: f"{T},,0,1,1,1", 11: f"{T},,0,1\udcff,1",
}


@pytest.fixture
def broken(tmp_path):
    return export(tmp_path, [f"{T},,0,1,0,0,1,好", *BAD_COMMENTS.values(), f"{T},,10,2,0,0,1,\"又\n一\""],
                  [f"{T + 1},,0,1,1", *BAD_VOTES.values(), f"{T + 2},,10,2,-1"])


def test_bad_lines_stop_the_import_before_anything_is_written(broken):
    err = io.StringIO()
    with pytest.raises(CommandError, match=r"19 bad lines, the first: comments.csv, line 3: .*--keep-going"):
        call_command("import_polis", str(broken), slug="cut", stderr=err)
    assert not Place.objects.exists() and not Person.objects.exists()
    assert all(f"comments.csv, line {n}: " in err.getvalue() for n in BAD_COMMENTS)
    assert all(f"votes.csv, line {n}: " in err.getvalue() for n in BAD_VOTES)


def test_bad_lines_are_left_out_and_counted_with_keep_going(broken):
    out, err = bring_in(broken, keep_going=True)
    assert "19 bad lines were left out" in out and len(err.splitlines()) == 19
    assert tallies() == {0: (1, 0, 0), 10: (0, 1, 0)}
    assert "0 votes cast now" in bring_in(broken, keep_going=True)[0]


@pytest.mark.parametrize(("name", "content", "words"), [
    ("votes.csv", None, "cannot be read"), ("votes.csv", b"", "columns are missing"),
    ("comments.csv", b"a,b\n1,2\n", "comment-body"), ("comments.csv", f"{COMMENT_HEAD}\n".encode(), "no statement"),
])
def test_a_file_that_is_no_export_is_refused_in_words(tmp_path, name, content, words):
    export(tmp_path, [f"{T},,0,1,0,0,1,好"], [])
    (tmp_path / name).unlink() if content is None else (tmp_path / name).write_bytes(content)
    with pytest.raises(CommandError, match=words):
        bring_in(tmp_path, keep_going=True)


def test_another_export_under_a_taken_name_is_refused(tmp_path):
    bring_in(export(tmp_path, [f"{T},,0,1,0,0,1,好"], [f"{T},,0,1,1"]))
    with pytest.raises(CommandError, match="another export"):
        bring_in()
    bring_in(slug="second")
    assert tallies() == {0: (1, 0, 0)} and tallies("second") == recount()
    with pytest.raises(CommandError, match=r"under the name third\. There are: cut, second"):
        tallies("third")


def test_on_a_site_of_its_own_a_recorder_and_a_moderator_answer_for_it(world, tmp_path):
    export(tmp_path, [f"{T},,0,1,0,0,1,好"], [f"{T},,0,1,1"])
    with pytest.raises(CommandError, match="--by"):
        bring_in(tmp_path)
    people = world.own.people
    by, moderator = account(people[Role.RECORDER], "by"), account(people[Role.CONTENT_MODERATOR], "moderator")
    with pytest.raises(CommandError):
        bring_in(tmp_path, by="nobody")
    with pytest.raises(CommandError, match="--community"):
        bring_in(tmp_path, by=by.username, community="XX")
    where = {"community": world.own.community.code, "moderator": moderator.username}
    with pytest.raises(CommandError) as refusal:
        bring_in(tmp_path, slug="other", by=moderator.username, **where)
    assert refusal.value.__cause__.status == 403 and not Matter.objects.exists()
    bring_in(tmp_path, by=by.username, **where)
    assert Poll.objects.get().community == world.own.community and tallies() == {0: (1, 0, 0)}
