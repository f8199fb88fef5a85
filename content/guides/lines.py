"""The lists of a guide as somebody types them: a line each, the parts of a line between upright strokes."""

import re

PARTS = {"materials": ("name", "copies", "form", "shared", "template"), "process": ("name", "actor", "text"), "faq": ("q", "a")}
FORM_WORD = "√"  # in the last part of a line of what to bring: the office has a form for it


def read(field, text):
    """Return ``text`` of ``field`` as its list: of sentences, or of dicts with the parts of a line."""
    lines = [line.strip() for line in (text or "").replace("\r", "\n").split("\n") if line.strip()]
    if field not in PARTS:
        return lines
    return [_row(PARTS[field], [part.strip() for part in re.split(r"[|｜]", line)]) for line in lines]


def write(field, rows):
    """Return the list ``rows`` of ``field`` as the lines that ``read`` makes it of."""
    if field not in PARTS:
        return "\n".join(rows)
    return "\n".join(_line([_said(row.get(part, "")) for part in PARTS[field]]) for row in rows)


def _row(names, parts):
    """Return the parts of a line by their names; what is more than these belongs to the last."""
    if len(parts) > len(names):
        parts = [*parts[: len(names) - 1], " | ".join(parts[len(names) - 1:])]
    return dict(zip(names, parts, strict=False))


def _line(parts):
    while parts and not parts[-1]:
        parts = parts[:-1]
    return " | ".join(parts)


def _said(value):
    if value is True:
        return FORM_WORD
    return "" if value is False else str(value)
