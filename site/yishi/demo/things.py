"""Pictures and papers of the demo's pages: drawn here, or made once by the floor of documents (``world/papers``)."""

import io

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from .story import FOLDER

WOOD, CORK, SHEET, INK, RED = "#8a6d4b", "#d9cbb2", "#fffdf8", "#a8a196", "#b3261e"
PAPERS = {"application": "政府信息公开申请表", "observers": "梧桐里街道居民议事旁听办法（全文）"}
LIFT = {  # title of a text → what is drawn for it: shares of the floors, in per cent, the ground floor first
    "槐安里一号院3号楼2单元电梯交付使用，加装全过程公开": (0, 5, 8, 11, 12, 14),
}
LIFT_ALT = "示意图：六层楼旁加装电梯，各层每户分摊比例自下而上为不出钱、5%、8%、11%、12%、14%，条越长出得越多"


def shown(told, writer):
    """Return the blocks of pictures and papers of the page ``told``, put among those of the desk by ``writer``."""
    found = []
    if told["title"] in LIFT:
        image = picture("加装电梯分摊比例", lift(LIFT[told["title"]]))
        found.append(("picture", {"image": image, "alt": LIFT_ALT, "caption": "各层每户分摊的比例（示意）"}))
    if told.get("papers"):
        found.append(("papers", [paper(name, writer) for name in told["papers"]]))
    return found


def paper(name, writer):
    """Return the paper ``name`` as the editors' desk keeps it."""
    content = (FOLDER / "papers" / f"{name}.pdf").read_bytes()
    file = ContentFile(content, name=f"{name}.pdf")
    return get_document_model().objects.create(title=PAPERS[name], file=file, uploaded_by_user=writer.user, file_size=len(content))


def board_of(name):
    """Return the picture of the notice board of the community ``name``, drawn once."""
    title = f"{name}公示栏"
    return get_image_model().objects.filter(title=title).first() or picture(title, board())


def picture(title, drawing):
    """Return ``drawing`` as a picture (PNG) of the editors' desk."""
    out = io.BytesIO()
    drawing.save(out, "PNG", optimize=True)
    return get_image_model().objects.create(title=title, file=ContentFile(out.getvalue(), name="drawn.png"))


def board():
    """Draw a notice board with six sheets, the one that is meant in a red frame."""
    image = Image.new("RGB", (880, 560), WOOD)
    pen = ImageDraw.Draw(image)
    pen.rectangle((24, 24, 855, 535), fill=CORK)
    for n in range(6):
        left, top = 64 + n % 3 * 262, 56 + n // 3 * 236
        _sheet(pen, left, top, RED if n == 1 else None)
    return image


def _sheet(pen, left, top, frame):
    pen.rectangle((left, top, left + 228, top + 208), fill=SHEET, outline=frame or INK, width=6 if frame else 2)
    pen.rectangle((left + 54, top + 24, left + 174, top + 38), fill=RED)
    for line in range(6):
        pen.rectangle((left + 24, top + 62 + line * 22, left + (204 if line < 5 else 130), top + 70 + line * 22), fill=INK)
    pen.ellipse((left + 106, top + 4, left + 122, top + 20), fill=WOOD)


def lift(shares):
    """Draw a house of as many floors as there are ``shares``, its lift, and beside each floor a bar as long as its share."""
    high = 80
    image = Image.new("RGB", (880, len(shares) * high + 80), SHEET)
    pen = ImageDraw.Draw(image)
    for floor, share in enumerate(reversed(shares)):
        top = 40 + floor * high
        pen.rectangle((60, top, 300, top + high), fill=CORK, outline=WOOD, width=3)
        for window in (90, 170, 250):
            pen.rectangle((window, top + 22, window + 30, top + 58), fill=SHEET, outline=WOOD, width=2)
        pen.rectangle((390, top + 24, 390 + share * 30, top + 56), fill=RED)
        pen.line((390, top + 16, 390, top + 64), fill=INK, width=3)
    pen.rectangle((300, 40, 360, 40 + len(shares) * high), fill=INK, outline=WOOD, width=3)
    pen.rectangle((308, 40 + 3 * high + 8, 352, 40 + 4 * high - 8), fill=SHEET, outline=WOOD, width=3)
    return image
