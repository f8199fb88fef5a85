"""Files for one's own calendar (iCalendar, RFC 5545)."""

import datetime as dt

from yishi.clock.story import now

FOLD = 60  # a line has at most 75 octets; a hanzi has three
ESCAPES = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r", ""), ("\n", "\\n"))


def calendar_file(events, name="Yishi"):
    """Return the text of a calendar that holds ``events``, lists of lines from ``event``."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Yishi//{name}//ZH", "CALSCALE:GREGORIAN"]
    lines += [line for event in events for line in event]
    return "\r\n".join(folded for line in [*lines, "END:VCALENDAR"] for folded in _folded(line)) + "\r\n"


def event(uid, starts, *, summary, description="", location="", lasts=None, cancelled=False, tentative=False, url=""):
    """Return the lines of one event: all of a day where ``starts`` is a date, else from that instant on for ``lasts``."""
    words = {"SUMMARY": summary, "DESCRIPTION": description, "LOCATION": location}
    return [
        "BEGIN:VEVENT", f"UID:{_escaped(uid)}", f"DTSTAMP:{_instant(now())}", *_span(starts, lasts),
        *(f"{key}:{_escaped(str(text))}" for key, text in words.items() if text), *([f"URL:{url}"] if url else []),
        *(["STATUS:CANCELLED"] if cancelled else ["STATUS:TENTATIVE"] if tentative else []), "END:VEVENT",
    ]


def _span(starts, lasts):
    if isinstance(starts, dt.datetime):
        ends = [f"DTEND:{_instant(starts + lasts)}"] if lasts else []
        return [f"DTSTART:{_instant(starts)}", *ends]
    return [f"DTSTART;VALUE=DATE:{starts:%Y%m%d}", f"DTEND;VALUE=DATE:{starts + dt.timedelta(1):%Y%m%d}"]


def _instant(moment):
    return f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text):
    for sign, safe in ESCAPES:
        text = text.replace(sign, safe)
    return text


def _folded(line):
    """Yield ``line`` in pieces of at most 75 octets; each after the first begins with a space (RFC 5545, 3.1)."""
    piece = ""
    for sign in line:
        if len((piece + sign).encode()) > FOLD:
            yield piece
            piece = " "
        piece += sign
    yield piece
