"""Rating a service, and answering those who were not satisfied."""

import datetime as dt
import hashlib
import hmac

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from consultation.domain.wording import brief, written
from yishi.acts import require
from yishi.clock.story import today
from yishi.db.guard import guarded_update
from yishi.journal.domain.events import append
from yishi.journal.domain.texts import seal
from yishi.refusals import Invalid, Refused

from ..acts import ANSWER
from ..enums import Grade
from ..models import Rating

AGAIN_AFTER = dt.timedelta(30)


def rate(guide, *, grade, words="", by=None):
    """Rate the service of ``guide`` with one of the five grades; return the Rating. Who it was is not kept.

    ``by`` has signed in, and may rate a service once in thirty days: Refused before. What a browser may do without an
    account is the page's affair. Invalid for any other grade, or too many ``words``, which the office alone reads.
    """
    if grade not in Grade.values:
        raise Invalid(_("Choose one of the five grades."), field="grade")
    words = brief(words, "words", 500)
    with transaction.atomic():
        Rating.objects.filter(day__lte=today() - AGAIN_AFTER).exclude(token="").update(token="")
        row = Rating(community=guide.community, guide=guide, grade=grade, words=words, day=today())
        row.token = token_of(guide, by) if by else ""
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            raise Refused(
                _("You have rated this service within the last thirty days. Your rating counts; another may follow later.")
            ) from None
        payload = {"code": guide.code, "rating": row.pk}
        append(guide.stream_name, "guides.rated", by=None, community=guide.community, payload=payload)
    return row


def answer(rating, *, by, text):
    """Answer ``rating`` in public; the words of whoever rated stay with the office.

    Stale where it has an answer already. Forbidden to all but the service centre's lead and the disclosure officer.
    """
    text = written(text, "text", 1000)
    require(ANSWER, rating, by)
    with transaction.atomic():
        guarded_update(rating, {"answered_on": None}, answer=text, answered_on=today(), answered_by=by)
        append(
            rating.guide.stream_name, ANSWER.event, by=by, community=rating.community,
            payload={"code": rating.guide.code, "rating": rating.pk, "text": seal(text)},
        )


def token_of(guide, person):
    """Return what keeps ``person`` from rating ``guide`` twice; without the site's key it tells nobody."""
    said = f"guide-rating:{guide.pk}:{person.pk}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).hexdigest()
