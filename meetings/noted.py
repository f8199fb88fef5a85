"""What a slot of the hall says in the minutes."""

import datetime as dt
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Noted:
    """What a slot says of one thing in the minutes: ``title`` and ``lines`` in words, ``figures`` as data; when it was,
    ``at`` … ``until`` (None: it goes on), under which ``key`` it is found on a page, and whether its result is ``pending``."""

    key: str
    title: str
    lines: tuple
    figures: Any
    at: dt.datetime
    until: dt.datetime | None = None
    pending: bool = False
