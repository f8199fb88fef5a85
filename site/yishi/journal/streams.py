"""Socket in the wall: which streams are one thing's own, and how the thing is called.

What happens on any other stream may concern every thing.
"""

from collections import defaultdict

OWN = set()
CALLED = {}


def own(*kinds):
    """Plug in that what happens on a stream "kind:number" concerns that thing, and those that say they read it, alone."""
    OWN.update(kinds)


def is_general(name):
    """Return whether what happens on the stream ``name`` may concern every thing: so it is with every unknown one."""
    kind, _colon, number = name.partition(":")
    return kind not in OWN or not number.isdigit()


def called(**names):
    """Plug in how the things of the streams "kind:number" are called: by ``names(keys)`` → {key: words}, in one query."""
    for kind, read in names.items():
        if CALLED.setdefault(kind, read) != read:
            raise ValueError(f"the things of {kind} are called twice")


def names_of(streams):
    """Return {name of a stream: how its thing is called} for those of ``streams`` that have one; a query a kind."""
    keys = defaultdict(set)
    for kind, _colon, number in (name.partition(":") for name in streams):
        if kind in CALLED and number.isdigit():
            keys[kind].add(int(number))
    return {f"{kind}:{key}": words for kind, found in keys.items() for key, words in CALLED[kind](found).items()}
