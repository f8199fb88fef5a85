"""A guard as data: what is done, what is missing, who owes it. The checklist on the page and the refusal are one."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Check:
    """One line of a checklist.

    ``done`` says whether it is met; ``label`` is what is asked; ``owes`` who owes it (a lazily translated word);
    ``act`` the name of the act that cures it, ``why`` the article or rule it rests on. Where nothing can bring it about
    any more, ``over`` is the sentence that says so. A line about one of several rows names it by its key, ``on``; what
    the form of its cure is to open with stands in ``asks``, as (field, value).
    """

    code: str
    label: Any
    done: bool
    owes: Any = ""
    act: str = ""
    why: Any = ""
    over: Any = ""
    on: int | None = None
    asks: tuple = ()


def unmet(checks):
    """Return the checks of ``checks`` that are not done, in their order."""
    return [check for check in checks if not check.done]


def over(checks):
    """Return the sentence of the first of ``checks`` that can never be met any more; "" where all may still be."""
    return next((check.over for check in checks if check.over and not check.done), "")
