"""What was made and waits in another room for its release: the socket by which such rooms tell the officer's board.

A room registers a function without arguments that yields (title, code of the entry, day of making, address).
"""

_rooms = {}


def register(name, tell):
    """Let the room ``name`` tell by ``tell`` what waits in it; said once more, it replaces what it said before."""
    _rooms[name] = tell


def waiting():
    """Return what waits in all rooms."""
    return [told for tell in _rooms.values() for told in tell()]
