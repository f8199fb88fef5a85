"""The socket of documents: a higher floor says what kinds of paper it has, and how one is written.

    register(Kind("outcome", _("outcome"), write))

``write(document)`` returns the Job of a Document, or None where what it is made of is gone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Kind:
    """A kind of document: its code, its label, and who writes it."""

    code: str
    label: Any
    write: Callable


KINDS: dict[str, Kind] = {}


def register(kind):
    """Plug ``kind`` in. ValueError where its code is taken by another."""
    if kind.code in KINDS and KINDS[kind.code] != kind:
        raise ValueError(f"the kind of document {kind.code} is registered twice")
    KINDS[kind.code] = kind
    return kind
