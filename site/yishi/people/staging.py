"""Where an upload (``what``: a register, say) waits between preview and confirmation: one private file a person, never served."""

import os
import re
from pathlib import Path

from django.conf import settings

DIGEST = re.compile(r"[0-9a-f]{64}")


def keep(person, digest, content, what="register"):
    """Keep ``content`` for ``person``; an earlier file that was never confirmed is dropped."""
    drop(person, what)
    path = _path(person, digest, what)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(content)


def kept(person, digest, what="register"):
    """Return the bytes that ``person`` uploaded under ``digest``, or None."""
    path = _path(person, digest, what)
    return path.read_bytes() if path.is_file() else None


def drop(person, what="register"):
    """Delete what waits for ``person``."""
    for path in _folder().glob(f"{what}-{person.pk}-*"):
        path.unlink(missing_ok=True)


def _folder():
    return Path(settings.VAR) / "staging"


def _path(person, digest, what):
    if not DIGEST.fullmatch(digest):
        raise ValueError("not a digest")
    return _folder() / f"{what}-{person.pk}-{digest}"
