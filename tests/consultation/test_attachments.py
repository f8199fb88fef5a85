"""Papers and pictures: drawn anew without EXIF and place, bombs refused before they go off, papers what they say."""

import hashlib
import io
import os
import struct
import zipfile
import zlib

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from PIL import Image

from consultation.domain import attachments
from consultation.models import Attachment
from consultation.papers import LARGEST, LONGEST_SIDE
from tests.consultation.builders_collect import clerk, filed, opened
from yishi.clock.story import now
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid

pytestmark = pytest.mark.django_db
ORIENTATION, GPS, MAKE = 0x0112, 0x8825, 0x010F


@pytest.fixture
def side(world, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    return world.own


@pytest.fixture
def matter(side):
    return opened(side)


def picture(kind="JPEG", size=(60, 40), mode="RGB", name="", **options):
    """Return an upload of a picture of ``kind``."""
    out = io.BytesIO()
    Image.new(mode, size, "red").save(out, kind, **options)
    return SimpleUploadedFile(name or f"照片.{kind.lower()}", out.getvalue())


def archive(inside, name):
    """Return an upload of a ZIP that holds the empty files ``inside``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for each in inside:
            made.writestr(each, "x")
    return SimpleUploadedFile(name, out.getvalue())


def huge_png(width, height):
    """Return an upload that claims ``width`` × ``height`` pixels in a few bytes."""
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    return SimpleUploadedFile("炸弹.png", b"\x89PNG\r\n\x1a\n" + head + body)


def stored(row):
    """Return the stored picture of ``row``."""
    with row.file.open() as handle:
        image = Image.open(io.BytesIO(handle.read()))
        image.load()
        return image


def test_a_photo_loses_what_the_camera_wrote_and_stands_upright(side):
    exif = Image.Exif()
    exif[MAKE], exif[ORIENTATION] = "某牌手机", 6
    exif.get_ifd(GPS).update({1: "N", 2: (38.0, 1.0, 2.0), 3: "E", 4: (106.0, 1.0, 2.0)})
    upload = picture(exif=exif, comment=b"home")
    assert b"Exif" in upload.read() and upload.seek(0) == 0
    report = filed(side)
    resident = side.people[Role.RESIDENT]
    row = attachments.attach(by=resident, title="漆黑楼道", upload=upload, report=report, kind="photo")
    image = stored(row)
    assert image.size == (40, 60)
    assert not image.getexif() and not image.getexif().get_ifd(GPS)
    with row.file.open() as handle:
        raw = handle.read()
    assert b"Exif" not in raw and b"home" not in raw
    assert (row.sha256, row.size, row.content_type) == (hashlib.sha256(raw).hexdigest(), len(raw), "image/jpeg")
    assert row.visibility == "parties" and row.is_picture
    event = Event.objects.get(kind="report.attached")
    assert event.payload["sha256"] == row.sha256 and "漆黑" not in str(event.payload)


@pytest.mark.parametrize(("kind", "mode", "ending"), [
    ("PNG", "RGBA", ".png"), ("PNG", "P", ".png"), ("GIF", "P", ".png"), ("WEBP", "RGB", ".jpg"),
    ("JPEG", "CMYK", ".jpg"), ("PNG", "I;16", ".png"),
])
def test_pictures_of_other_kinds_are_drawn_anew_too(side, matter, kind, mode, ending):
    upload = _deep_png() if mode == "I;16" else picture(kind, mode=mode)
    row = attachments.attach(matter, by=clerk(side), title="图", upload=upload)
    assert row.file.name.endswith(ending)
    assert set(stored(row).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def _deep_png():
    out = io.BytesIO()
    Image.new("I;16", (10, 10)).save(out, "PNG")
    return SimpleUploadedFile("a.png", out.getvalue())


def test_a_large_picture_is_scaled_down(side, matter):
    row = attachments.attach(matter, by=clerk(side), title="航拍", upload=picture(size=(6000, 3000)))
    assert stored(row).size == (LONGEST_SIDE, LONGEST_SIDE // 2)


@pytest.mark.parametrize("size", [(7000, 7000), (50_000, 50_000), (40_000_001, 1)])
def test_a_pixel_bomb_is_refused_by_its_size_alone(side, matter, size):
    with pytest.raises(Invalid, match="40"):
        attachments.attach(matter, by=clerk(side), title="炸弹", upload=huge_png(*size))
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("upload", [
    SimpleUploadedFile("空.jpg", b""), SimpleUploadedFile("大.jpg", b"x" * (LARGEST + 1)),
    SimpleUploadedFile("假.jpg", b"MZ not a picture"), SimpleUploadedFile("图.svg", b"<svg onload='x'/>"),
    SimpleUploadedFile("页.html", b"<html><script>"), SimpleUploadedFile("坏.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40),
    SimpleUploadedFile("假.pdf", b"hello"), SimpleUploadedFile("表.jpg", b"%PDF-1.7"),
    SimpleUploadedFile("包.zip", b"PK\x03\x04broken"), SimpleUploadedFile("老.exe", bytes.fromhex("d0cf11e0a1b11ae1")),
    archive(["a.txt"], "包.zip"), archive(["word/document.xml", "word/vbaProject.bin"], "宏.docx"),
    archive(["xl/workbook.xml"], "表.docx"), huge_png(20, 20),
], ids=lambda upload: upload.name)
def test_what_is_not_taken_in_is_refused_with_a_sentence(side, matter, upload):
    upload.seek(0)
    with pytest.raises(Invalid) as refusal:
        attachments.attach(matter, by=clerk(side), title="附件", upload=upload)
    assert refusal.value.field == "upload" and str(refusal.value)
    assert not Attachment.objects.exists()


def test_a_picture_cut_short_is_refused(side, matter):
    whole = picture(size=(500, 500)).read()
    half = SimpleUploadedFile("a.jpg", whole[:len(whole) // 2])
    with pytest.raises(Invalid):
        attachments.attach(matter, by=clerk(side), title="断", upload=half)


@pytest.mark.parametrize(("upload", "content_type"), [
    (SimpleUploadedFile("方案.PDF", b"%PDF-1.7 ..."), "application/pdf"),
    (archive(["word/document.xml"], "方案.docx"), "wordprocessingml.document"),
    (archive(["xl/workbook.xml"], "决算.xlsx"), "spreadsheetml.sheet"),
    (archive(["OFD.xml"], "公文.ofd"), "application/ofd"),
    (SimpleUploadedFile("旧.doc", bytes.fromhex("d0cf11e0a1b11ae1")), "application/msword"),
], ids=lambda value: getattr(value, "name", ""))
def test_papers_are_stored_as_they_are(side, matter, upload, content_type):
    upload.seek(0)
    raw = upload.read()
    upload.seek(0)
    row = attachments.attach(matter, by=clerk(side), title="附件", upload=upload)
    with row.file.open() as handle:
        assert handle.read() == raw
    assert row.content_type.endswith(content_type) and row.visibility == "public"


def test_the_same_content_is_stored_once(side, matter):
    rows = [attachments.attach(matter, by=clerk(side), title="图", upload=picture()) for _ in range(2)]
    assert rows[0].file.name == rows[1].file.name


def test_a_caption_stands_for_what_lies_in_the_office(side, matter):
    row = attachments.attach(matter, by=clerk(side), title="楼道台阶照片")
    assert (row.file.name, row.size, row.sha256) == ("", 0, "")


def test_who_attaches_and_to_what(side, matter, world):
    report = filed(side)
    for by, where in (
        (side.people[Role.RESIDENT], {"matter": matter}), (side.people[Role.OWNER], {"report": report}),
        (world.other.people[Role.RECORDER], {"matter": matter}),
    ):
        with pytest.raises(Forbidden):
            attachments.attach(by=by, title="图", upload=picture(), **where)
    for broken in ({"title": ""}, {"title": "图", "visibility": "nobody"}):
        with pytest.raises(Invalid):
            attachments.attach(matter, by=clerk(side), **broken)
    with pytest.raises(Invalid):
        attachments.attach(by=clerk(side), title="无主")


@pytest.mark.writes
@pytest.mark.parametrize("broken", [{"matter": None}, {"file": "papers/x.jpg"}, {"sha256": "0" * 64}])
def test_the_database_refuses_a_paper_of_nothing_or_without_its_hash(side, matter, broken):
    row = {"community": side.community, "matter": matter, "title": "图", "added_by": clerk(side), "added_at": now()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.create(**{**row, **broken})


def test_a_picture_is_there_at_the_size_of_a_list_and_a_paper_is_not(matter, side, client):
    paper = attachments.attach(matter, by=clerk(side), title="道闸", upload=picture("JPEG", (1600, 1200)))
    answer = client.get(f"/papers/{paper.pk}/small/")
    shown = Image.open(io.BytesIO(b"".join(answer.streaming_content)))
    assert (shown.format, shown.size, answer.headers["Content-Type"]) == ("JPEG", (320, 240), "image/jpeg")
    clear = attachments.attach(matter, by=clerk(side), title="图", upload=picture("PNG", (900, 300), "RGBA", name="图.png"))
    assert Image.open(io.BytesIO(b"".join(client.get(f"/papers/{clear.pk}/small/").streaming_content))).size == (320, 107)
    word = attachments.attach(matter, by=clerk(side), title="方案", upload=archive(["word/document.xml"], "方案.docx"))
    assert client.get(f"/papers/{word.pk}/small/").status_code == 404
    hidden = attachments.attach(matter, by=clerk(side), title="内", upload=picture(), visibility="staff")
    assert client.get(f"/papers/{hidden.pk}/small/").status_code == 404
    os.remove(f"{settings.MEDIA_ROOT}/{paper.small_name}")
    whole = Image.open(io.BytesIO(b"".join(client.get(f"/papers/{paper.pk}/small/").streaming_content)))
    assert whole.size == (1600, 1200), "one that came before is shown as it is"
