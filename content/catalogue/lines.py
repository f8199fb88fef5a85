"""One line of a catalogue that is being entered. Each check says what is wrong with it."""

import datetime as dt
import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yishi.text.figures import whole_number
from yishi.text.plain import plain
from yishi.text.side_by_side import listed

from .columns import AUDIENCES, CHANNELS, KINDS, METHODS, OPENNESS, TICK, TIERS, key_of
from .enums import Kind, Limit

WORKDAYS, DAYS = re.compile(r"(\d{1,3})个?工作日"), re.compile(r"(\d{1,3})个?(?:自然)?[日天]内")
NOT_AFTER = re.compile(r"(?:前|少于)\s*$")  # days before an event, and how long something hangs, are no limit after making
QUARTERLY = re.compile("每季度")
YEARLY = re.compile(r"(\d{1,2})月(\d{1,2})日前")
AT_ONCE = re.compile(r"实时|即时|立即|及时|随时")
LENGTHS = {"code": 16, "level2": 120, "level3": 120, "limit_words": 200, "body": 120, "audience_note": 200, "handling": 300,
           "privacy": 300, "note": 300, "value": 5}
TOPIC_LENGTHS = (8, 80)  # of its code, of its name
# what an entry has of a line, besides its code, its topic and whose it is
FIELDS = ("kind", "seq", "level2", "level3", "elements", "basis", "limit_words", "limit", "value", "body", "must", "may",
          "audience", "audience_note", "method", "tiers", "openness", "handling", "privacy", "note")
LISTS = {"must": CHANNELS, "may": CHANNELS, "audience": AUDIENCES, "method": METHODS, "tiers": TIERS, "openness": OPENNESS}
COLUMN_OF = {
    "must": gettext_lazy("channels"), "may": gettext_lazy("channels"), "audience": gettext_lazy("audience"),
    "method": gettext_lazy("method"), "tiers": gettext_lazy("level of government"),
    "openness": gettext_lazy("five kinds of openness"),
}


@dataclass
class Line:
    """A line as it was read. ``topic`` is (code, name); ``owner`` an account's name; lists hold the keys of enums.

    ``odd`` are the cells of tick columns that are neither ticked nor blank: (name of the column, what stands there).
    """

    number: int
    kind: str = Kind.PROACTIVE
    code: str = ""
    seq: int = 0
    topic: tuple = ("", "")
    level2: str = ""
    level3: str = ""
    elements: list = field(default_factory=list)
    basis: list = field(default_factory=list)
    limit_words: str = ""
    limit: str = ""
    value: str = ""
    body: str = ""
    must: list = field(default_factory=list)
    may: list = field(default_factory=list)
    audience: list = field(default_factory=list)
    audience_note: str = ""
    method: list = field(default_factory=list)
    tiers: list = field(default_factory=list)
    openness: list = field(default_factory=list)
    owner: str = ""
    handling: str = ""
    privacy: str = ""
    note: str = ""
    odd: list = field(default_factory=list)

    @property
    def counted(self):
        """Return the rule by which its time limit is counted, in words; "" where it has none."""
        return Limit.counted(self.limit, self.value)


def settled(line):
    """Bring the words of ``line`` to keys, find its time limit where only words tell it; yield what is wrong.

    Signs that no database and no XML holds are left out of them.
    """
    _make_plain(line)
    for name, words in LISTS.items():
        keys = []
        for text in getattr(line, name):
            key = key_of(words, text)
            if key is None:
                yield _("“%(word)s” is not known in the column “%(column)s”.") % {"word": str(text)[:30], "column": COLUMN_OF[name]}
            elif key not in keys:
                keys.append(key)
        setattr(line, name, keys)
    if not line.limit:
        line.limit, line.value = limit_of(line.limit_words)
    line.code = line.code or str(line.seq)
    yield from _odd(line)
    yield from _missing(line)
    yield from _limit(line)
    yield from _long(line)


