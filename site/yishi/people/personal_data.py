"""Socket in the wall: what the site holds about a person (Personal Information Protection Law, art. 45).

Every floor plugs in what it holds; the person downloads all of it in one file, and some of it goes with the account.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Holding:
    """One kind of rows about a person. ``export(person)`` returns them as a list of plain dicts; ``why`` says on what
    ground they are held. What is held for the account's sake alone, ``erase(person)`` deletes when the account is closed;
    ``goes`` says what that is, where it is less than the whole."""

    code: str
    label: Any
    why: Any
    export: Callable
    erase: Callable | None = None
    goes: Any = ""


HOLDINGS: dict[str, Holding] = {}


def register(*holdings):
    """Plug holdings in. A code may be taken once; a second one stops the site from starting."""
    for holding in holdings:
        if holding.code in HOLDINGS and HOLDINGS[holding.code] != holding:
            raise ValueError(f"personal data {holding.code} is registered twice")
        HOLDINGS[holding.code] = holding


def export(person):
    """Return everything that the site holds about ``person``: {code: {label, why, rows}}."""
    return {
        code: {"label": str(holding.label), "why": str(holding.why), "rows": holding.export(person)}
        for code, holding in sorted(HOLDINGS.items())
    }
