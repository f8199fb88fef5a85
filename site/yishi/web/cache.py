"""The cache on Redis, which goes on without it: what is kept there is comfort and counting, and no page may fall for it.

While Redis is away each process counts and remembers for itself, in memory, and asks again every second. What it had
counted meanwhile is forgotten when Redis is back.
"""

import logging
from functools import cached_property, wraps
from time import monotonic

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

log = logging.getLogger(__name__)
REST = 1.0  # seconds for which an absent Redis is not asked
ASKS = {"socket_connect_timeout": 1.0, "socket_timeout": 2.0}
_away = {"until": 0.0, "said": False}
_clients = {}


class SteadyCache(RedisCache):
    """Redis where it answers, else the memory of this process."""

    def __init__(self, server, params):
        super().__init__(server, params)
        self._options = {**ASKS, "retry": Retry(NoBackoff(), 1), **self._options}  # once anew, over a fresh connection
        self._here = LocMemCache("yishi-without-redis", params)

    @cached_property
    def _cache(self):
        """Return the one client of this process: a thread of its own for each request would connect anew each time."""
        name = tuple(self._servers)
        if name not in _clients:
            _clients[name] = self._class(self._servers, **self._options)
        return _clients[name]


def _steady(name):
    asked = getattr(RedisCache, name)

    @wraps(asked)
    def run(self, *args, **kwargs):
        if monotonic() >= _away["until"]:
            try:
                answer = asked(self, *args, **kwargs)
            except RedisError as error:
                _note(error)
            else:
                _away["said"] = False
                return answer
        return getattr(self._here, name)(*args, **kwargs)

    return run


def _note(error):
    """Leave Redis alone for a moment; the first of several failures is logged."""
    log.log(logging.DEBUG if _away["said"] else logging.WARNING, "the cache does without Redis: %s", error)
    _away.update(until=monotonic() + REST, said=True)


for _name in ("add", "get", "set", "touch", "delete", "get_many", "has_key", "incr", "set_many", "delete_many", "clear"):
    setattr(SteadyCache, _name, _steady(_name))
