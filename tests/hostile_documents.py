"""Documents that mean harm: each must end in time with a clear message, and open nothing.

``python -m tests.hostile_documents --count 200`` makes them, renders each within 2 seconds, and reports. A server on
the loopback and a file with a secret in it stand by: no request may reach the one, no PDF may hold the other.
"""

import argparse
import base64
import contextlib
import os
import random
import socketserver
import tempfile
import threading
import time
import zlib

WORDS = "社区协商议事厅公开结果"
SECRET = "KANARIENVOGEL-7391"
GRACE = 3.0  # seconds beyond the budget within which a child must be gone, on a busy machine


def table(rows, columns):
    return "<table>" + f"<tr>{'<td>议</td>' * columns}</tr>" * rows + "</table>"


# name → what is hostile, made with (random, address of the server, path of the secret file)
HOSTILE = {
    "colspan": lambda r, web, file: (
        f'<table><tr><td colspan="{r.choice((10_000, 99_999_999, "9" * 400))}">议</td></tr></table>'
    ),
    "rowspan": lambda r, web, file: f'<table><tr><td rowspan="{r.randint(10_000, 10**9)}">议</td></tr></table>',
    "col span": lambda r, web, file: f'<table><col span="{r.randint(1000, 10**8)}"><tr><td>议</td></tr></table>',
    "many rows": lambda r, web, file: table(r.randint(3_000, 9_000), 6),
    "many columns": lambda r, web, file: table(8, r.randint(1_200, 2_400)),
    "tables in tables": lambda r, web, file: "<table><tr><td>" * r.randint(20, 200) + "议",
    "deep": lambda r, web, file: "<div>" * r.randint(300, 20_000) + "议",
    "deep spans": lambda r, web, file: "<span>" * r.randint(300, 9_000) + "议",
    "picture from the net": lambda r, web, file: f'<img src="{web}/{r.random()}.png">',
    "style from the net": lambda r, web, file: f'<link rel="stylesheet" href="{web}/a.css">',
    "import from the net": lambda r, web, file: f'<style>@import url("{web}/b.css");</style>',
    "font from the net": lambda r, web, file: (
        f'<style>@font-face{{font-family:x;src:url("{web}/x.otf")}} p{{font-family:x}}</style><p>议'
    ),
    "background from the net": lambda r, web, file: f'<p style="background:url({web}/c.png)">议',
    "content from the net": lambda r, web, file: f'<style>p::before{{content:url("{web}/d.svg")}}</style><p>议',
    "picture from the disk": lambda r, web, file: f'<img src="file://{file}">',
    "attachment from the disk": lambda r, web, file: f'<link rel="attachment" href="file://{file}">',
    "attachment by link": lambda r, web, file: (
        f'<a rel="attachment" href="file://{r.choice(("/etc/passwd", file))}">议</a>'
    ),
    "base on the disk": lambda r, web, file: (
        f'<base href="file://{os.path.dirname(file)}/"><img src="{os.path.basename(file)}">'
    ),
    "drawing that includes": lambda r, web, file: _drawing(f'<image href="{web}/e.png" width="9" height="9"/>'),
    "drawing of the disk": lambda r, web, file: _drawing(f'<image href="file://{file}" width="9" height="9"/>'),
    "drawing of entities": lambda r, web, file: _drawing("&i;", _entities(file)),
    "drawing that repeats": lambda r, web, file: _drawing(_repeating(r.randint(12, 40))),
    "drawing that uses itself": lambda r, web, file: _drawing('<g id="a"><use href="#a"/></g><use href="#a"/>'),
    "object": lambda r, web, file: f'<object data="{web}/f.pdf"></object><embed src="{web}/g.svg">',
    "script": lambda r, web, file: (
        f'<script src="{web}/h.js"></script><iframe src="{web}/i.html"></iframe><p>议'
    ),
    "huge page": lambda r, web, file: f"<style>@page{{size:{r.randint(10**6, 10**9)}mm}}</style><p>议",
    "tiny pages": lambda r, web, file: "<style>@page{size:3mm;margin:0}</style>" + f"<p>{WORDS * 9_000}",
    "endless pages": lambda r, web, file: f'<div style="height:{r.randint(10**6, 10**8)}cm">议</div>',
    "many floats": lambda r, web, file: '<i style="float:left;width:3px">议</i>' * r.randint(6_000, 15_000),
    "many columns of text": lambda r, web, file: (
        f'<div style="columns:{r.randint(10**4, 10**7)}">{WORDS * 40}</div>'
    ),
    "one long word": lambda r, web, file: f"<p>{'a' * r.randint(300_000, 1_500_000)}",
    "much text": lambda r, web, file: f"<p>{WORDS * r.randint(60_000, 150_000)}",
    "too much text": lambda r, web, file: f"<p>{WORDS * 300_000}",
    "bomb of pixels": lambda r, web, file: f'<img src="{_bomb(r.randint(9_000, 30_000))}">',
    "grid": lambda r, web, file: (
        f'<div style="display:grid;grid-template-columns:repeat({r.randint(10**4, 10**6)},1fr)"><i>议</i></div>'
    ),
    "counters": lambda r, web, file: (
        f'<style>p{{counter-increment:a {10**9}}}p::before{{content:counter(a,simp-chinese-informal)}}</style>'
        + "<p>议" * 3_000
    ),
    "calc": lambda r, web, file: f'<p style="width:{"calc(1px + " * 3_000}1px{")" * 3_000}">议',
    "selectors": lambda r, web, file: (
        f"<style>{' '.join(f'i:nth-child({n}n+1) ~ i b i{{color:red}}' for n in range(1, 4_000))}</style>"
        + "<i>议</i>" * 3_000
    ),
    "broken": lambda r, web, file: (
        "".join(chr(r.choice((0, 1, 60, 62, 38, 0xFFFE, 0x202E, 0x1F600, r.randint(32, 0x2FFF))))
                for _ in range(4_000))
    ),
    "flex in flex": lambda r, web, file: '<div style="display:flex">' * 55 + "议",
}


