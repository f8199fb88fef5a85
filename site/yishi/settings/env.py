"""The one place where the environment is read."""

import os
from pathlib import Path
from urllib.parse import urlparse

import dj_database_url
from django.core.exceptions import ImproperlyConfigured


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
        from django.core.management.utils import get_random_secret_key

        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as out:
            out.write(get_random_secret_key())
    return path.read_text().strip()


def database(default_path: Path):
    """Return Django's settings for the database named by YISHI_DATABASE_URL.

    Default: SQLite at ``default_path``, in WAL, every transaction IMMEDIATE, synced in full. PostgreSQL gets a psycopg
    pool and no persistent connections, since those pile up under ASGI.
    """
    url = read("YISHI_DATABASE_URL", f"sqlite:///{default_path}")
    scheme = urlparse(url).scheme
    if scheme not in {"sqlite", "postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"YISHI_DATABASE_URL must begin with sqlite:/// or postgresql://, not {scheme or 'nothing'}://."
        )
    config = dj_database_url.parse(url)
    if scheme == "sqlite":
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;",
            "timeout": 20,
        }
    else:
        config["CONN_MAX_AGE"] = 0
        config.setdefault("OPTIONS", {})["pool"] = {"min_size": 2, "max_size": 16, "timeout": 10}
    return config


def channel_layer():
    """Return the channel layer: Redis pub/sub where YISHI_REDIS_URL is set, else in process."""
    url = read("YISHI_REDIS_URL", "")
    if url:
        return {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": [url]}}
    return {"BACKEND": "channels.layers.InMemoryChannelLayer"}


def cache():
    """Return the cache: Redis where YISHI_REDIS_URL is set, else in process."""
    url = read("YISHI_REDIS_URL", "")
    if url:
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}
    return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "yishi"}
