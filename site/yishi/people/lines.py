"""One line of the register: a person at a door, who lives there, owns it, or both. Each check says what is wrong."""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from yishi.clock import spoken
from yishi.clock.story import today
from yishi.text.side_by_side import listed

from .enums import Honorific, PlaceKind, PublicName

COLUMNS = {  # field → the heads it may stand under
    "place": ("place", "地点代码", "楼栋代码"),
    "room": ("room", "房号"),
    "key": ("key", "登记编号", "编号"),
    "name": ("name", "姓名"),
    "honorific": ("honorific", "称谓"),
    "public_name": ("public_name", "公开称呼"),
    "born": ("born", "出生日期"),
    "registered": ("registered", "户籍"),
    "lives": ("lives", "居住"),
    "owns": ("owns", "业主"),
    "area": ("area", "面积", "专有面积"),
    "synthetic": ("synthetic", "演示数据"),
}
NEEDED = ("place", "room", "key", "name")
ABOVE_A_COMMUNITY = frozenset({PlaceKind.DISTRICT, PlaceKind.SUBDISTRICT})
LENGTHS = {"room": 20, "key": 40, "name": 60}
YES, NO = {"yes", "true", "1", "y", "是", "有"}, {"no", "false", "0", "n", "否", "无"}
DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
EARLIEST = dt.date(1900, 1, 1)
PUBLIC_NAMES = {
    "": PublicName.MASKED, "masked": PublicName.MASKED, "掩码": PublicName.MASKED, "surname": PublicName.SURNAME,
    "姓加称谓": PublicName.SURNAME, "anonymous": PublicName.ANONYMOUS, "匿名": PublicName.ANONYMOUS,
}


class Wrong(ValueError):
    """What is wrong with one cell, as a sentence."""


@dataclass
class Line:
    """A line that can stand. ``place`` is a Place; ``area`` in square metres, where the person owns the unit."""

    number: int
    place: object
    room: str
    key: str
    name: str
    honorific: str = ""
    public_name: str = PublicName.MASKED
    born: dt.date | None = None
    registered: bool = True
    lives: bool = True
    owns: bool = False
    area: Decimal | None = None
    synthetic: bool = False


def heads(cells):
    """Return column index → field for the head line ``cells``; Wrong where one is unknown, doubled or missing."""
    names = {alias: name for name, aliases in COLUMNS.items() for alias in aliases}
    found = {}
    for index, cell in enumerate(cells):
        if not cell:
            continue
        name = names.get(cell.strip().lower())
        if name is None:
            raise Wrong(_("The column “%(column)s” is not known.") % {"column": cell[:40]})
        if name in found.values():
            raise Wrong(_("The column “%(column)s” stands there twice.") % {"column": cell[:40]})
        found[index] = name
    missing = [COLUMNS[name][1] for name in NEEDED if name not in found.values()]
    if missing:
        raise Wrong(_("Columns are missing: %(columns)s.") % {"columns": listed(missing)})
    return found


def line_of(number, values, places):
    """Return (Line, problems) for ``values`` (field → text); ``places`` is code → Place. The Line is None if any."""
    problems, made = [], {}
    for name in COLUMNS:
        text = values.get(name, "")
        try:
            _refuse_formula(text)
            made[name] = READERS[name](text, name, places)
        except Wrong as wrong:
            problems.append(str(wrong))
    if not problems:
        problems = list(_crosswise(made))
    return (None if problems else Line(number=number, **made)), problems


def _crosswise(made):
    """Yield what is wrong between the cells of one line."""
    if not made["lives"] and not made["owns"]:
        yield _("This person neither lives here nor owns the unit. Take the line out, or say which.")
    if made["owns"] and made["area"] is None:
        yield _("An owner’s line needs the unit’s floor area in square metres.")
    if made["public_name"] == PublicName.SURNAME and not made["honorific"]:
        yield _("To be named by surname and title, the person needs a title.")


def _refuse_formula(text):
    if text[:1] in {"=", "+", "-", "@", "\t"}:
        raise Wrong(_("“%(cell)s” looks like a formula. Write the value itself.") % {"cell": text[:20]})
    if any(ord(sign) < 32 or ord(sign) == 127 for sign in text):
        raise Wrong(_("“%(cell)s” holds a line break or a control character.") % {"cell": text[:20].strip()})


def _place(text, name, places):
    if text not in places:
        raise Wrong(_("There is no place with the code “%(code)s”.") % {"code": text[:20]})
    place = places[text]
    if place.kind in ABOVE_A_COMMUNITY:
        raise Wrong(_("“%(code)s” (%(kind)s) lies in no community. Name the community, or an estate or building in it.")
                    % {"code": text[:20], "kind": place.get_kind_display()})
    return place


def _needed_text(text, name, places):
    if not text:
        raise Wrong(_("“%(column)s” is empty.") % {"column": COLUMNS[name][1]})
    if len(text) > LENGTHS[name]:
        raise Wrong(
            _("“%(column)s” is longer than %(most)s characters.") % {"column": COLUMNS[name][1], "most": LENGTHS[name]}
        )
    return text


def _honorific(text, name, places):
    if text not in Honorific.values:
        raise Wrong(
            _("“%(word)s” is not a title; use one of %(titles)s.")
            % {"word": text[:20], "titles": listed(value for value in Honorific.values if value)}
        )
    return text


def _public_name(text, name, places):
    if text.lower() not in PUBLIC_NAMES:
        raise Wrong(_("“%(word)s” is no way to be named: masked, surname or anonymous.") % {"word": text[:20]})
    return PUBLIC_NAMES[text.lower()]


def _born(text, name, places):
    if not text:
        return None
    match = DAY.fullmatch(text.removesuffix(" 00:00:00"))
    try:
        day = dt.date(*map(int, match.groups())) if match else None
    except ValueError:
        day = None
    if day is None:
        raise Wrong(_("“%(cell)s” is not a date of birth. Write it like 1980-05-31.") % {"cell": text[:20]})
    if not EARLIEST <= day <= today():
        raise Wrong(_("The date of birth %(day)s cannot be: it lies before 1900 or in the future.") % {"day": spoken.day(day)})
    return day


def _area(text, name, places):
    if not text:
        return None
    try:
        area = Decimal(text)
    except InvalidOperation:
        area = None
    if area is None or not area.is_finite() or area <= 0 or area >= 10**7 or area != area.quantize(Decimal("0.01")):
        raise Wrong(
            _("“%(cell)s” is not a floor area: square metres above 0, at most two decimals.") % {"cell": text[:20]}
        )
    return area


def _yes(default):
    def read(text, name, places):
        if not text:
            return default
        if text.lower() not in YES | NO:
            raise Wrong(_("“%(cell)s” is neither yes nor no.") % {"cell": text[:20]})
        return text.lower() in YES

    return read


READERS = {
    "place": _place, "room": _needed_text, "key": _needed_text, "name": _needed_text, "honorific": _honorific,
    "public_name": _public_name, "born": _born, "registered": _yes(True), "lives": _yes(True), "owns": _yes(False),
    "area": _area, "synthetic": _yes(False),
}
