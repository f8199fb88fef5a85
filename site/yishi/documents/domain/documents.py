"""Asking for a document, and making it."""

import hashlib
import itertools
import logging
import time

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import override

from yishi.clock.story import now
from yishi.db.guard import guarded_update
from yishi.tasks.due import each

from ..models import Document, Problem, State

log = logging.getLogger(__name__)
ROUND = 50


def ask(kind, subject, *, community, version=1):
    """Ask for the document of ``kind`` on ``subject`` (a key) in ``version``; returns the Document.

    Part of the act that makes something public, in its transaction. Who asks again gets the same Document.
    """
    found, _made = Document.objects.get_or_create(
        kind=kind, subject=str(subject), version=version, defaults={"community": community}
    )
    return found


def ask_anew(kind, subject, *, community):
    """Ask for the document of ``kind`` on ``subject`` once more, in its next version: what it is made of has changed.

    One that still waits becomes that version: whoever is making it meanwhile is Stale, and it is made of what stands then.
    """
    last = Document.objects.filter(kind=kind, subject=str(subject)).order_by("version").last()
    version = last.version + 1 if last else 1
    if not last or not Document.objects.filter(pk=last.pk, state=State.WAITING).update(version=version):
        ask(kind, subject, community=community, version=version)


def ask_again(document):
    """Have a document that could not be made tried once more. Stale where it did not fail."""
    with transaction.atomic():
        guarded_update(document, {"state": State.FAILED}, state=State.WAITING, problem="", made_at=None, input_sha256="")


def make_waiting(writers, *, pool, seconds):
    """Make the documents that wait, of the kinds in ``writers``, the oldest first, until ``seconds`` are spent.

    ``writers`` are {kind: function Document → Job, or None where what it is made of is gone}. Returns how many ended.
    """
    began = time.monotonic()
    waiting = Document.objects.filter(state=State.WAITING, kind__in=writers).select_related("community").order_by("pk")
    fits = itertools.takewhile(lambda _row: time.monotonic() - began < seconds, waiting[:ROUND])
    return each(fits, lambda document: make(document, write=writers[document.kind], pool=pool))


def make(document, *, write, pool):
    """Render what ``write`` says of ``document`` in a child of ``pool``; keep the file, or why there is none.

    Nothing is locked meanwhile: of two workers at the same document one stores it, and the other is Stale; their bytes
    are the same. Stale is too whoever made a version in whose place another was asked for. The file is stored
    under its hash before the row says that it is ready.
    """
    with override(settings.LANGUAGE_CODE):
        job = write(document)
    if job is None:
        return _fail(document, Problem.GONE)
    found = pool.render(job)
    if found.problem:
        return _fail(document, found.problem)
    digest = _digest(found.pdf)
    path = _keep(digest, found.pdf)
    with transaction.atomic():
        guarded_update(
            document, {"state": State.WAITING, "version": document.version}, state=State.READY, made_at=now(),
            input_sha256=job.sha256, sha256=digest, path=path, size=len(found.pdf), pages=found.pages,
        )
    log.info("document %s: %s pages, %s kB, %.1f s", document, found.pages, len(found.pdf) // 1024, found.seconds)
    return document


def _fail(document, problem):
    with transaction.atomic():
        held = {"state": State.WAITING, "version": document.version}
        guarded_update(document, held, state=State.FAILED, problem=problem, made_at=now())
    log.warning("document %s: %s", document, Problem(problem).label)
    return document


def _digest(content):
    return hashlib.sha256(content).hexdigest()


def _keep(digest, content):
    """Store ``content`` under its hash, once; return its path in the storage."""
    path = f"pdf/{digest[:2]}/{digest}.pdf"
    if default_storage.exists(path):
        return path
    return default_storage.save(path, ContentFile(content))