def _make_plain(line):
    for name in (*FIELDS, "code", "owner"):
        said = getattr(line, name)
        setattr(line, name, [plain(each) for each in said] if isinstance(said, list) else plain(said))
    line.topic = tuple(plain(each) for each in line.topic)


def _long(line):
    """Yield what has no room in its column."""
    said = [(getattr(line, name), most) for name, most in LENGTHS.items()]
    for text, most in [*said, *zip(line.topic, TOPIC_LENGTHS, strict=True)]:
        if len(text) > most:
            yield _("“%(text)s…” is longer than %(most)s characters.") % {"text": text[:12], "most": most}


def _odd(line):
    """Yield the cells that name no list, or neither tick nor leave blank: nothing is guessed."""
    if line.kind not in Kind.values:
        lists = {"word": line.kind[:30], "lists": listed(KINDS.values())}
        yield _("“%(word)s” is none of the three lists: %(lists)s. An empty cell is the first.") % lists
    for column, said in line.odd:
        words = {"word": said[:30], "column": column, "tick": TICK}
        yield _("“%(word)s” in the column “%(column)s” is no tick: write %(tick)s, or nothing.") % words


def _missing(line):
    if not line.level2:
        yield _("The name of the entry is missing.")
    if line.seq < 1 or line.seq > 9999:
        yield _("The running number is missing, or is no whole number from 1 to 9999.")
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]*", line.code):
        yield _("“%(code)s” is not a code: letters, digits and hyphens.") % {"code": line.code[:20]}
    if line.kind == Kind.PROACTIVE and not line.topic[1]:
        yield _("An entry of the proactive list stands under a level-1 heading.")
    if line.kind == Kind.PROACTIVE and not line.limit:
        yield _("No time limit can be read from “%(words)s”. Say which rule counts.") % {"words": line.limit_words[:30]}


def _limit(line):
    words = {"value": line.value[:10]}
    if line.limit and line.limit not in Limit.values:
        yield _("“%(word)s” is no rule of a time limit: WD, D, RT or FIX.") % {"word": line.limit[:10]}
    elif line.limit in (Limit.WORKDAYS, Limit.DAYS) and not whole_number(line.value, 999):
        yield _("“%(value)s” is no number of days.") % words
    elif line.limit == Limit.FIXED and not is_day_of_year(line.value):
        yield _("“%(value)s” is no day of the year. Write it like 01-31.") % words


def is_day_of_year(text):
    """Return whether ``text`` is a day like 01-31 that every year has."""
    try:
        return bool(re.fullmatch(r"\d\d-\d\d", text)) and bool(dt.date.fromisoformat(f"2025-{text}"))
    except ValueError:
        return False


def limit_of(words):
    """Return (kind, value) of the time limit that ``words`` tell, ("", "") where they tell none."""
    return next(limits_in(words), ("", ""))


def limits_in(words):
    """Yield every (kind, value) after making that ``words`` tell; days before an event, and how long it hangs, are none."""
    for pattern, kind in ((WORKDAYS, Limit.WORKDAYS), (YEARLY, Limit.FIXED), (DAYS, Limit.DAYS), (AT_ONCE, Limit.AT_ONCE),
                          (QUARTERLY, Limit.DAYS)):
        for found in pattern.finditer(words):
            if kind == Limit.FIXED:
                yield kind.value, f"{int(found[1]):02}-{int(found[2]):02}"
            elif not NOT_AFTER.search(words[: found.start()]):
                yield kind.value, "90" if pattern is QUARTERLY else found[1] if kind != Limit.AT_ONCE else ""


def doubts(line):
    """Yield what of ``line`` may stand and is odd: a limit counted by another rule than its own words tell."""
    told = list(limits_in(line.limit_words))
    if line.limit in Limit.values and told and (line.limit, line.value) not in told:
        words = {"words": line.limit_words[:30], "rule": line.counted}
        yield _("“%(words)s” is counted as %(rule)s, which its words do not say.") % words
