"""The one reader of the story's YAML."""

import datetime as dt
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

FOLDER = Path(__file__).parent / "world"
ZONE = ZoneInfo("Asia/Shanghai")


@cache
def world():
    """Return the whole story as written."""
    return yaml.safe_load((FOLDER / "demo-world.yaml").read_text(encoding="utf-8"))


def matters():
    """Return the story's matters."""
    return world()["consultations"]


def anchor():
    """Return the instant that is "now" in the story."""
    meta = world()["meta"]
    return at(meta["anchor_date"], meta["anchor_time"])


def at(day, clock="09:00"):
    """Return the instant of ``day`` at ``clock`` (HH:MM) in the story's zone."""
    hour, minute = map(int, clock.split(":"))
    return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)
