"""The code that an observer shows at the door: signed, short enough to be typed, and unlike the public one."""

import base64

from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "meetings.gallery.door"


def door_code(registration):
    """Return the code of ``registration`` for the door, as ``12-K7F3M2QA``."""
    mark = salted_hmac(SALT, f"{registration.gallery_id}:{registration.pk}", algorithm="sha256").digest()
    return f"{registration.pk}-{base64.b32encode(mark)[:8].decode()}"


def shown_by(gallery, code):
    """Return the registration of ``gallery`` whose door code is ``code``, however it was typed; None where there is none."""
    key, _dash, _mark = (code := "".join(code.split()).upper()).partition("-")
    if not (key.isascii() and key.isdigit() and len(key) < 18):
        return None
    row = gallery.registrations.filter(pk=int(key)).select_related("person").first()
    return row if row is not None and constant_time_compare(door_code(row), code) else None
