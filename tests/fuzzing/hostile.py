"""What nobody should send and somebody does: texts, numbers, days, keys, files, headers. Every value is fixed."""

import io
import json
import struct
import zipfile
import zlib
from dataclasses import dataclass

from PIL import Image

EVIL = "<script>alert(1)</script>"
RAW = (b"<script>alert", b"<img src=x onerror", b"<svg/onload")  # what no page may hold as it was typed

TEXTS = (
    "", " ", "　", "\t\n", "a", "长" * 25, "x" * 61, "字" * 121, "y" * 256, "长" * 301, "字" * 2001, "z" * 4001,
    "长" * 20001,
    EVIL, f'"\'>{EVIL}', "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "</textarea>" + EVIL,
    "&lt;script&gt;",
    "a\0b", "\0", b"\xed\xa0\x80lone", b"\xff\xfe\xfa", "👩‍👩‍👧‍👦" * 9, "\u202eתשע\u202c", "e\u0301\u0323" * 40,
    "\ufeff", "\u2028",
    "' OR 1=1 --", '"; DROP TABLE people_person; --', "%s%n%(x)s%", "{0.__class__}{x}", "{{ 7|add:7 }}{% load x %}",
    '{"a": [1, {"b": null}]}', "[]", "null", "true", "../../../etc/passwd", "A | 甲\nB | 乙", "A|" + "长" * 256,
    "x" * 25 + "|y",
    "A | 甲 | " + "9" * 5000, "A | 甲 | -1", "A|a\nA|b", "|", "三楼 5.5", "三楼 NaN", "三楼 -1e999",
    "三楼 " + "9" * 400, "=1+1", "\r\n\r\nX: y",
    "line\n" * 3000, "$(id)", "`id`", "\\", "'", '"', "%00", "ﷺ" * 50, "ª" * 41, "张三\n李四", "１２３",
    "https://evil.example/", "-" * 25,
)
NUMBERS = (
    "", "-1", "0", "1", "2", "1000001", "2147483648", "9223372036854775807", "9223372036854775808", "9" * 30,
    "9" * 5000, "1e9", "1.5",
    "１２３", "٣", "0x10", "1_000", "NaN", "Infinity", "-0", "+1", " 1 ", "1\0", "²", "一", "1,000", "32768", "65536",
    "-9223372036854775809",
)
DAYS = (
    "", "0001-01-01", "9999-12-31", "2026-02-30", "2026-02-29", "0000-00-00", "1900-01-01", "2199-12-31",
    "2026-13-01", "２０２６-０１-０１",
    "2026-11-20", "2026/11/20", "2026年11月20日", "20261120", "today", "2026-11-20T25:00", "2026-11-20T19:00",
    "2026-11-20 19:00",
    "2199-12-31T23:59", "0001-01-01T00:00", "9999-12-31T23:59", "2026-11-20T19:00+99:99", "1e5", "NaN", "1969-12-31",
    "2027-01-01",
)
KEYS = ("", "0", "-1", "1", "2", "7", "40", "999999", "9223372036854775807", "9223372036854775808", "9" * 400, "x",
    "１", "1\0", "None", "[1]")
