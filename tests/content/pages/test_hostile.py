"""Fifty hostile inputs through the editors' own forms: each is refused with a sentence, or stored and shown harmless."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Drawing
from wagtail.documents.models import Document
from wagtail.images.models import Image

from content.pages.models import ArticlePage, OpenPage
from tests.consultation.views.reading import words

from . import builders

pytestmark = pytest.mark.django_db
EVIL = "<script>alert(1)</script>"
EMPTY = {f"comments-{name}": value for name, value in
         (("TOTAL_FORMS", 0), ("INITIAL_FORMS", 0), ("MIN_NUM_FORMS", 0), ("MAX_NUM_FORMS", 1000))}


def rich(text, *entities, kind="unstyled"):
    """Return what the editor's text field sends: ``entities`` are (type, data) that lie over the whole text."""
    ranges = [{"key": n, "offset": 0, "length": len(text)} for n, _entity in enumerate(entities)]
    return json.dumps({
        "blocks": [{"key": "a", "text": text, "type": kind, "depth": 0, "inlineStyleRanges": [], "entityRanges": ranges}],
        "entityMap": {str(n): {"type": sort, "mutability": "MUTABLE", "data": data} for n, (sort, data) in enumerate(entities)},
    })


def link(url):
    return {"body-0-type": "text", "body-0-value": rich("看这里", ("LINK", {"url": url}))}


def table(text, caption="表"):
    return {"body-0-type": "table", "body-0-value-caption": caption, "body-0-value-text": text}


def block(kind, value):
    return {"body-0-type": kind, "body-0-value": value}


REFUSED, HARMLESS = "refused", "harmless"
INPUTS = {
    "scripts": [
        ({"title": EVIL}, HARMLESS), ({"summary": EVIL + "<img src=x onerror=alert(1)>"}, HARMLESS), ({"source": EVIL}, HARMLESS),
        (block("text", rich(EVIL)), HARMLESS), (block("text", rich("<svg onload=alert(1)>", kind="header-two")), HARMLESS),
        (block("heading", EVIL), HARMLESS),
        ({"body-0-type": "notice", "body-0-value-tone": "note", "body-0-value-text": EVIL}, HARMLESS),
        (table(f"头|{EVIL}\n一|<img src=x onerror=alert(1)>"), HARMLESS),
    ],
    "links": [
        (link("javascript:alert(1)"), HARMLESS), (link("JaVa\tScript:alert(1)"), HARMLESS),
        (link("data:text/html,<script>alert(1)</script>"), HARMLESS), (link("vbscript:msgbox(1)"), HARMLESS),
        (link('x" onmouseover="alert(1)'), HARMLESS), (link("//evil.example/"), HARMLESS),
        (block("text", rich("图", ("IMAGE", {"id": "1", "src": "javascript:alert(1)"}))), HARMLESS),
        (block("text", rich("片", ("EMBED", {"url": "http://169.254.169.254/"}))), HARMLESS),
    ],
    "tables": [
        (table("只有一行"), REFUSED), (table("\n".join(["a|b"] * 201)), REFUSED), (table("|".join(["a"] * 13) + "\na"), REFUSED),
        (table("头|列\n" + "长" * 501), REFUSED), (table("头|列\n一|二", caption=""), "any"), (table("头|列\n=cmd()|'--"), HARMLESS),
    ],
    "fields": [
        ({"title": ""}, REFUSED), ({"title": "长" * 300}, REFUSED), ({"slug": "../../etc/passwd"}, REFUSED),
        ({"slug": "a b"}, REFUSED),
        ({"entry": "14; DROP TABLE"}, REFUSED), ({"entry": "14, 15"}, REFUSED), ({"made_on": "2026-02-30"}, REFUSED),
        ({"made_on": "99999-01-01"}, REFUSED), ({"kind": "admin"}, REFUSED), ({"community": "999999"}, REFUSED),
        ({"title": "换\u202e行"}, HARMLESS), ({"go_live_at": "昨天"}, REFUSED),
    ],
    "blocks": [
        (block("matter", "X' OR 1=1--"), HARMLESS), (block("meeting", "-1"), REFUSED), (block("meeting", "9" * 30), REFUSED),
        ({"body-0-type": "picture", "body-0-value-image": "999999", "body-0-value-alt": "图"}, "any"),
        ({"body-0-type": "picture", "body-0-value-image": "", "body-0-value-alt": "IMG_01.jpg"}, REFUSED),
        (block("text", "no json {"), "any"), ({"body-count": "999999999"}, "any"), ({"body-0-type": "nothing_of_the_kind"}, "any"),
    ],
}


