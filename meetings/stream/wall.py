"""The screen in the hall: one thing at a time. What does not fit on a page is cut nowhere: the pages turn."""

import datetime as dt

from yishi.clock.story import now
from yishi.documents.sheet import code_to_scan

from ..console.pages import floor
from ..enums import MeetingState
from ..queries import debate_rules
from ..slots import fill
from .page import Hall, at_the_table, on_the_stage
from .wall_agenda import agenda_on_the_wall
from .wall_text import text_on_the_wall

EACH = dt.timedelta(seconds=20)  # for which one page of several stands


def screen(meeting, address):
    """Return the context of the screen in the hall; ``address`` is that of the live page, to be scanned."""
    moment = now()
    hall, rules = Hall(meeting, None), debate_rules(meeting.community)
    fill(hall.entries, None)
    n, standing = moment.minute % len(rules) if rules else 0, floor(hall.current, None)
    return {
        "meeting": meeting, "head": meeting.head or 0, **on_the_stage(hall), **(at_the_table(hall) or {}),
        **on_turn(hall, standing["queue"].speaking, moment), "floor": standing, "now": moment,
        "agenda": agenda_on_the_wall(hall.entries), "code": code_to_scan(address),
        "rule": rules[n] if rules else "", "rule_n": n + 1,
    }


def wall_of(entry):
    """Return the pages that the slots of a filled ``entry`` (None: none) have for the screen in the hall."""
    return [page for slot, cards in entry.panels if slot.wall for page in slot.wall(cards)] if entry else []


def on_turn(hall, speaking, moment):
    """Return what stands on the stage at ``moment``: which ``page_n`` of how many ``pages``.

    It is the ``page`` of a vote; else, unless somebody is ``speaking`` or the meeting pauses, the ``text`` of what was
    ``agreed`` or said last, whose first page stands as soon as it is there.
    """
    if votes := wall_of(hall.current):
        return _page("page", votes, moment - moment.replace(minute=0, second=0, microsecond=0))
    agreed = agreed_just_now(hall)
    if speaking or hall.meeting.state == MeetingState.ADJOURNED or not (agreed or hall.last):
        return {}
    text, since = (hall.current.agreed_text, hall.current.agreed_at) if agreed else (hall.last.text, hall.last.at)
    return {"agreed": agreed, **_page("text", text_on_the_wall(text), moment - since)}


def _page(name, pages, after):
    n = after // EACH % len(pages)
    return {name: pages[n], "page_n": n + 1, "pages": len(pages)}


def agreed_just_now(hall):
    """Return whether what was agreed on the entry being dealt with is newer than what was said on it last."""
    at = hall.current.agreed_at if hall.current else None
    return at is not None and not (hall.last and hall.last.at > at)
