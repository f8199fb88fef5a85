"""Forms answered once: the key stored as an HMAC without the voter, the answer sealed with the form's own key.

The site keeps no form key, so it cannot open what it stored: only the form that was sent can. A form key is random
and used for one answer, so a keystream of SHAKE-256 over it is a one-time pad; an HMAC over the sealed bytes tells a
wrong key.
"""

import hashlib
import hmac
import json

from django.conf import settings

from ..models import IdempotencyKey

TAG = 32
PADDED = 256


def remember(poll, key, answer):
    """Store ``answer`` (a dict) to the form ``key`` of ``poll``; a second one is an IntegrityError."""
    IdempotencyKey.objects.create(
        community_id=poll.community_id, poll=poll, digest=_digest(poll, key), answer=_seal(key, answer)
    )


def recall(poll, key):
    """Return the answer that was given to the form ``key`` of ``poll``, or None."""
    row = IdempotencyKey.objects.filter(digest=_digest(poll, key)).first() if key else None
    return _open(key, bytes(row.answer)) if row else None


def _digest(poll, key):
    return hmac.new(settings.SECRET_KEY.encode(), f"cast:{poll.pk}:{key}".encode(), hashlib.sha256).hexdigest()


def _seal(key, answer):
    plain = json.dumps(answer, separators=(",", ":")).encode()
    plain += b" " * (-len(plain) % PADDED)  # its length must not tell what was chosen
    sealed = _xor(plain, key)
    return _tag(key, sealed) + sealed


def _open(key, stored):
    tag, sealed = stored[:TAG], stored[TAG:]
    return json.loads(_xor(sealed, key)) if hmac.compare_digest(tag, _tag(key, sealed)) else None


def _xor(data, key):
    stream = hashlib.shake_256(b"yishi answer\0" + key.encode()).digest(len(data))
    return bytes(a ^ b for a, b in zip(data, stream, strict=True))


def _tag(key, sealed):
    return hmac.new(b"yishi answer tag\0" + key.encode(), sealed, hashlib.sha256).digest()
