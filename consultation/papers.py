"""Looking into what people upload: pictures are drawn anew without what the camera wrote, papers are what they say.

Nothing is decoded before its size in pixels is known; nothing is stored whose content is not of its kind.
"""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from yishi.refusals import Invalid

MEGABYTE = 1024 * 1024
LARGEST = 10 * MEGABYTE  # bytes
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 4096  # pixels; larger pictures are scaled down
SMALL_SIDE = 320  # pixels, two for one that is shown; of the picture that stands in a list
JPEG_QUALITY, SMALL_QUALITY = 85, 70
PICTURES = ("JPEG", "PNG", "WEBP", "GIF")
BROKEN = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, OverflowError, EOFError, struct.error,
          zlib.error, MemoryError)
OFFICE = "application/vnd.openxmlformats-officedocument."
ZIPPED = {  # a file that the archive must hold → ending, type
    "word/document.xml": (".docx", OFFICE + "wordprocessingml.document"),
    "xl/workbook.xml": (".xlsx", OFFICE + "spreadsheetml.sheet"),
    "ppt/presentation.xml": (".pptx", OFFICE + "presentationml.presentation"),
    "OFD.xml": (".ofd", "application/ofd"),
}
OLD_OFFICE = {
    ".doc": "application/msword", ".xls": "application/vnd.ms-excel", ".ppt": "application/vnd.ms-powerpoint",
}
OLE_HEAD = bytes.fromhex("d0cf11e0a1b11ae1")
KINDS = _("JPEG, PNG, WebP and GIF pictures, PDF, OFD, Word, Excel and PowerPoint papers")


@dataclass(frozen=True)
class Paper:
    """What will be stored: the bytes, the ending of its name, its content type."""

    content: bytes
    ending: str
    content_type: str


def examined(upload):
    """Return the Paper to store for ``upload`` (a file object with ``name``).

    Invalid where it is empty, larger than 10 MB, a picture of more than 40 million pixels or one that cannot be read,
    of a kind that is not taken in, or not of the kind that its name says.
    """
    raw = upload.read(LARGEST + 1)
    if not raw:
        raise Invalid(_("The file is empty. Choose it again."), field="upload")
    if len(raw) > LARGEST:
        raise Invalid(
            _("The file is larger than %(n)s MB. Send a smaller one.") % {"n": LARGEST // MEGABYTE}, field="upload"
        )
    name = (getattr(upload, "name", "") or "").lower()
    ending = f".{name.rpartition('.')[2]}" if "." in name else ""
    paper = _paper(raw, ending)
    if paper is None:
        return _picture(raw)
    if ending != paper.ending:
        raise Invalid(
            _("The content of this file is %(found)s, its name ends otherwise. Save it anew under its own kind.")
            % {"found": paper.ending}, field="upload",
        )
    return paper


def _paper(raw, ending):
    """Return the Paper that ``raw`` is by its content, or None for what is no paper."""
    if raw.startswith(b"%PDF-"):
        return Paper(raw, ".pdf", "application/pdf")
    if raw.startswith(OLE_HEAD) and ending in OLD_OFFICE:
        return Paper(raw, ending, OLD_OFFICE[ending])
    if raw.startswith(b"PK"):
        return _zipped(raw)
    return None


def _zipped(raw):
    """Return the office paper in the archive ``raw``; Invalid for other archives and for papers with macros."""
    try:
        names = set(zipfile.ZipFile(io.BytesIO(raw)).namelist())
    except (zipfile.BadZipFile, *BROKEN):
        names = set()
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Invalid(_("This paper holds macros. Save it without them, or as PDF."), field="upload")
    for inside, (ending, content_type) in ZIPPED.items():
        if inside in names:
            return Paper(raw, ending, content_type)
    raise _unknown()


def _picture(raw):
    """Return the picture ``raw`` drawn anew: upright, without EXIF, place, colour profile or comment."""
    try:
        picture = Image.open(io.BytesIO(raw), formats=PICTURES)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except BROKEN:
        raise _unknown() from None
    if picture.width * picture.height > MOST_PIXELS:
        raise _too_many_pixels()
    try:
        return _drawn_anew(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except BROKEN:
        raise Invalid(_("This picture is damaged and cannot be read. Take or save it anew."), field="upload") from None


def _drawn_anew(picture):
    """Decode, turn upright, scale down and encode: a drawing with transparency as PNG, all others as JPEG."""
    drawing = picture.format in {"PNG", "GIF"}
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    picture = ImageOps.exif_transpose(picture)
    picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    picture.info.clear()
    if drawing or picture.mode == "RGBA":
        content = _encoded(picture, "PNG", optimize=False)
        if len(content) <= LARGEST:
            return Paper(content, ".png", "image/png")
    return Paper(_encoded(_on_white(picture), "JPEG", quality=JPEG_QUALITY), ".jpg", "image/jpeg")


def reduced(paper):
    """Return the bytes of the picture ``paper`` (as ``examined`` returns it) at the size of a list, as JPEG."""
    picture = Image.open(io.BytesIO(paper.content), formats=PICTURES)
    picture.draft("RGB", (SMALL_SIDE, SMALL_SIDE))
    picture.thumbnail((SMALL_SIDE, SMALL_SIDE))
    return _encoded(_on_white(picture), "JPEG", quality=SMALL_QUALITY)


def _on_white(picture):
    """Return ``picture`` without transparency."""
    if picture.mode == "RGBA":
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return picture.convert("RGB")


def _encoded(picture, kind, **options):
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def _unknown():
    return Invalid(
        _("Files of this kind are not taken in. Taken in are: %(kinds)s.") % {"kinds": KINDS}, field="upload"
    )


def _too_many_pixels():
    return Invalid(
        _("This picture has more than %(n)s million pixels. Send it smaller.") % {"n": MOST_PIXELS // 1_000_000},
        field="upload",
    )
