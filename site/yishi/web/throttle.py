"""How often somebody may try: counted in the cache by a hash, on real time."""

import hashlib

from django.core.cache import cache


def tries(name, *who, seconds=600):
    """Count this try of ``name`` by ``who``, and return how many there were in the last ``seconds``."""
    key = key_of(name, *who)
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:  # it ran out between the two calls
        return 1


def key_of(name, *who):
    """Return the key in the cache: it tells nobody's name."""
    return f"{name}:{hashlib.sha256('|'.join(who).encode()).hexdigest()}"