NAMES = (  # the fields of every form that is no form of an act
    "text", "place", "place_words", "wish", "title", "category", "photo", "public_name", "website", "look", "back",
    "username", "password", "next", "language", "account", "upto", "file", "digest", "cast", "change", "key", "unit",
    "q1", "q2", "kind", "csrfmiddlewaretoken", "",
)
PATHS = {
    "int": ("0", "1", "2", "3", "17", "999999", "9223372036854775807", "9223372036854775808", "9" * 40, "9" * 5000,
    "-1", "１", "1.0", "%00"),
    "code": ("HA-2026-01", "LX-2026-05", "XL-2026-01", "T-1", "x", "-", "A" * 24, "A" * 25, "HA", "%00", "..", "a\0b",
    "槐", "HA%2F.."),
    "str": ("x", "reports.file", "matters.open", "agenda.admit", "..", "__class__", "a.b.c", "\0", "%", "长",
    "ballots.open\n", "ballots"),
    "path": ("", "x", "../..", "a" * 3000, "\0", "长/", "//evil.example"),
}
QUERIES = (
    b"", b"after=%00", b"after=9223372036854775808", b"after=-1", b"before=1&after=2", b"before=%D9%A3", b"after[]=1",
    b"before=" + b"9" * 5000,
    b"q=%00", b"q=%ED%A0%80&step=%EF%BC%91", b"q=" + b"%E9%95%BF" * 300,
    b"step=1e9&community=%00&topic=x&state=" + b"s" * 300, b"step=-1",
    b"community=HA&state=executing&topic=T6&step=6&q=%25", b"%", b"=&&&==", b"&".join(b"a=1" for _n in range(1200)),
    b"next=//evil.example",
    b"next=https://evil.example/", b"next=javascript:alert(1)", b"next=/\\evil.example", b"matter=%00",
    b"matter=" + b"x" * 400, b"text=%00&title=x",
    b"place=9223372036854775808&text=" + b"%E7%81%AF" * 200, b"kind=council&kind=%00", b"kind=" + b"k" * 300,
    b"starts_at=x&day=9999-99-99",
    b"n=" + b"9" * 5000, b"statement=" + b"9" * 5000, b"reports=" + b"9" * 5000,
    b"rule=%00&electorate=x&choices=%5B%5D", b"page=%F0%28", b"q=\xff\xfe",
    b"n=%C2%B2&statement=%C2%B2&reports=%D9%A3", b"code=%00&persons=1&voter=%00", b"entry=x&meeting=-1&sitting=1e9",
    b"seen=x&once=y",
)
HEADERS = (
    {}, {}, {}, {}, {"HTTP_ACCEPT_LANGUAGE": "en"}, {"HTTP_ACCEPT_LANGUAGE": "zh" * 3000},
    {"HTTP_ACCEPT_LANGUAGE": ";;q=x,*;q=9" + "\x80"},
    {"HTTP_ACCEPT_LANGUAGE": "en-\0"}, {"HTTP_HOST": "evil.example"}, {"HTTP_HOST": "a b"}, {"HTTP_HOST": "[::1"},
    {"HTTP_HOST": ""},
    {"HTTP_REFERER": "javascript:alert(1)"}, {"HTTP_REFERER": "http://[bad"}, {"HTTP_REFERER": "//evil.example/"},
    {"HTTP_REFERER": "\0"},
    {"COOKIE": "sessionid=short"}, {"COOKIE": 'sessionid="abcdefghijkl\\000mnopqrstu"'},
    {"COOKIE": "sessionid=" + "x" * 9000},
    {"COOKIE": "messages=garbage:x:y; csrftoken=\x80; django_language=%00"},
    {"COOKIE": "django_language=" + "z" * 900}, {"COOKIE": ";=;;a"},
    {"COOKIE": 'sessionid="\\355\\240\\200lonelone"'},
    {"COOKIE": "messages=W1siX19qc29uX21lc3NhZ2UiLDAsMCwieCJdXQ:1:2"},
    {"HTTP_X_FORWARDED_HOST": "evil.example", "HTTP_X_FORWARDED_PROTO": "https"},
    {"HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE"},
    {"HTTP_RANGE": "bytes=99999999999-"}, {"HTTP_IF_MODIFIED_SINCE": "x" * 500}, {"HTTP_IF_NONE_MATCH": '"' * 99},
    {"HTTP_ACCEPT": "application/json"},
    {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}, {"HTTP_ACCEPT_ENCODING": "gzip;q=x"}, {"REMOTE_ADDR": "::ffff:1%\0"},
    {"HTTP_EXPECT": "100-continue"},
)
BODIES = (  # (content type, body): what is no form at all
    ("application/json", json.dumps({"text": EVIL, "a": [1]}).encode()), ("application/json", b"{"), ("text/xml",
    b"<a/>"), ("", b"x"),
    ("multipart/form-data", b"--x"), ("multipart/form-data; boundary=", b"--\r\n"),
    ("multipart/form-data; boundary=" + "b" * 300, b"--b"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\n"),
    ("multipart/form-data; boundary=\x80", b"--x"),
    ("multipart/form-data; boundary=x",
    b'--x\r\nContent-Disposition: form-data; name="text"\r\nContent-Transfer-Encoding: base64\r\n\r\n%%\r\n--x--'),
    ("application/x-www-form-urlencoded", b"&".join(b"f%d=1" % n for n in range(1200))),
    ("application/x-www-form-urlencoded", b"text=%ED%A0%80&x=%"),
    ("application/x-www-form-urlencoded", b"text=" + b"a" * (13 * 1024 * 1024)),
)


@dataclass(frozen=True)
class File:
    """A file as it is sent: what its name says, what it says to be, what is in it."""

    name: str
    kind: str
    content: bytes


def _picture(size=(8, 8), kind="PNG", mode="RGB"):
    out = io.BytesIO()
    Image.new(mode, size, 1).save(out, kind)
    return out.getvalue()


def _bomb(side=60_000):
    """A PNG of 3.6 thousand million pixels in a few hundred bytes."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 999)) + chunk(b"IEND",
        b"")


def _zip(**inside):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in inside.items():
            packed.writestr(name.replace("__", "/"), content)
    return out.getvalue()


SOUND = File("x.png", "image/png", _picture())
FILES = (
    SOUND, File("x.jpg", "image/jpeg", _picture(kind="JPEG")), File("x.jpg", "image/jpeg",
    _picture(kind="JPEG")[:200]), File("b.png", "image/png", _bomb()),
    File("x.zip", "application/zip", _zip(a=b"x")), File("x.svg", "image/svg+xml", f"<svg>{EVIL}</svg>".encode()),
    File("x.png", "image/png", b""),
    File("../../../etc/x.png", "image/png", _picture()), File("a\0b.png", "image/png", _picture()),
    File("长" * 300 + ".png", "image/png", _picture()),
    File("x.html", "text/html", EVIL.encode()), File("x.pdf", "application/pdf", b"%PDF-1.4 " + EVIL.encode()),
    File("x.png", "image/png", b"%PDF-"),
    File("x.docx", "a/b", _zip(word__document_xml=b"x")), File("x.xlsx", "a/b", b"PK\x03\x04" + b"\0" * 40),
    File("x.csv", "text/csv", b"\xff\xfe\0"),
    File("x.csv", "text/csv", "姓名,登记号\n甲,1\n".encode()), File("x.gif", "image/gif", b"GIF89a" + b"\xff" * 60),
    File("x.webp", "image/webp", b"RIFF\0\0\0\0WEBPVP8 "),
    File(EVIL, EVIL, _picture()), File("", "image/png", _picture()), File("x.bmp", "image/bmp", _picture(kind="BMP")),
    File(".", "a", b"x"), File("x", "\x80", b"x" * 70000),
    File("p.png", "image/png", _picture(mode="P")), File("i.png", "image/png", _picture(mode="I;16")), File("l.png",
    "image/png", _picture((1, 30000), mode="L")),
)
