"""The one reader of the story's YAML."""

import datetime as dt
import re
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

FOLDER = Path(__file__).parent / "world"
ZONE = ZoneInfo("Asia/Shanghai")
# What tells a household's door in the story's texts, and what an office would write in its place.
DOORS = (
    (re.compile(r"(?:\d{3}、)+\d{3}(?=[两三四]户)"), ""),  # 501、502、601、602四户
    (re.compile(r"（\d{3}(?:、\d{3})*）"), ""),  # 有条件赞成2户（401、201）
    (re.compile(r"(?<![\d收])10[12]户"), "底层住户"),  # flats of the ground floor; 回收301户 is a count
)


@cache
def world():
    """Return the whole story as written, but for the room numbers: the public never reads one."""
    return _without_doors(_read("demo-world.yaml"))


def _without_doors(told):
    """Return ``told`` (texts in lists and mappings) with the doors of households left out of every text."""
    if isinstance(told, dict):
        return {key: _without_doors(value) for key, value in told.items()}
    if isinstance(told, list):
        return [_without_doors(value) for value in told]
    for door, words in DOORS if isinstance(told, str) else ():
        told = door.sub(words, told)
    return told


@cache
def texts():
    """Return what the district has published: entry, kind, title, summary, made_on, published_on, community, source, body."""
    return _read("disclosure-texts.yaml")["texts"]


@cache
def pages():
    """Return the pages of the site itself, which neither the story nor the catalogue's texts hold."""
    return _read("pages.yaml")


@cache
def open_day():
    """Return the evening on which observers comment."""
    return _read("open-day.yaml")


@cache
def recurring():
    """Return the texts that the communities' recorders write again and again."""
    return _read("templates.yaml")["templates"]


@cache
def guides():
    """Return the service guides as written."""
    return _read("service-guides.yaml")["guides"]


@cache
def entries():
    """Return the entries of the proactive catalogue by their number, as text."""
    return {str(item["seq"]): item for item in _read("disclosure-catalogue.yaml")["items"]}


def _read(name):
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


def matters():
    """Return the story's matters."""
    return world()["consultations"]


@cache
def beside():
    """Return the calls and hearings of the story, written by this project beside the ten matters."""
    return _without_doors(yaml.safe_load((FOLDER / "calls.yaml").read_text(encoding="utf-8")))


def called(matter):
    """Return the public calls of ``matter``."""
    return [told for told in beside()["calls"] if told["matter"] == matter["id"]]


def heard(matter):
    """Return the hearings of ``matter``."""
    return [told for told in beside()["hearings"] if told["matter"] == matter["id"]]


def anchor():
    """Return the instant that is "now" in the story."""
    meta = world()["meta"]
    return at(meta["anchor_date"], meta["anchor_time"])


def at(day, clock="09:00"):
    """Return the instant of ``day`` at ``clock`` (HH:MM) in the story's zone."""
    hour, minute = map(int, clock.split(":"))
    return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)
