"""Review before release, and the yearly look at what is withheld (Regulations, arts. 14 to 18)."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import today
from yishi.db.guard import STALE
from yishi.journal.domain.events import append
from yishi.journal.domain.texts import seal
from yishi.people.models import Person
from yishi.people.rules import holds
from yishi.refusals import Forbidden, Invalid, Refused, Stale
from yishi.release import REVIEWERS, Reason

from ..enums import Attribute
from ..models.reviews import ReleaseReview
from ..serving import digest_of

WHO = _("Releases are reviewed by the disclosure officer and the heads of the sub-district.")


def stream_of(page):
    """Return the name of the journal's stream of ``page``."""
    return f"page:{page.pk}"


def decide(revision, *, by, attribute, reason="", basis="", words="", secrets_checked=False):
    """Write the review of ``revision``, the newest version of its page, and return it.

    Forbidden unless ``by`` reviews at the page's place and made no version since the last release (another person);
    Refused while something is missing on the page; Invalid without the secrecy check, or where what is kept back names
    no reason (arts. 14 to 16) and no article; Stale where the version has moved on or was reviewed already.
    """
    page = revision.as_object()
    _require_reviewer(page, by)
    _require_input(page, attribute, reason, basis, secrets_checked)
    if not revision.is_latest_revision():
        raise Stale(STALE)
    held = attribute != Attribute.PROACTIVE
    row = ReleaseReview(
        community=page.community, page_id=page.pk, revision=revision, digest=digest_of(revision), maker=makers(page)[0],
        reviewer=by, on=today(), attribute=attribute, reason=reason if held else "", basis=basis.strip(),
        words=words.strip(), secrets_checked=bool(secrets_checked), next_review=in_a_year(today()) if held else None,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            payload = {"review": row.pk, "revision": revision.pk, "attribute": str(attribute), "reason": row.reason,
                       "digest": row.digest, "words": seal(row.words)}
            append(stream_of(page), "pages.reviewed", by=by, community=page.community, payload=payload)
    except IntegrityError:
        raise Stale(STALE) from None
    return row


def look_again(review, *, by, still, words):
    """Look again at what ``review`` withholds: ``still`` for another year, or no longer, and why (``words``).

    Forbidden unless ``by`` reviews at its place; Invalid without words; Stale where somebody looked first.
    """
    if not holds(by, REVIEWERS, review.community):
        raise Forbidden(WHO)
    if not words.strip():
        raise Invalid(_("Say why, in a sentence."), field="words")
    until = in_a_year(today()) if still else None
    with transaction.atomic():
        rows = ReleaseReview.objects.withheld().filter(pk=review.pk, next_review=review.next_review)
        if not rows.update(next_review=until):
            raise Stale(STALE)
        payload = {"review": review.pk, "still": bool(still), "words": seal(words.strip())}
        append(f"page:{review.page_id}", "pages.looked_at_again", by=by, community=review.community, payload=payload)
    review.refresh_from_db()
    return review


def remind(review):
    """Say, once for each year, that what ``review`` withholds is to be looked at again."""
    payload = {"review": review.pk, "due": review.next_review.isoformat()}
    append(f"page:{review.page_id}", "pages.review_due", by=None, community=review.community, payload=payload)


def in_a_year(day):
    """Return the same day of the next year; 28 February after a leap day."""
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def makers(page):
    """Return the persons who made the versions of ``page`` since its last release, the newest first.

    Refused where one of them was made by an account that belongs to nobody.
    """
    rows = page.revisions.order_by("-pk")
    if page.live_revision_id:
        rows = rows.filter(pk__gt=page.live_revision_id)
    keys = list(dict.fromkeys(rows.values_list("user__person", flat=True)))
    if not keys or None in keys:
        raise Refused(_("A version of “%(title)s” was saved by an account that belongs to no person. Save it anew under yours.") % {
            "title": page.title})
    found = Person.objects.in_bulk(keys)
    return [found[key] for key in keys]


def had_a_hand(page, person):
    """Return whether ``person`` made one of the versions that a review of ``page`` would let out, and so may not review it."""
    try:
        return person in makers(page)
    except Refused:  # whose they are is not known: the review itself says so
        return False


def _require_reviewer(page, by):
    if not holds(by, REVIEWERS, page.community):
        raise Forbidden(WHO)
    if by in makers(page):
        raise Forbidden(_("You had a hand in this version of “%(title)s”. Somebody else has to review it (art. 17).") % {
            "title": page.title})


def _require_input(page, attribute, reason, basis, secrets_checked):
    if attribute not in Attribute.values:
        raise Invalid(_("Say whether it is published, given on request, or kept back."), field="attribute")
    if attribute == Attribute.PROACTIVE:
        if not secrets_checked:
            raise Invalid(_("Look for secrets and privacy first, and say that you have."), field="secrets_checked")
        if missing := page.missing():
            raise Refused(_("“%(title)s” is not complete. %(missing)s") % {
                "title": page.title, "missing": " ".join(map(str, missing))})
    elif reason not in Reason.values or not basis.strip():
        raise Invalid(_("What is kept back needs its reason (arts. 14 to 16) and the article of law."), field="reason")
