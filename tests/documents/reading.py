"""Reading a PDF with Debian's tools, as anybody would who wants to know what is in it."""

import re
import subprocess
from dataclasses import dataclass
from html import unescape

POINTS_A_MM = 72 / 25.4


@dataclass
class Line:
    """A line of text with its box in millimetres from the upper left corner of its page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def tool(name, pdf, *arguments, last="-"):
    """Return what the poppler tool ``name`` says of the bytes ``pdf``."""
    command = [name, *arguments, "-", *([last] if last else [])]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def text(pdf):
    """Return the text of ``pdf`` without line breaks and spaces."""
    return re.sub(r"\s", "", tool("pdftotext", pdf, "-raw"))


def info(pdf):
    """Return what pdfinfo says, as a dict."""
    lines = tool("pdfinfo", pdf, last="").splitlines()
    return {key.strip(): value.strip() for key, _colon, value in (line.partition(":") for line in lines)}


def fonts(pdf):
    """Return the names of the fonts, and whether every one is embedded as a subset."""
    rows = [line.split() for line in tool("pdffonts", pdf, last="").splitlines()[2:]]
    return {row[0].partition("+")[2] for row in rows}, all(row[-5:-3] == ["yes", "yes"] for row in rows)


def pages(pdf):
    """Return the Lines of every page, from top to bottom."""
    found = []
    for page in tool("pdftotext", pdf, "-bbox-layout").split("<page ")[1:]:
        lines = []
        for attributes, words in re.findall(r"<line ([^>]*)>(.*?)</line>", page, re.S):
            box = {key: float(value) / POINTS_A_MM for key, value in re.findall(r'(\w+)="([\d.]+)"', attributes)}
            said = "".join(unescape(word) for word in re.findall(r"<word [^>]*>(.*?)</word>", words))
            lines.append(Line(said, box["xMin"], box["yMin"], box["xMax"], box["yMax"]))
        found.append(sorted(lines, key=lambda line: line.top))
    return found
