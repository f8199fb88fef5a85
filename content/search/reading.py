"""The text in a paper, read by a child with limits: what people upload is not to be trusted."""

import io
import os
import re
import subprocess
import tempfile
import zipfile
from html import unescape
from pathlib import Path

LONGEST = 15_000  # characters; PostgreSQL counts positions to 16,383, and what stands beyond would not be found
SECONDS, UNPACKED = 20, 16 << 20
LIMITED = 'ulimit -t 20; ulimit -v 1048576; ulimit -f 2048; exec "$@"'  # seconds, KB of memory, half KB of what it writes
PDF = ["sh", "-c", LIMITED, "sh", "pdftotext", "-q", "-enc", "UTF-8", "-l", "100"]
RUNS = re.compile(r"<(?:w:t|a:t|t)(?: [^>]*)?>([^<]*)<|(</(?:w:p|a:p|si|row)>)")
PARTS = {"docx": "word/document.xml", "xlsx": "xl/sharedStrings.xml"}


def text_of(content, ending):
    """Return the text in the bytes ``content`` of a file of this ``ending``, "" where there is none or it cannot be read."""
    if ending == "pdf":
        found = _pdf(content)
    elif ending in PARTS:
        found = _zipped(content, PARTS[ending])
    else:
        found = ""
    return re.sub(r"[ \t\r\f\v]+", " ", found.replace("\x00", "")).strip()[:LONGEST]


def _pdf(content):
    with tempfile.TemporaryDirectory(prefix="yishi-paper-") as folder:
        paper, words = Path(folder, "paper.pdf"), Path(folder, "words.txt")
        paper.write_bytes(content)
        try:
            subprocess.run([*PDF, paper, words], capture_output=True, timeout=SECONDS, env={"PATH": os.defpath}, check=False)
            return words.read_text(encoding="utf-8", errors="replace")
        except (OSError, subprocess.SubprocessError):
            return ""


def _zipped(content, part):
    """Return the text of one part of an office paper, by its tags alone: no entity is ever looked up."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(part) as file:
            raw = file.read(UNPACKED).decode("utf-8", "replace")
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, ValueError, NotImplementedError, EOFError):
        return ""
    return "".join("\n" if found[2] else unescape(found[1]) for found in RUNS.finditer(raw))
