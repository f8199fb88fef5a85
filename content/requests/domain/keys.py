"""The code and the key by which an applicant follows a request without an account."""

import secrets

from django.utils.crypto import constant_time_compare, salted_hmac

from ..models import Request

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is read as another
LENGTH, GROUP = 12, 4
SALT, OF_A_SENDING, ONCE = "content.requests.key", "content.requests.key-of-a-sending", "content.requests.once"


def new_key(sending=""):
    """Return a fresh key, in groups as it is printed: 7KQM-2XWT-9DHR. It is shown once and kept nowhere.

    Of a ``sending`` (a form's own token, and what it says) it is always the same: sent twice, the form shows one key.
    """
    number = int(salted_hmac(OF_A_SENDING, sending, algorithm="sha256").hexdigest(), 16) if sending else secrets.randbits(256)
    signs = "".join(SIGNS[number // len(SIGNS) ** n % len(SIGNS)] for n in range(LENGTH))
    return "-".join(signs[start:start + GROUP] for start in range(0, LENGTH, GROUP))


def mark_of(sending):
    """Return by what a ``sending`` is known again, or "" for none; neither it nor the key can be found from that."""
    return salted_hmac(ONCE, sending, algorithm="sha256").hexdigest() if sending else ""


def sealed(code, key):
    """Return what is kept of ``key``, from which it cannot be found."""
    return salted_hmac(SALT, f"{code}|{plain(key)}", algorithm="sha256").hexdigest()


def plain(key):
    """Return ``key`` as somebody may type it: without hyphens and blanks, in capitals."""
    return "".join(sign for sign in key.upper() if sign.isalnum())


def opened(code, key):
    """Return the Request that ``code`` and ``key`` open together, or None, whichever of the two is wrong.

    The same work is done for a code that is not there, and keys are compared in constant time.
    """
    code = code.strip().upper().replace("\x00", "")[:24]
    request = Request.objects.filter(code=code).first()
    kept, typed = request.secret if request else sealed(code, "none"), sealed(code, key[:40])
    fits = constant_time_compare(kept, typed)
    return request if request and fits else None
