"""Socket in the wall: what a higher floor does when a member stands aside, and when that is withdrawn; in the same transaction."""

HEARERS, WITHDRAWN = [], []


def register(hearer, *, withdrawn):
    """Plug in ``hearer(recusal, by=person)``; where it refuses, the member does not stand aside. And ``withdrawn``, called
    alike: where it refuses, the member goes on standing aside."""
    for given, registry in ((hearer, HEARERS), (withdrawn, WITHDRAWN)):
        if given not in registry:
            registry.append(given)


def tell(recusal, *, by):
    """Tell every floor above that ``recusal`` was recorded by the person ``by``."""
    for hearer in HEARERS:
        hearer(recusal, by=by)


def tell_withdrawn(recusal, *, by):
    """Tell every floor above that ``recusal`` is withdrawn by the person ``by``."""
    for hearer in WITHDRAWN:
        hearer(recusal, by=by)
