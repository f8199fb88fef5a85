"""Hearing what a block says of itself while it is read: whom it names, how long it stands, what it reads."""

from contextlib import contextmanager


@contextmanager
def heard_in(variable, heard):
    """Yield ``heard`` as the value of the ContextVar ``variable`` in the block; who listened before hears none of it."""
    token = variable.set(heard)
    try:
        yield heard
    finally:
        variable.reset(token)
