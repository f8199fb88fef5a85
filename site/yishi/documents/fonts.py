"""The fonts of official papers: where they lie, and how the child (and nobody else) comes to know them."""

import os
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from django.conf import settings

CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<dir>{fonts}</dir><dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir>
<cachedir>{cache}</cachedir>
<!-- The bold Song says of itself that it is regular. -->
<match target="scan"><test name="fullname"><string>FandolSong Bold</string></test>
<edit name="weight" mode="assign"><const>bold</const></edit></match>
</fontconfig>
"""
FACES = ("FandolFang-Regular", "FandolSong-Regular", "FandolSong-Bold", "FandolHei-Regular", "FandolKai-Regular")
OPENTYPE = b"OTTO"


def missing():
    """Return the faces of official papers that are not there, or whose file is no font; Noto Serif stands in for them."""
    return [face for face in FACES if not _is_font(_folder() / f"{face}.otf")]


def environment():
    """Return the variables of the environment by which fontconfig finds the fonts; their file is written where needed."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    path, content = folder / "fonts.conf", CONFIG.format(fonts=escape(str(folder)), cache=escape(str(folder / "cache")))
    if not path.exists() or path.read_text(encoding="utf-8") != content:
        handle, draft = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(content)
        os.replace(draft, path)
    return {"FONTCONFIG_FILE": str(path), "YISHI_FONTS": str(folder)}


def _folder():
    return Path(settings.YISHI_FONTS)


def _is_font(path):
    try:
        with path.open("rb") as file:
            return file.read(4) == OPENTYPE
    except OSError:
        return False
