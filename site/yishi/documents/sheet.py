"""From a template and its words to the Job of a paper: style sheets, metadata, codes to be photographed."""

from functools import cache
from pathlib import Path

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.timezone import localtime

from yishi.text.plain import plain

from .job import Job

SHEETS = Path(__file__).parent / "css"


def paper(document, template, context, *, title, author, made, css=("paper", "gazette"), attached=()):
    """Return the Job of ``document``: ``template`` filled with ``context``, in the style sheets ``css``.

    ``title`` and ``author`` stand in the file's properties, ``made`` is the instant that it bears (never the present
    one: the same words give the same bytes), ``attached`` are files to travel inside it.
    """
    instant = localtime(made).isoformat(timespec="seconds")
    words = {
        **context, "title": title, "author": author, "made": instant,
        "key": f"{document.kind} {document.subject} {document.version}",
    }
    html = plain(render_to_string(template, words))  # its title stands in the file's properties, which are XML
    return Job(html, tuple(map(_sheet, css)), instant, tuple(attached))


def address(path):
    """Return the address of ``path`` as it is printed: whole, for somebody who holds the paper."""
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def code_to_scan(words):
    """Return a QR code of ``words`` as the address of a picture that carries itself (SVG)."""
    return segno.make(words, error="m", micro=False).svg_data_uri(border=0, xmldecl=False, nl=False, omitsize=True)


@cache
def _sheet(name):
    return (SHEETS / f"{name}.css").read_text(encoding="utf-8")
