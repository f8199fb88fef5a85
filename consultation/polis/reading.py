"""Reading a Polis export: comments.csv and votes.csv, line by line. Whatever cannot stand is named with its line."""

import csv
import datetime as dt
import hashlib
import io
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from consultation.collecting import Moderation
from consultation.polls.enums import ABSTAIN, AGAINST, IN_FAVOR
from yishi.clock.story import now
from yishi.refusals import Refused

COMMENTS, VOTES, SUMMARY = "comments.csv", "votes.csv", "summary.csv"
COMMENT_COLUMNS = ("timestamp", "comment-id", "author-id", "moderated", "comment-body")
VOTE_COLUMNS = ("timestamp", "comment-id", "voter-id", "vote")
MODERATION = {"1": Moderation.ACCEPTED, "0": Moderation.UNMODERATED, "-1": Moderation.REJECTED}
CHOICES = {"1": IN_FAVOR, "-1": AGAINST, "0": ABSTAIN}
STATEMENT_LENGTH = 2000  # characters
MOST_STATEMENT, MOST_PERSON = 2**31 - 1, 10**9 - 1
NUMBER = re.compile(r"[0-9]{1,15}")
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement: its number, when (milliseconds since 1970) and by which participant it was made, its text."""

    id: int
    ms: int
    author: int
    moderation: str
    text: str


@dataclass(frozen=True, slots=True)
class Vote:
    """One vote of a participant on a statement: ``choice`` is in_favor, against or abstain."""

    ms: int
    statement: int
    voter: int
    choice: str


@dataclass(frozen=True)
class Problem:
    """What is wrong with one line of one file; lines are counted from 1, as an editor shows them."""

    file: str
    line: int
    words: str

    def __str__(self):
        return f"{self.file}, line {self.line}: {self.words}"


@dataclass
class Export:
    """An export: statements and votes in the order of their times, and the lines that cannot stand."""

    statements: list
    votes: list
    problems: list
    about: dict = field(default_factory=dict)

    @property
    def participants(self):
        """Return the numbers of everybody who voted or made a statement, in order."""
        return sorted({vote.voter for vote in self.votes} | {each.author for each in self.statements})

    @property
    def digest(self):
        """Return the SHA-256 of everything that is brought in: it tells whether two exports are the same."""
        rows = [[each.id, each.ms, each.author, each.moderation, each.text] for each in self.statements]
        rows += [[vote.ms, vote.statement, vote.voter, vote.choice] for vote in self.votes]
        return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


class Wrong(ValueError):
    """What is wrong with a line, in words."""


def instant(ms):
    """Return ``ms`` milliseconds since 1970 as an aware datetime, exactly."""
    return EPOCH + dt.timedelta(milliseconds=ms)


def read(folder):
    """Return the Export in ``folder``; lines that cannot stand are left out and named in its ``problems``.

    Votes of one time stay in the order of the file, so that the later line is the later vote. Refused where a file is
    missing, or its first line lacks a column.
    """
    folder, problems = Path(folder), []
    made_until = (now() - EPOCH) // dt.timedelta(milliseconds=1)
    statements = {}

    def statement(cells):
        made = _statement(cells, made_until)
        if made.id in statements:
            raise Wrong(f"there is a statement {made.id} already, further up")
        statements[made.id] = made

    _each(folder / COMMENTS, COMMENT_COLUMNS, statement, problems, spans_lines=True)
    votes = []
    _each(folder / VOTES, VOTE_COLUMNS, lambda cells: votes.append(_vote(cells, statements, made_until)), problems)
    if not statements:
        raise Refused(f"{COMMENTS} has no statement that could be brought in.")
    in_time = sorted(statements.values(), key=lambda each: (each.ms, each.id))
    return Export(in_time, sorted(votes, key=lambda vote: vote.ms), problems, _about(folder / SUMMARY))


def _each(path, columns, take, problems, *, spans_lines=False):
    """Call ``take`` with each line of ``path`` (column → cell); what it finds Wrong becomes a Problem."""
    lines = _lines(path)
    heads, start = _record(lines, 0, spans_lines) if lines else ([], 0)
    heads = [head.strip() for head in heads or ()]
    missing = [column for column in columns if column not in heads]
    if missing:
        raise Refused(f"{path.name}, line 1: these columns are missing: {', '.join(missing)}.")
    while start < len(lines):
        number = start + 1
        cells, start = _record(lines, start, spans_lines)
        if cells == []:
            continue
        try:
            take(_named(cells, heads))
        except Wrong as wrong:
            problems.append(Problem(path.name, number, str(wrong)))


def _lines(path):
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from error
    return list(io.StringIO(content.decode("utf-8-sig", "surrogateescape"), newline=""))


def _record(lines, start, spans_lines):
    """Return (cells, where the next record begins) of the record that begins at ``lines[start]``.

    Cells are None where it is no CSV; then the next line is taken for the beginning of the next record.
    """
    stop = len(lines) if spans_lines else start + 1
    reader = csv.reader((lines[n] for n in range(start, stop)), strict=True)
    try:
        return next(reader), start + reader.line_num
    except csv.Error:
        return None, start + 1


def _named(cells, heads):
    if cells is None:
        raise Wrong("this is no line of a CSV file; is a quotation mark left open?")
    if any("\udc80" <= sign <= "\udcff" for cell in cells if not cell.isascii() for sign in cell):
        raise Wrong("this is not UTF-8")
    if len(cells) != len(heads):
        raise Wrong(f"{len(cells)} columns instead of {len(heads)}")
    return dict(zip(heads, cells, strict=True))


def _statement(cells, until):
    for name in ("agrees", "disagrees"):  # published totals: they count changed votes twice, and are not used
        if name in cells:
            _number(cells, name)
    text = cells["comment-body"].replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()
    if not text:
        raise Wrong("the statement is empty")
    if len(text) > STATEMENT_LENGTH:
        raise Wrong(f"the statement has {len(text):,} characters; at most {STATEMENT_LENGTH:,} fit")
    return Statement(
        _number(cells, "comment-id", MOST_STATEMENT), _time(cells, until), _number(cells, "author-id", MOST_PERSON),
        str(_one_of(MODERATION, cells, "moderated")), text,
    )


def _vote(cells, statements, until):
    choice = _one_of(CHOICES, cells, "vote")
    statement = _number(cells, "comment-id", MOST_STATEMENT)
    if statement not in statements:
        raise Wrong(f"{COMMENTS} brings no statement {statement}")
    return Vote(_time(cells, until), statement, _number(cells, "voter-id", MOST_PERSON), choice)


def _time(cells, until):
    ms = _number(cells, "timestamp")
    if ms > until:
        raise Wrong(f"the timestamp {ms} lies in the future")
    return ms


def _number(cells, name, most=10**15):
    text = cells[name].strip()
    if not NUMBER.fullmatch(text) or int(text) > most:
        raise Wrong(f"{name} is no number that can be: {text[:20]!r}")
    return int(text)


def _one_of(values, cells, name):
    text = cells[name].strip()
    if text not in values:
        raise Wrong(f"{name} is {text[:20]!r}, and not one of {', '.join(values)}")
    return values[text]


def _about(path):
    """Return what summary.csv says of the conversation (topic, url, …), or nothing: it may be missing."""
    if not path.is_file():
        return {}
    try:
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    except (OSError, ValueError, csv.Error):
        return {}
    return {row[0]: row[1].replace("\x00", "").strip() for row in rows if len(row) == 2}
