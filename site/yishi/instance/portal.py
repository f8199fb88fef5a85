"""The head of a portal above our own: which links it has, and its crest as it is kept."""

import hashlib
import warnings
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from PIL import Image

from yishi.refusals import Invalid

MOST_LINKS, LONGEST = 6, 30
FORMATS, MOST_BYTES, MOST_PIXELS, HIGHEST = ("PNG", "JPEG", "WEBP"), 2 * 1024 * 1024, 16_000_000, 120
FOLDER = "portal"


def parts_of(text):
    """Return (number, parts) for every line of ``text`` that holds something: words, address, words in English."""
    lines = ((n, [part.strip() for part in line.replace("｜", "|").split("|")]) for n, line in enumerate(text.splitlines(), 1))
    return [(n, parts) for n, parts in lines if any(parts)]


def require_links(text, leads):
    """Refuse, naming the first bad line, what are no links of a portal; ``leads`` says whether an address leads anywhere."""
    lines = parts_of(text)
    if len(lines) > MOST_LINKS:
        raise Invalid(_("At most %(n)s links: more do not fit on a phone.") % {"n": MOST_LINKS}, field="portal_links")
    for n, parts in lines:
        words, address, in_english = (*parts, "", "")[:3]
        if not words or len(parts) > 3 or max(len(words), len(in_english)) > LONGEST or not leads(address):
            raise Invalid(_("Line %(n)s: write words | https://address, and the words in English behind one more | if you like; "
                            "words have at most %(most)s signs.") % {"n": n, "most": LONGEST}, field="portal_links")


def head_of(instance):
    """Return what the templates show of the portal that ``instance`` names, None where it names none."""
    if not instance.portal_name:
        return None
    english = get_language() == "en"
    lines = [(*parts, "")[:3] for _n, parts in parts_of(instance.portal_links)]
    links = [((english and in_english) or words, address) for words, address, in_english in lines]
    return {
        "name": (english and instance.portal_name_en) or instance.portal_name, "url": instance.portal_url, "links": links,
        "crest": instance.portal_crest[len(FOLDER) + 1:][:16], "narrow": instance.portal_narrow,
    }


def keep_crest(upload):
    """Keep the picture ``upload`` as a small PNG under its hash; return its path. Invalid where it is no such picture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            content = _small(upload)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Invalid(_("This is no picture that can be shown. Send a PNG, JPEG or WebP of at most 2 MB."), field="crest") from None
    path = f"{FOLDER}/{hashlib.sha256(content).hexdigest()}.png"
    return path if default_storage.exists(path) else default_storage.save(path, ContentFile(content))


def _small(upload):
    """Return the picture as a PNG of at most 120 pixels in height, drawn anew; ValueError where it is too large."""
    if upload.size > MOST_BYTES:
        raise ValueError
    with Image.open(upload, formats=FORMATS) as image:
        if image.width * image.height > MOST_PIXELS:
            raise ValueError
        picture = image.convert("RGBA")
    picture.thumbnail((HIGHEST * 4, HIGHEST))
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
