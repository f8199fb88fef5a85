"""Writing a service guide. What it said before is kept."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from consultation.domain.wording import written
from yishi.acts import require
from yishi.clock.story import today
from yishi.db.guard import STALE, guarded_update
from yishi.journal.domain.events import append
from yishi.journal.domain.texts import seal
from yishi.refusals import Invalid, Stale

from ..acts import PUT
from ..disclosing import disclose
from ..models import Guide, GuideVersion
from .checking import FIELDS, checked, code_of


def put(street, code, *, by, seen=None, what="", **said):
    """Let the guide ``code`` of ``street`` say what is ``said``, of ``FIELDS``; return it.

    A first version is made where there is none; otherwise ``what`` was changed is published with the change, and the
    earlier version stays to be read. Where nothing differs, nothing is written. ``seen`` is the version that the form
    was drawn with (0: there was none): Stale if somebody saved another since. Forbidden to all but the service centre's
    lead and the disclosure officer.
    """
    code, row = code_of(code), Guide.objects.select_related("community").filter(code=code.strip().upper()).first()
    require(PUT, row or Guide(community=street), by)
    clean = checked(said)
    if seen is not None and seen != (row.version if row else 0):
        if seen == 0:
            raise Invalid(_("There is a guide with the code %(code)s already.") % {"code": code}, field="code")
        raise Stale(STALE)
    return _change(row, clean, what, by) if row else _first(street, code, clean, by)


def _first(street, code, clean, by):
    with transaction.atomic():
        row = Guide(community=street, code=code, changed_on=today(), changed_by=by, **clean)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            raise Stale(STALE) from None
        _keep(row, "", by)
        append(row.stream_name, PUT.event, by=by, community=street, payload={"code": row.code, "version": 1})
        disclose(row, by=by)
    return row


def _change(row, clean, what, by):
    changed = {name: value for name, value in clean.items() if getattr(row, name) != value}
    if not changed:
        return row
    what = written(what, "what", 300)
    with transaction.atomic():
        guarded_update(
            row, {"version": row.version}, version=row.version + 1, changed_on=today(), changed_by=by, **changed
        )
        _keep(row, what, by)
        payload = {"code": row.code, "version": row.version, "fields": sorted(changed), "text": seal(what)}
        append(row.stream_name, "guides.changed", by=by, community=row.community, payload=payload)
        disclose(row, by=by)
    return row


def _keep(row, what, by):
    """Keep what ``row`` says now as its version."""
    GuideVersion.objects.create(
        community=row.community, guide=row, n=row.version, made_on=row.changed_on, made_by=by, what=what,
        content={name: getattr(row, name) for name in FIELDS},
    )
