"""Who has shown the key of which request in this session, and the receipt that is shown once."""

from .transitions import is_applicant

HELD, RECEIPT, MOST = "request-keys", "request-receipt", 5


def hold(http, request):
    """Remember that the key of ``request`` was shown, for this session alone; the oldest gives way."""
    held = [pk for pk in http.session.get(HELD, []) if pk != request.pk]
    http.session[HELD] = [*held, request.pk][-MOST:]


def holds_key(http, request):
    """Return whether ``request`` is followed by whoever asks: by its key, or as the applicant's own account."""
    if request.pk in http.session.get(HELD, []):
        return True
    return http.actor is not None and is_applicant(http.actor, request)


def let_go(http, request):
    """Forget the key of ``request`` in this session."""
    http.session[HELD] = [pk for pk in http.session.get(HELD, []) if pk != request.pk]


def keep_receipt(http, request, key, by_the_office=False):
    """Keep the code and the key for the one page that shows them, and what that page says of the period."""
    http.session[RECEIPT] = {"code": request.code, "key": key, "corrects": request.corrects, "runs": request.confirmed_on is not None,
                             "by_the_office": by_the_office}


def take_receipt(http):
    """Return the receipt, once, or None."""
    return http.session.pop(RECEIPT, None)
