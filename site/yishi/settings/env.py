"""The one place where the environment is read."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key


def read(name, default=None, *, hint=""):
    """Return the environment variable ``name``, or ``default``.

    Without either, the site does not start: ImproperlyConfigured names the variable and gives ``hint``.
    """
    value = os.environ.get(name, "")
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"{name} is not set. {hint}".strip())
    return default


def flag(name, default=False):
    """Return True for 1, true, yes, on; False for 0, false, no, off; refuse anything else."""
    value = read(name, "on" if default else "off").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be on or off, not {value!r}.")


def secret_key(path: Path):
    """Return YISHI_SECRET_KEY, or the key that ``make setup`` wrote to ``path`` (mode 0600).

    Where neither exists the key is made once, so that a bare ``daphne yishi.asgi:application`` starts too.
    """
    given = os.environ.get("YISHI_SECRET_KEY", "")
    if given:
        return given
    if not path.exists():
        _write_key(path)
    key = path.read_text().strip()
    if not key:
        raise ImproperlyConfigured(f"{path} is empty. Delete it, and the next start makes a new key.")
    return key


def _write_key(path):
    """Write a new key to ``path`` whole or not at all; of several first starts at once the first one's stands."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)  # mode 0600
    try:
        with os.fdopen(handle, "w") as out:
            out.write(get_random_secret_key())
        with suppress(FileExistsError):
            os.link(name, path)
    finally:
        os.unlink(name)


def address(name, default, schemes, example):
    """Return (URL, scheme) of the variable ``name``; refuse what is no address of one of ``schemes``, with an example."""
    url = read(name, default)
    try:
        parts = urlsplit(url)
        sound = parts.scheme in schemes and (parts.port is None or parts.port > 0)
    except ValueError:
        sound = False
    if not sound:
        raise ImproperlyConfigured(f"{name} is no address of a kind that is known here. Write it like {example}.")
    return url, parts.scheme


def database(default_path: Path):
    """Return Django's settings for the database named by YISHI_DATABASE_URL.

    Default: SQLite at ``default_path``, in WAL, every transaction IMMEDIATE, synced in full, the file kept open between
    requests. PostgreSQL gets a psycopg pool and no persistent connections, since those pile up under ASGI. A connection is
    tried before it is handed out, and one that cannot be made is given up soon: the pool's own rests between tries grow
    to minutes, during which a database that is back would not be noticed.
    """
    example = "sqlite:////srv/yishi.sqlite3 or postgresql://user:password@host:5432/yishi"
    url, scheme = address(
        "YISHI_DATABASE_URL", f"sqlite:///{default_path}", {"sqlite", "postgres", "postgresql"}, example
    )
    try:
        config = dj_database_url.parse(url)
    except (ValueError, dj_database_url.ParseError):
        raise ImproperlyConfigured(f"YISHI_DATABASE_URL cannot be read. Write it like {example}.") from None
    if scheme == "sqlite":
        config["ENGINE"] = "yishi.db.sqlite"
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;",
            "timeout": 20,
        }
    else:
        config |= {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True}
        options = config.setdefault("OPTIONS", {})
        options["pool"] = {"min_size": 2, "max_size": 16, "timeout": 5, "reconnect_timeout": 3}
        options.setdefault("connect_timeout", 3)
    return config


def redis():
    """Return the address of Redis, or "" where YISHI_REDIS_URL is not set."""
    if not read("YISHI_REDIS_URL", ""):
        return ""
    return address("YISHI_REDIS_URL", "", {"redis", "rediss", "unix"}, "redis://host:6379/0")[0]


def channel_layer():
    """Return the channel layer: Redis pub/sub where YISHI_REDIS_URL is set, else in process."""
    url = redis()
    if url:
        return {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": [url]}}
    return {"BACKEND": "channels.layers.InMemoryChannelLayer"}


def cache():
    """Return the cache: Redis where YISHI_REDIS_URL is set, else in process."""
    url = redis()
    if url:
        return {"BACKEND": "yishi.web.cache.SteadyCache", "LOCATION": url}
    return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "yishi"}
