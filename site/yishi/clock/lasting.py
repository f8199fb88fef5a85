"""Until when a reading stands: whoever reads by the clock says so to whoever listens, as the pages that are kept.

A reading that asks for the day stands until midnight. One that asks for the instant (``story.now``) stands for a minute,
unless it asks by ``story.instant`` and says until when it stands.
"""

import datetime as dt
from contextvars import ContextVar
from dataclasses import dataclass, field

from yishi.listening import heard_in

MINUTE = dt.timedelta(minutes=1)
_listening = ContextVar("listening", default=None)


@dataclass
class Lasting:
    """What was said while one listened: the instants at which the reading changes, and whether it goes by every instant."""

    instants: list = field(default_factory=list)
    passing: bool = False

    def end(self, since):
        """Return until when a reading made at ``since`` (aware, in the site's time zone) stands."""
        midnight = (since + dt.timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        ends = [midnight, *(instant for instant in self.instants if instant > since)]
        return min([*ends, since + MINUTE] if self.passing else ends)


def listening():
    """Return a block that yields the Lasting of what it reads; who listened before hears none of it."""
    return heard_in(_listening, Lasting())


def until(*instants):
    """Say that what is being read changes at each of ``instants`` that is still to come; None is none."""
    if heard := _listening.get():
        heard.instants.extend(instant for instant in instants if instant is not None)


def passes():
    """Say that what is being read may change at every instant."""
    if heard := _listening.get():
        heard.passing = True
