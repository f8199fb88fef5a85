"""Sending a request, taking back what it did, and judging the answer."""

import logging
import re
import traceback
from contextlib import contextmanager
from io import BytesIO
from urllib.parse import urlsplit

from django import forms
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.utils.html import escape

from yishi.acts import may
from yishi.journal.models import Event
from yishi.people.models import User

from .hostile import RAW
from .making import Maker, raw

HOST = "testserver"
ENDS = tuple("。.!?！？…：:)）”」")
ODD = re.compile(r"%\(\w+\)|object at 0x|Traceback|<class|\bNone\b|\{\w*\}")


class Fuzz:
    """Sends the requests of a ``seed`` to the world of ``ground``; ``faults`` are what was found."""

    def __init__(self, ground, seed, keep=False):
        self.ground, self.maker, self.keep = ground, Maker(ground, seed), keep
        self.faults, self.sent, self.statuses = [], 0, {}
        self.cookies = {}
        for name, person in ground.actors.items():
            client = Client()
            if person is not None:
                client.force_login(User.objects.get(person=person))
            self.cookies[name] = client.cookies.output(header="", sep=";").strip()

    def run(self, numbers):
        """Send the requests ``numbers``, and yield (number, request, fault) for each fault."""
        for n in numbers:
            cache.clear()
            with transaction.atomic():
                request, answer, faults = self.one(n)
                transaction.set_rollback(not self.keep)
            self.sent += 1
            status = getattr(answer, "status_code", 0)
            self.statuses[status] = self.statuses.get(status, 0) + 1
            for fault in faults:
                self.faults.append((n, request, fault))
                yield n, request, fault

    def one(self, n):
        """Send the ``n``-th request; return it, the answer and what is wrong with that."""
        request = self.maker.make(n)
        barred = request.act is not None and not may(request.act, request.thing, self.ground.actors[request.actor])
        before = _last_event() if barred else None
        try:
            with self.overheard() as heard:
                answer = send(request, self.cookies[request.actor], n)
                content = body_of(answer)
                committed()
        except Exception:
            return request, None, [f"raised\n{traceback.format_exc(limit=-6)}"]
        faults = [*judged(request, answer, content), *heard]
        if barred and answer.status_code < 500 and _last_event() != before:
            faults.append("an act was done by one who may not do it")
        return request, answer, faults

    @contextmanager
    def overheard(self):
        """Yield the list of failures that are only logged meanwhile."""
        heard = []
        ear = logging.Handler(logging.ERROR)
        ear.emit = lambda record: heard.append(f"logged\n{logging.Formatter().format(record)}")
        log = logging.getLogger("yishi")
        log.addHandler(ear)
        try:
            yield heard
        finally:
            log.removeHandler(ear)


def committed():
    """Do what waits for the commit of this request, as it would be done after it."""
    waiting, connection.run_on_commit = connection.run_on_commit, []
    for _savepoints, function, _robust in waiting:
        function()


def send(request, cookies, n):
    """Send ``request`` with the session of ``cookies`` from an address of its own; return the answer."""
    kind, content = request.body
    headers = dict(request.headers)
    jar = "; ".join(part for part in (cookies, headers.pop("COOKIE", "")) if part)
    environ = {
        "REQUEST_METHOD": request.method,
        "PATH_INFO": raw(request.path).decode("latin-1"),
        "QUERY_STRING": request.query.decode("latin-1"),
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(len(content)),
        "wsgi.input": BytesIO(content),
        "SERVER_NAME": HOST,
        "REMOTE_ADDR": f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}",
        "HTTP_COOKIE": jar,
        **headers,
    }
    if not request.pairs and not request.content:
        environ |= {"CONTENT_TYPE": "", "CONTENT_LENGTH": "0", "wsgi.input": BytesIO()}
    return Client(raise_request_exception=False).request(**environ)


def body_of(answer):
    """Return the bytes of ``answer``, to the end where it streams."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def judged(request, answer, content):
    """Yield what is wrong with ``answer``."""
    if answer.status_code >= 500:
        info = getattr(answer, "exc_info", None)
        yield "500\n" + ("".join(traceback.format_exception(*info, limit=-6)) if info else "")
        return
    where = answer.headers.get("Location", "")
    if where and (urlsplit(where).netloc not in {"", HOST} or where.startswith(("//", "/\\", "javascript:"))):
        yield f"leads elsewhere: {where[:200]}"
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        yield from (f"stands raw on the page: {evil}" for evil in RAW if evil in content)
    form = (answer.context or {}).get("form") if answer.status_code in {403, 409, 422} else None
    if form is not None and form.is_bound and not request.content:
        yield from unsaid(form)
        yield from lost(request, form, content.decode())
    if answer.status_code == 422 and form is not None and not form.errors:
        yield "refused, and nobody says why"


def unsaid(form):
    """Yield the errors of ``form`` that are no sentences."""
    for name, errors in form.errors.items():
        for error in map(str, errors):
            typed = " ".join(map(str, form.data.values()))
            odd = ODD.search(error)
            if not error.strip().endswith(ENDS) or (odd and odd.group() not in typed):
                yield f"no sentence, at {name}: {error[:300]!r}"


def lost(request, form, page):
    """Yield the fields of ``form`` whose words are not on the ``page`` any more."""
    last = dict(request.pairs)
    for bound in form:
        typed, widget = last.get(bound.html_name), bound.field.widget
        if not isinstance(typed, str) or not isinstance(widget, forms.TextInput | forms.Textarea) or widget.is_hidden:
            continue
        if typed and isinstance(widget, forms.Textarea | forms.TextInput) and escape(typed) not in page:
            yield f"lost what was typed at {bound.html_name}: {typed[:80]!r}"


def _last_event():
    return Event.objects.order_by("-pk").values_list("pk", flat=True).first()
