"""Socket in the wall: which streams are one thing's own. What happens on any other may concern every thing."""

OWN = set()


def own(*kinds):
    """Plug in that what happens on a stream "kind:number" concerns that thing, and those that say they read it, alone."""
    OWN.update(kinds)


def is_general(name):
    """Return whether what happens on the stream ``name`` may concern every thing: so it is with every unknown one."""
    kind, _colon, number = name.partition(":")
    return kind not in OWN or not number.isdigit()
