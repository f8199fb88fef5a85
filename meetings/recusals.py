"""Socket in the wall: what a higher floor does when a member stands aside. It hears of it in the same transaction."""

HEARERS = []


def register(hearer):
    """Plug in ``hearer(recusal, by=person)``; where it refuses, the member does not stand aside."""
    if hearer not in HEARERS:
        HEARERS.append(hearer)


def tell(recusal, *, by):
    """Tell every floor above that ``recusal`` was recorded by the person ``by``."""
    for hearer in HEARERS:
        hearer(recusal, by=by)