def _drawing(inside, doctype=""):
    svg = f'{doctype}<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90">{inside}</svg>'
    return f'<img src="data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}">'


def _entities(file):
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    return f'<!DOCTYPE svg [<!ENTITY e0 "议"><!ENTITY x SYSTEM "file://{file}">{lines}<!ENTITY i "&e8;&x;">]>'


def _repeating(levels):
    groups = "".join(f'<g id="g{n}"><use href="#g{n - 1}"/><use href="#g{n - 1}"/></g>' for n in range(1, levels))
    return f'<rect id="g0" width="1" height="1"/>{groups}<use href="#g{levels - 1}"/>'


def _bomb(side):
    def chunk(kind, data):
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = side.to_bytes(4, "big") * 2 + bytes((1, 0, 0, 0, 0))
    body = zlib.compress(bytes(1 + side // 8) * 64, 9)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"


@contextlib.contextmanager
def standing_by():
    """Yield (address of a server that must see nobody, path of a file that nobody may read, list of who came)."""
    came = []

    class Doorman(socketserver.BaseRequestHandler):
        def handle(self):
            came.append(self.request.recv(2_000))

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Doorman) as server, tempfile.TemporaryDirectory() as folder:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        path = os.path.join(folder, "secret.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write(SECRET)
        yield f"http://127.0.0.1:{server.server_address[1]}", path, came
        server.shutdown()


def documents(count, web, file, seed=1):
    """Yield (name, HTML) of ``count`` hostile documents, every kind in turn."""
    chance, names = random.Random(seed), list(HOSTILE)
    for n in range(count):
        name = names[n % len(names)]
        yield name, f'<html lang="zh"><title>议</title><body>{HOSTILE[name](chance, web, file)}'


def faults(found, took, wall, known):
    """Return what is wrong with how a hostile document ended: late, without a clear message, or with the secret in it."""
    if took > wall + GRACE:
        yield f"took {took:.1f} s"
    if found.problem and found.problem not in known:
        yield f"has no clear message: {found.problem}"
    if not found.problem and not found.pdf.startswith(b"%PDF"):
        yield "is neither a PDF nor refused"
    if SECRET.encode() in found.pdf:
        yield "holds the secret"


def main(arguments=None):
    """Render hostile documents, print what became of them, and return the number of faults."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile_documents")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=2.0)
    asked = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from yishi.documents.job import Job
    from yishi.documents.limits import Budget
    from yishi.documents.models import Problem
    from yishi.documents.pool import Pool

    pool, wrong = Pool(Budget(wall=asked.seconds, cpu=max(1, int(asked.seconds))), size=1), 0
    with standing_by() as (web, file, came):
        for n, (name, html) in enumerate(documents(asked.count, web, file, asked.seed), start=1):
            pool.warm()
            began = time.monotonic()
            found = pool.render(Job(html, (), "2026-01-01T00:00:00+08:00"))
            took = time.monotonic() - began
            bad = list(faults(found, took, asked.seconds, Problem.values))
            wrong += len(bad)
            print(f"{n:4} {name:26} {took:5.2f} s  {found.problem or f'PDF, {found.pages} pages':12} {'; '.join(bad)}")
        pool.close()
    wrong += len(came)
    print(f"{asked.count} documents, {len(came)} requests to the server standing by, {wrong} faults")
    return wrong


if __name__ == "__main__":
    raise SystemExit(bool(main()))
