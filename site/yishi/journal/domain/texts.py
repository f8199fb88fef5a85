"""Salted hashes of texts: the journal proves a text without holding it (law 2)."""

import hashlib
import secrets

from ..models import Salt


def seal(text):
    """Return the salted SHA-256 of ``text`` for a payload; the salt is kept apart until the text is erased."""
    salt = secrets.token_bytes(16)
    digest = hashlib.sha256(salt + text.encode()).hexdigest()
    Salt.objects.create(digest=digest, salt=salt)
    return digest


def matches(digest, text):
    """Return True or False for whether ``digest`` seals ``text``; None where the salt is gone, removed by law."""
    row = Salt.objects.filter(digest=digest).first()
    if row is None:
        return None
    return hashlib.sha256(bytes(row.salt) + text.encode()).hexdigest() == digest


def erase(*digests):
    """Delete the salts of ``digests``: the chain stands, and nothing can be proved of the erased texts any more."""
    Salt.objects.filter(digest__in=digests).delete()