def form(made, **changed):
    """Return what the form of a new article sends, whole, with ``changed``."""
    return {
        "title": "通知", "slug": "new-page", "kind": "notice", "community": made.world.own.community.pk, "made_on": "2026-03-02",
        "source": "居委会", "summary": "一句话。", "entry": "14", "ten": "", "go_live_at": "", "expire_at": "", **EMPTY,
        "body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": "heading", "body-0-value": "标题",
        "body-0-id": "", **changed,
    }


@pytest.mark.parametrize("sort", INPUTS)
def test_what_editors_send_is_refused_or_harmless(sort, made, client):
    client.force_login(made.users.writer)
    client.raise_request_exception = False
    address = reverse("wagtailadmin_pages:add", args=["pages", "articlepage", made.affairs.pk])
    wrong = []
    for n, (changed, expected) in enumerate(INPUTS[sort]):
        before = ArticlePage.objects.count()
        answer = client.post(address, form(made, **{"slug": f"n-{sort}-{n}", **changed}))
        stored = ArticlePage.objects.count() > before
        if answer.status_code >= 500 or (expected != "any" and stored != (expected == HARMLESS)):
            wrong.append((changed, answer.status_code, stored, words(answer)[-300:]))
        if stored:
            last = ArticlePage.objects.order_by("-pk").first()
            html = client.get(reverse("wagtailadmin_pages:view_draft", args=[last.pk])).content.decode()
            signs = ("<script>alert", "<img src=x", "<svg onload", 'href="javascript', 'href="data', 'href="vbscript',
                     '" onmouseover="', "169.254")
            main = html[html.index("<main"):html.index("</main>")]
            wrong += [(changed, sign) for sign in signs if sign in main.lower()]
    assert not ArticlePage.objects.live().exists()
    assert wrong == []


def png(width, height):
    out = io.BytesIO()
    Drawing.new("1", (width, height)).save(out, "PNG")
    return out.getvalue()


def zipped(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_x", "."), text)
    return out.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PICTURES = [("a.svg", SVG), ("a.png", SVG), ("bomb.png", png(7000, 7000)), ("a.jpg", png(2, 2)), ("a.gif", b"GIF89a<script>"),
            ("a.png", b"")]
PAPERS = [("a.html", b"<script>alert(1)</script>"), ("a.pdf", b"<html><script>alert(1)</script></html>"), ("a.pdf", png(2, 2)),
          ("a.docx", zipped(word__document_xxml="x", word__vbaProject_xbin="x")), ("a.docx", b"PK\x03\x04junk"), ("a.exe", b"MZ"),
          ("a.docx", b"%PDF-1.7 <script>"), ("big.pdf", b"%PDF-" + b"0" * (10 * 1024 * 1024 + 1))]


@pytest.mark.parametrize("room, model, files", [("wagtailimages", Image, PICTURES), ("wagtaildocs", Document, PAPERS)])
def test_hostile_files_are_not_taken_in(room, model, files, made, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(made.users.writer)
    for name, content in files:
        answer = client.post(reverse(f"{room}:add"), {"title": "文件", "file": SimpleUploadedFile(name, content)})
        assert answer.status_code == 200 and not model.objects.exists(), name
    good = ("good.png", png(4, 4)) if model is Image else ("good.pdf", b"%PDF-1.7 good")
    assert client.post(reverse(f"{room}:add"), {"title": "好", "file": SimpleUploadedFile(*good)}).status_code == 302
    assert model.objects.count() == 1


def test_a_section_is_not_moved_into_itself_and_nobody_passes_the_review_by_a_side_door(made, client):
    client.force_login(made.users.writer)
    inside = builders.drafted(made).object_id
    tree = set(OpenPage.objects.values_list("path", flat=True))
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[made.affairs.pk, made.affairs.pk]))
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[made.affairs.pk, inside]))
    client.post(reverse("wagtailadmin_pages:edit", args=[inside]), form(made, slug="x", **{"action-publish": "1"}))
    client.post(reverse("wagtailadmin_pages:delete", args=[made.home.pk]))
    client.force_login(made.users.head)
    client.post(reverse("wagtailadmin_pages:edit", args=[inside]), form(made, slug="x", **{"action-publish": "1"}))
    client.post(reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={inside}")
    assert set(OpenPage.objects.values_list("path", flat=True)) == tree and not ArticlePage.objects.live().exists()
