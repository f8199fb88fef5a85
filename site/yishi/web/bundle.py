"""One style sheet for the browser, many small ones for us: ``yishi/css/yishi.css`` is all of them, put together in order.

It is a finder of static files, so that ``collectstatic`` names the bundle by its content like any other file.
"""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

NAME = "yishi/css/yishi.css"
FIRST = ("tokens", "ground", "shell", "buttons", "steps", "boxes", "counts", "lists", "forms", "pages",
         "pictures", "citizen")
LAST = ("print",)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
BLANK = re.compile(r"\s*([{};])\s*")  # around what keeps rules apart anyway


def sheets():
    """Return the authored style sheets in their order: what is not named stands between the pages and the print."""
    folder = Path(settings.STATICFILES_DIRS[0], "yishi", "css")
    found = {path.stem: path for path in sorted(folder.glob("*.css"))}
    between = [stem for stem in found if stem not in FIRST + LAST]
    return [found[stem] for stem in (*FIRST, *between, *LAST) if stem in found]


def text():
    """Return the bundle's text, without the comments and without the blanks that only we need."""
    whole = COMMENT.sub("", "\n".join(path.read_text(encoding="utf-8") for path in sheets()))
    return BLANK.sub(r"\1", whole).strip().replace("}", "}\n")


class BundleFinder(BaseFinder):
    """Finds the bundle, written afresh each time it is looked for."""

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        if path != NAME:
            return [] if find_all else None
        found = _written()
        return [found] if find_all else found

    def list(self, ignore_patterns):
        _written()
        yield NAME, FileSystemStorage(location=_folder())


def _folder():
    return Path(settings.VAR, "bundle")


def _written():
    """Write the bundle where its text has changed, and return its path."""
    path, words = _folder() / NAME, text()
    if not path.is_file() or path.read_text(encoding="utf-8") != words:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8")
    return str(path)
