"""Reading a catalogue from a file: YAML as shipped, or a table (CSV, XLSX) in the national layout. Nothing is written."""

import datetime as dt
import hashlib
import re
from dataclasses import dataclass, field

import yaml
from django.utils.translation import gettext as _

from yishi.people.models import User
from yishi.people.sheets import read
from yishi.refusals import Invalid
from yishi.text.plain import plain
from yishi.text.side_by_side import listed

from .columns import AUDIENCES, HEADS, KINDS, MAY, METHODS, MUST, NAMES, NEEDED, TIERS, key_of, ticked
from .enums import Kind
from .lines import Line, doubts, settled

HEAD_ROWS, MOST_ENTRIES, LARGEST = 6, 2000, 99_999  # the last: what is read as a running number
TICKED = (("audience", AUDIENCES), ("method", METHODS), ("tiers", TIERS))
SPLIT = re.compile(r"[\n；;]+")
HEADLINE = re.compile(r"(?P<title>.+?)[（(](?P<version>[^（）()]+)[）)]")
MARK = re.compile(r"([■□])\s*([^■□\n；;]+)")


@dataclass
class Preview:
    """What a file would enter: ``lines``, ``errors`` (line number, sentence), its SHA-256 ``digest``, and its ``meta``.

    ``doubts`` are like errors, and hinder nothing.
    """

    lines: list = field(default_factory=list)
    errors: list = field(default_factory=list)
    doubts: list = field(default_factory=list)
    digest: str = ""
    meta: dict = field(default_factory=dict)
    owners: dict = field(default_factory=dict)

    def of(self, kind):
        """Return the lines of one list."""
        return [line for line in self.lines if line.kind == kind]


def parse(content):
    """Return the Preview of a file's bytes ``content``: YAML where it begins as such, else a table.

    Refused as Invalid where it is neither; a line that cannot stand becomes an error with its number.
    """
    told = _yaml(content)
    preview = Preview(digest=hashlib.sha256(content).hexdigest())
    found, preview.meta = _entries_of(told) if told else _lines_of(read(content))
    for line in found:
        problems = list(settled(line))
        preview.errors += [(line.number, problem) for problem in problems]
        preview.doubts += [(line.number, doubt) for doubt in doubts(line)]
        preview.lines.append(line)
    if not preview.lines:
        raise Invalid(_("The file has no entry in it."), field="file")
    if len(preview.lines) > MOST_ENTRIES:
        raise Invalid(_("A catalogue has at most %(most)s entries.") % {"most": MOST_ENTRIES}, field="file")
    preview.errors += [*_twice(preview.lines), *_owners(preview)]
    preview.errors.sort(key=lambda error: error[0])
    return preview


def _twice(lines):
    codes, seqs = {}, {}
    for line in lines:
        first = codes.setdefault(line.code, line)
        if first is not line:
            yield line.number, _("The code %(code)s stands on line %(line)s already.") % {"code": line.code, "line": first.number}
        first = seqs.setdefault((line.kind, line.seq), line)
        if first is not line and first.code != line.code:
            yield line.number, _("The number %(seq)s stands on line %(line)s already.") % {"seq": line.seq, "line": first.number}


def _owners(preview):
    names = {line.owner for line in preview.lines if line.owner}
    rows = User.objects.filter(username__in=names, person__isnull=False).select_related("person")
    preview.owners = {user.username: user.person for user in rows}
    for line in preview.lines:
        if line.owner and line.owner not in preview.owners:
            yield line.number, _("There is no account “%(name)s” that could be answerable.") % {"name": line.owner[:30]}


def _yaml(content):
    """Return what a catalogue in YAML says, or None where it is none."""
    if b"items:" not in content or content.startswith(b"PK"):
        return None
    try:
        told = yaml.safe_load(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError):
        raise Invalid(_("This looks like YAML, and cannot be read as such."), field="file") from None
    except ValueError:  # what looks like a day or a number and is none
        raise _impossible() from None
    return told if isinstance(told, dict) and isinstance(told.get("items"), list) else None


def _impossible():
    return Invalid(_("The file names a day that no calendar has, or a number that is too long. Correct it and upload it again."),
                   field="file")


def _entries_of(told):
    """Return the lines and the meta of what a YAML file told; a number may be too long to be written out."""
    try:
        return list(_of_yaml(told)), _meta(told)
    except ValueError:
        raise _impossible() from None


def _lines_of(rows):
    """Return the lines and the meta of a table."""
    return _of_table(rows), _headline(rows)


def _meta(told):
    """Return title, version, issuer, approved_on and effective_on as far as the file tells them."""
    meta = told.get("meta") if isinstance(told.get("meta"), dict) else {}
    days = {name: meta.get(key) for name, key in (("approved_on", "approved"), ("effective_on", "effective"))}
    words = {name: plain(str(meta.get(name, ""))) for name in ("title", "version", "issuer")}
    return words | {name: day for name, day in days.items() if isinstance(day, dt.date)}


