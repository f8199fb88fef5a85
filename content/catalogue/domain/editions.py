"""Editions of the catalogue: entered whole from a file that was looked at, and put in force."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from yishi.clock import spoken
from yishi.clock.story import today
from yishi.db.guard import guarded_update
from yishi.documents.domain.documents import ask
from yishi.journal.domain.events import append
from yishi.people.enums import PlaceKind
from yishi.refusals import Forbidden, Invalid, Refused
from yishi.text.side_by_side import listed

from ..enums import EditionState, Kind
from ..events import STREAM
from ..lines import FIELDS
from ..models import Edition, Entry, Heading, Item, OwedItem, OwedState, Topic
from ..papers import CATALOGUE
from ..rules import may_keep

TEXTS = {"title": 120, "version": 40, "issuer": 120}


def enter(preview, *, street, by, title, version, issuer, approved_on, effective_on):
    """Enter what ``preview`` read as a draft edition of ``street``, whole or not at all; return the Edition.

    Refused to all but the disclosure officer; where the preview has errors; where the edition's name is taken or a
    field is empty; where it takes effect before it was approved, or before the edition in force did.
    """
    _require_keeper(by, street)
    said = {"title": title.strip(), "version": version.strip(), "issuer": issuer.strip()}
    _require_sense(preview, street, said, approved_on, effective_on)
    try:
        with transaction.atomic():
            edition = Edition.objects.create(
                community=street, approved_on=approved_on, effective_on=effective_on, imported_on=today(), imported_by=by,
                digest=preview.digest, **said,
            )
            _enter_lines(edition, preview)
            payload = {"edition": edition.pk, "entries": len(preview.lines), "file": preview.digest}
            append(STREAM, "catalogue.entered", by=by, community=street, payload=payload)
    except IntegrityError:
        raise Invalid(_("There is an edition “%(version)s” already.") % said, field="version") from None
    return edition


def put_in_force(edition, *, by):
    """Let ``edition`` count from today; the one before is superseded and kept. Items stay under their codes.

    Refused to all but the disclosure officer, before the day on which it takes effect, where the edition in force took
    effect later, and where a code is missing in it under which something is published or noted as owed. Stale where it is
    in force already.
    """
    _require_keeper(by, edition.community)
    if edition.effective_on > today():
        raise Refused(_("This edition takes effect on %(day)s.") % {"day": spoken.day(edition.effective_on)})
    if later := _later(edition.community, edition.effective_on):
        raise Refused(later)
    if codes := _lost_by(edition, Item.objects.standing()):
        raise Refused(_("Something is published under the codes %(codes)s, which this edition does not have.")
                      % {"codes": listed(codes)})
    if codes := _lost_by(edition, OwedItem.objects.filter(state=OwedState.OPEN)):
        raise Refused(_("Something is noted as to be published under the codes %(codes)s, which this edition does not have. "
                        "Settle it first.") % {"codes": listed(codes)})
    with transaction.atomic():
        for before in Edition.objects.in_force().filter(community=edition.community):
            changes = {"state": EditionState.SUPERSEDED, "superseded_on": today()}
            guarded_update(before, {"state": EditionState.IN_FORCE}, **changes)
        guarded_update(edition, {"state": EditionState.DRAFT}, state=EditionState.IN_FORCE)
        ask(CATALOGUE, edition.pk, community=edition.community)
        append(STREAM, "catalogue.in_force", by=by, community=edition.community, payload={"edition": edition.pk})
    return edition


def _later(street, day):
    """Return a sentence where the edition in force of ``street`` took effect after ``day``, else None."""
    before = Edition.objects.in_force().filter(community=street, effective_on__gt=day).first()
    words = _("The edition in force took effect on %(day)s. The one that comes after it cannot take effect earlier.")
    return before and words % {"day": spoken.day(before.effective_on)}


def _lost_by(edition, rows):
    """Return the codes under which there is one of ``rows`` and which are no proactive entries of ``edition``."""
    used = Heading.objects.filter(community=edition.community, pk__in=rows.values("heading"))
    return list(used.exclude(entries__in=edition.entries.filter(kind=Kind.PROACTIVE)).values_list("code", flat=True))


def _require_keeper(by, street):
    if not may_keep(by, street):
        raise Forbidden(_("The catalogue is kept by the disclosure officer."))


def _require_sense(preview, street, said, approved_on, effective_on):
    if preview.errors or not preview.lines:
        raise Invalid(_("Nothing was entered: the file has errors. Correct them and upload it again."), field="file")
    if street.kind != PlaceKind.SUBDISTRICT:
        raise Invalid(_("A catalogue is that of a sub-district."), field="file")
    for name, most in TEXTS.items():
        if not said[name] or len(said[name]) > most:
            raise Invalid(_("Write something here, %(most)s characters at most.") % {"most": most}, field=name)
    if effective_on < approved_on:
        raise Invalid(_("It cannot take effect before it was approved."), field="effective_on")
    if later := _later(street, effective_on):
        raise Invalid(later, field="effective_on")


def _enter_lines(edition, preview):
    """Write the headings, topics and entries of ``edition``, in the caller's transaction."""
    of = {"community": edition.community}
    Heading.objects.bulk_create([Heading(code=line.code, **of) for line in preview.lines], ignore_conflicts=True)
    headings = {row.code: row for row in Heading.objects.filter(**of)}
    names = dict.fromkeys(line.topic for line in preview.lines if line.topic[1])
    topics = {
        (code, name): Topic(edition=edition, code=code, name=name, rank=rank, **of)
        for rank, (code, name) in enumerate(names, start=1)
    }
    Topic.objects.bulk_create(topics.values())
    Entry.objects.bulk_create(
        Entry(
            edition=edition, heading=headings[line.code], topic=topics.get(line.topic), owner=preview.owners.get(line.owner),
            words=_words(line), **of, **{name: getattr(line, name) for name in FIELDS},
        )
        for line in preview.lines
    )


def _words(line):
    parts = [line.level2, line.level3, *line.elements, *line.basis, line.limit_words, line.body, line.handling, line.note]
    return "\n".join(filter(None, parts))
