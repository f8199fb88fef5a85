"""The code and the key by which an applicant follows a request without an account."""

import secrets

from django.utils.crypto import constant_time_compare, salted_hmac

from ..models import Request

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is read as another
LENGTH, GROUP = 12, 4
SALT = "content.requests.key"


def new_key():
    """Return a fresh key, in groups as it is printed: 7KQM-2XWT-9DHR. It is shown once and kept nowhere."""
    signs = "".join(secrets.choice(SIGNS) for _n in range(LENGTH))
    return "-".join(signs[start:start + GROUP] for start in range(0, LENGTH, GROUP))


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
