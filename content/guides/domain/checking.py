"""What a guide may say: every text within its length, every list with the parts that its lines need."""

import re
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from consultation.domain.wording import brief, written
from yishi.refusals import Invalid

from ..enums import Audience

NEEDED = {"entry": 8, "name": 120, "target": 300, "promise": 120, "fee": 200, "place": 200, "hours": 200, "tel": 20}
BRIEF = {"kind": 60, "accept": 120, "legal": 200, "window": 40, "online": 200, "online_url": 300, "result": 200,
         "aid_url": 300, "privacy": 300}
SENTENCES = {"basis": True, "conditions": True, "remedy": True}
ROWS = {"materials": ("name", "form", "shared"), "process": ("name", "actor", "text"), "faq": ("q", "a")}
WANTED = {"materials": ("name",), "process": ("name", "actor", "text"), "faq": ("q", "a")}
FIELDS = ("audience", *NEEDED, *BRIEF, *SENTENCES, *ROWS)
MOST_LINES, LONGEST_LINE, MOST_COPIES, LONGEST_STEP = 30, 300, 20, 24
ENTRY, TEL, CODE = re.compile(r"[0-9A-Z-]{1,8}"), re.compile(r"\+?[0-9][0-9 -]{2,18}"), re.compile(r"[A-Z0-9][A-Z0-9-]{0,23}")


def checked(said):
    """Return what a guide says, of ``FIELDS``, as it may be kept; Invalid naming the field that cannot stand."""
    clean = {name: written(said.get(name), name, limit) for name, limit in NEEDED.items()}
    clean |= {name: brief(said.get(name), name, limit) for name, limit in BRIEF.items()}
    clean |= {name: _sentences(said.get(name) or (), name) for name in SENTENCES}
    clean |= {name: _rows(said.get(name) or (), name) for name in ROWS}
    clean["audience"] = said.get("audience")
    _require_sense(clean)
    return clean


def code_of(text):
    """Return ``text`` as the code of a guide; Invalid where it is none."""
    text = written(text, "code", 24).upper()
    if not CODE.fullmatch(text):
        raise Invalid(
            _("“%(typed)s” is no code: capital letters, digits and hyphens alone, as SG-06.") % {"typed": text}, field="code"
        )
    return text


def _require_sense(clean):
    """Refuse what cannot stand, naming the field and what was typed."""
    if clean["audience"] not in Audience.values:
        raise Invalid(_("Choose for whom the service is, of the list."), field="audience")
    if not ENTRY.fullmatch(clean["entry"]):
        raise Invalid(
            _("“%(typed)s” is no entry of the catalogue: give its number, as 14 or R-01.") % {"typed": clean["entry"]},
            field="entry",
        )
    if not TEL.fullmatch(clean["tel"]):
        raise Invalid(
            _("“%(typed)s” is no telephone number: digits, blanks and hyphens alone, as 0000-555-0110.")
            % {"typed": clean["tel"]}, field="tel",
        )
    for name in ("online_url", "aid_url"):
        if clean[name] and not _leads_out(clean[name]):
            raise Invalid(
                _("“%(typed)s” is no web address: it begins with https:// and names a site.") % {"typed": clean[name]},
                field=name,
            )


def _leads_out(address):
    try:
        parts = urlsplit(address)
        port_makes_sense = parts.port is None or parts.port > 0
    except ValueError:
        return False
    plain = not re.search(r"[\s\\\x00-\x1f\"<>]", address) and "@" not in parts.netloc
    return parts.scheme == "https" and bool(parts.hostname) and plain and port_makes_sense


def _sentences(lines, field):
    """Return the lines of a list, stripped, the empty ones left out; Invalid where none is left, or too many are."""
    found = [brief(line, field, LONGEST_LINE) for line in lines]
    return _some([line for line in found if line], field)


def _rows(rows, field):
    """Return the rows of a table with the parts that belong to them; Invalid where a part that is needed is missing."""
    found = []
    for n, row in enumerate(rows, start=1):
        clean = {part: brief(str(row.get(part) or ""), field, LONGEST_LINE) for part in ROWS[field]}
        for part in WANTED[field]:
            if not clean[part]:
                raise Invalid(_missing(field) % {"n": n, "typed": " | ".join(filter(None, clean.values()))}, field=field)
        found.append(clean | (_thing(row, n) if field == "materials" else {}))
    if field == "process":
        _require_short(found)
    return found if field == "faq" and len(found) <= MOST_LINES else _some(found, field)


def _missing(field):
    return {
        "materials": _("Line %(n)s, “%(typed)s”, does not say what is to be brought."),
        "process": _("Line %(n)s, “%(typed)s”, needs three parts: step | who does it | what happens."),
        "faq": _("Line %(n)s, “%(typed)s”, needs two parts: question | answer."),
    }[field]


def _require_short(steps):
    for step in steps:
        if len(step["name"]) > LONGEST_STEP:
            raise Invalid(
                _("“%(typed)s” is too long for the name of a step: at most %(limit)s characters.")
                % {"typed": step["name"], "limit": LONGEST_STEP}, field="process",
            )


def _thing(row, n):
    """Return how many copies of a thing to bring, and whether the office has a form for it."""
    typed = str(row.get("copies", 1)).strip() or "1"
    if not (typed.isascii() and typed.isdigit() and len(typed) < 4 and int(typed) <= MOST_COPIES):
        raise Invalid(
            _("Line %(n)s: “%(typed)s” is no number of copies; give one from 0 to %(most)s.")
            % {"n": n, "typed": typed, "most": MOST_COPIES}, field="materials",
        )
    return {"copies": int(typed), "template": bool(row.get("template"))}


def _some(found, field):
    if not found:
        raise Invalid(_("Write something here; it may not stay empty."), field=field)
    if len(found) > MOST_LINES:
        raise Invalid(_("At most %(n)s lines fit; there are %(m)s.") % {"n": MOST_LINES, "m": len(found)}, field=field)
    return found
