"""Words that are looked for in the list of matters: a floor above that keeps an index says here where they may stand."""

FINDERS = []


def plug(finder):
    """Plug in the one ``finder``: words → keys of matters, or None where it cannot tell."""
    FINDERS[:] = [finder]


def may_hold(words):
    """Return the keys of the matters that may have ``words`` in title or summary; None where every one has to be looked at."""
    return FINDERS[0](words) if FINDERS else None