def _headline(rows):
    """Return title and version as the one cell above the head of a table tells them, as it is downloaded here."""
    cells = [cell for cell in rows[0][1] if cell] if rows else []
    told = HEADLINE.fullmatch(cells[0]) if len(cells) == 1 else None
    return told.groupdict() if told else {}


def _of_yaml(told):
    topics = {str(row.get("code")): str(row.get("name", "")) for row in _rows(told, "level1")}
    number = 0
    for row in _rows(told, "items"):
        number += 1
        yield _yaml_entry(number, row, topics)
    for kind, name in ((Kind.ON_REQUEST, "on_request"), (Kind.NEGATIVE, "negative")):
        for seq, row in enumerate(_rows(told, name), start=1):
            number += 1
            notes = [_words(row, "decision_kind"), "征求第三方意见" if row.get("third_party") else "",
                     "核验身份" if row.get("identity_check") else ""]
            yield Line(
                number, kind, code=_words(row, "code"), seq=seq, level2=_words(row, "name"), basis=_list(row, "basis"),
                handling=_words(row, "reason") or _words(row, "rule"), note="；".join(filter(None, notes)),
            )


def _yaml_entry(number, row, topics):
    limit = row.get("time_limit") if isinstance(row.get("time_limit"), dict) else {}
    channels = row.get("channels") if isinstance(row.get("channels"), dict) else {}
    topic, seq = _words(row, "level1"), row.get("seq")
    return Line(
        number, seq=seq if isinstance(seq, int) and abs(seq) <= LARGEST else 0, topic=(topic, topics.get(topic, "")),
        elements=_list(row, "elements"), basis=_list(row, "basis"), limit_words=_words(limit, "text"),
        limit=_words(limit, "rule"), value=_words(limit, "value"), must=_list(channels, "must"), may=_list(channels, "may"),
        openness=_list(row, "five_openness"), **{name: _list(row, name) for name in ("audience", "method", "tiers")},
        **{name: _words(row, name) for name in ("level2", "level3", "body", "audience_note", "owner", "privacy", "note")},
    )


def _rows(told, name):
    rows = told.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _words(row, name):
    value = row.get(name)
    return "" if value is None else str(value).strip()


def _list(row, name):
    value = row.get(name)
    return [str(each).strip() for each in value] if isinstance(value, list) else [str(value)] if value else []


def _of_table(rows):
    start, columns = _heads(rows)
    topic, codes = "", {}
    for number, cells in rows[start:]:
        said = {columns[index]: cell for index, cell in enumerate(cells) if index in columns and cell}
        topic = said.get("topic", topic)
        if not said.get("level2") and not said.get("seq"):
            continue  # a line of a legend
        typed = said.get("kind", Kind.PROACTIVE.value)
        kind = key_of(KINDS, typed) or typed
        under = (codes.setdefault(topic, str(len(codes) + 1)), topic) if kind == Kind.PROACTIVE else ("", "")
        yield _table_entry(number, said, kind, under)


def _table_entry(number, said, kind, topic):
    seq = said.get("seq", "")
    marks = MARK.findall(said.get("channels", ""))
    plain = [] if marks else _split(said.get("channels", ""))
    ticks = {key: ticked(said.get(key.value, "")) for _name, words in TICKED for key in words}
    lists = {name: [key.value for key in words if ticks[key]] for name, words in TICKED}
    return Line(
        number, kind, seq=int(seq) if seq.isdecimal() and len(seq) <= len(str(LARGEST)) else 0, topic=topic,
        must=[*plain, *(word.strip() for mark, word in marks if mark == MUST)],
        may=[word.strip() for mark, word in marks if mark == MAY],
        openness=_split(said.get("openness", "").replace("、", "\n")), **lists,
        odd=[(HEADS[key.value][0], said[key.value]) for key, tick in ticks.items() if tick is None],
        **{name: _split(said.get(name, "")) for name in ("elements", "basis")},
        **{name: said.get(name, "") for name in ("code", "level2", "level3", "limit_words", "limit", "value", "body",
                                                 "audience_note", "owner", "handling", "privacy", "note")},
    )


def _split(text):
    return [part.strip() for part in SPLIT.split(text) if part.strip()]


def _heads(rows):
    """Return the index of the first line below the head, and column index → field. The head may have two lines."""
    for index, (_number, cells) in enumerate(rows[:HEAD_ROWS]):
        if "序号" not in cells:
            continue
        below = rows[index + 1][1] if index + 1 < len(rows) else []
        second = any(cell in NAMES for cell in below)
        found = {}
        for column in range(max(len(cells), len(below) if second else 0)):
            heads = [row[column] for row in ((below, cells) if second else (cells,)) if column < len(row)]
            name = next((NAMES[head] for head in heads if head in NAMES), None)
            if name and name not in found.values():
                found[column] = name
        missing = [HEADS[name][0] for name in NEEDED if name not in found.values()]
        if missing:
            raise Invalid(_("Columns are missing: %(columns)s.") % {"columns": listed(missing)}, field="file")
        return index + 1 + second, found
    raise Invalid(_("No head was found: one of the first lines has to hold the column “序号”."), field="file")
