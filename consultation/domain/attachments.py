"""Papers and pictures: taken in, looked into, stored under the hash of their content."""

import hashlib
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _

from yishi.acts import require, taking
from yishi.clock.story import now
from yishi.journal.domain.texts import seal
from yishi.journal.models import Visibility
from yishi.refusals import Invalid

from ..models import Attachment
from ..papers import examined, reduced
from ..transitions import TABLE
from .wording import written

TITLE_LENGTH, KIND_LENGTH, MOST = 120, 16, 20
_stores = ContextVar("files are stored", default=True)


@contextmanager
def nothing_stored():
    """Store no file within: for a transaction that is taken back, which a storage cannot be."""
    token = _stores.set(False)
    try:
        yield
    finally:
        _stores.reset(token)


def attach(matter=None, *, by, title, upload=None, report=None, kind="paper", visibility=None, seen=None):
    """Attach a paper or picture called ``title`` to ``matter`` or to ``report``; returns the Attachment.

    Without ``upload`` (a file object) it is a caption of what lies in the office. Pictures are encoded anew, without
    EXIF and place; at most 10 MB and 40 million pixels; papers are PDF, OFD or office papers. ``visibility`` is public
    for matters and the parties' for reports unless given. Invalid says what is wrong with the file.
    """
    if report is not None:
        return attach_to_report(
            report, by=by, title=title, upload=upload, kind=kind, visibility=visibility or Visibility.PARTIES, seen=seen
        )
    if matter is None:
        raise Invalid(_("Say which matter or report the paper belongs to."), field="matter")
    row = _row(matter.community, by, title, kind, visibility or Visibility.PUBLIC, matter=matter)
    return _attached(TABLE["attachments.attach"], matter, row, upload, by, seen)


def attach_to_report(report, *, by, title, upload=None, kind="photo", visibility=Visibility.PARTIES, seen=None):
    """Attach a picture or paper to ``report``: its reporter, or the office; returns the Attachment. Refused as above.

    At most 20 a report.
    """
    row = _row(report.community, by, title, kind, visibility, report=report)
    return _attached(TABLE["attachments.attach_to_report"], report, row, upload, by, seen)


def _row(community, by, title, kind, visibility, **belongs):
    if visibility not in Visibility.values:
        raise Invalid(_("Say who may see it: everybody, the parties, or those in office."), field="visibility")
    return Attachment(
        community=community, title=written(title, "title", TITLE_LENGTH), kind=written(kind, "kind", KIND_LENGTH),
        visibility=visibility, added_by=by, added_at=now(), **belongs,
    )


def _attached(act, thing, row, upload, by, seen):
    """Store the file, insert ``row``, and append the event of ``act``."""
    require(act, thing, by)
    if row.report_id and thing.attachments.count() >= MOST:
        raise Invalid(_("A report holds at most %(n)s pictures and papers.") % {"n": MOST}, field="upload")
    if upload:
        _store(row, examined(upload))
    with taking(act, thing, by=by, seen=seen) as entry:
        row.save(force_insert=True)
        entry.made = row
        entry.payload = {"attachment": row.pk, "kind": row.kind, "sha256": row.sha256, "text": seal(row.title)}
    return row


def _store(row, paper):
    """Put the content of ``paper`` into the storage, once for all rows that hold the same, and name it on ``row``.

    A picture is kept at the size of a list beside it.
    """
    digest = hashlib.sha256(paper.content).hexdigest()
    name = f"papers/{digest[:2]}/{digest}{paper.ending}"
    if _stores.get() and not default_storage.exists(name):
        name = default_storage.save(name, ContentFile(paper.content))
    row.file.name = name
    row.sha256, row.size, row.content_type = digest, len(paper.content), paper.content_type
    if row.is_picture and _stores.get() and not default_storage.exists(row.small_name):
        default_storage.save(row.small_name, ContentFile(reduced(paper)))
