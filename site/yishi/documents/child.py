"""The child that renders: ``python -m yishi.documents.child`` reads jobs on its input and writes PDFs to its output.

It holds itself within its limits, knows no database and no secret, opens no connection, starts no program and reads
no file but fonts and its own code: the fetcher refuses every address but ``data:``, and a second wall behind it (an
audit hook) refuses what a mistake in a library might still try.
"""

import datetime as dt
import gc
import io
import json
import logging
import os
import resource
import select
import sys
import time
from pathlib import Path

import weasyprint
from PIL import Image
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from .job import Job, receive, send, unwired
from .limits import IDLE_SECONDS, JOBS_A_CHILD, MOST_PIXELS, Budget, TooMuch, measure, weigh

KNOWN_FONTS = ("Fandol", "Noto-Serif-CJK", "Noto-Sans-CJK", "NotoSerifCJK", "NotoSansCJK")
WALLED = frozenset({
    "socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.bind", "socket.sendto", "subprocess.Popen",
    "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.remove", "os.rename", "os.mkdir", "os.chmod",
    "os.symlink", "os.link", "ctypes.dlopen", "ftplib.connect", "smtplib.connect",
})
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
READABLE = tuple(os.path.realpath(path) for path in (
    sys.prefix, sys.base_prefix, os.environ.get("YISHI_FONTS", "/usr/share/fonts"), "/usr/share/fonts", "/usr/lib",
    "/usr/share/zoneinfo", "/etc/mime.types", Path(weasyprint.__file__).parent, Path(__file__).parents[1],
))


class DataOnly(URLFetcher):
    """Opens what is written out in the address itself (``data:``); anything else ends the document."""

    def __init__(self):
        super().__init__(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)

    def fetch(self, url, headers=None):
        if not url.lower().startswith("data:"):
            raise FatalURLFetchingError("outside")
        return super().fetch(url, headers)


def wall(event, arguments):
    """Refuse connections, programs, and files that are no font and no code (an audit hook)."""
    if event in WALLED:
        raise PermissionError(event)
    if event == "open" and isinstance(arguments[0], str | bytes):
        path, flags = os.path.realpath(os.fsdecode(arguments[0])), arguments[2] or 0
        if flags & WRITING or not path.startswith(READABLE):
            raise PermissionError(path)


def render(job):
    """Return (PDF, number of pages, names of its fonts) of ``job``.

    TooMuch where it is larger than a document may be, FatalURLFetchingError where it asks for something outside itself.
    """
    weigh(job)
    fetcher, fonts = DataOnly(), FontConfiguration()
    html = weasyprint.HTML(string=job.html, base_url="about:blank", url_fetcher=fetcher)
    measure(html.etree_element)
    sheets = [weasyprint.CSS(string=css, base_url="about:blank", url_fetcher=fetcher, font_config=fonts)
              for css in job.css]
    form = {"pdf_variant": "pdf/a-3a", "pdf_tags": True} if job.tagged else {}
    document = html.render(font_config=fonts, stylesheets=sheets, **form)
    made = dt.datetime.fromisoformat(job.made)
    files = [
        weasyprint.Attachment(
            file_obj=io.BytesIO(file.content), name=file.name, description=file.description, created=made,
            modified=made, relationship=file.relationship, url_fetcher=fetcher,
        )
        for file in job.attached
    ]
    pdf = document.write_pdf(pdf_identifier=bytes.fromhex(job.sha256)[:16], attachments=files, **form)
    names = sorted({str(font.name, "ascii") if isinstance(font.name, bytes) else font.name
                    for font in document.fonts.values()})
    if names and not any(known in name for name in names for known in KNOWN_FONTS):
        raise TooMuch("no_font")
    return pdf, len(document.pages), names


def answer(wire, budget):
    """Return (head, PDF) of the job sent as ``wire``: ``head`` says what it cost, or the code of what is wrong."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + budget.cpu, resource.RLIM_INFINITY))
    start, pdf, head = time.monotonic(), b"", {}
    try:
        pdf, pages, fonts = render(unwired(wire))
        head = {"problem": "", "pages": pages, "fonts": fonts}
    except TooMuch as refusal:
        head = {"problem": refusal.code}
    except (FatalURLFetchingError, PermissionError):
        head = {"problem": "outside"}
    except MemoryError:
        head = {"problem": "memory", "spent": True}
    except RecursionError:
        head = {"problem": "too_deep", "spent": True}
    except Exception as error:
        print(f"documents: {type(error).__name__}: {error}"[:500], file=sys.stderr)
        head = {"problem": "broken", "spent": True}
    gc.collect()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return head | {"seconds": round(time.monotonic() - start, 3), "peak_mb": peak}, pdf


def main():
    """Serve jobs until the input ends, a job has upset the process, the idle time is over, or enough have been done."""
    logging.disable(logging.CRITICAL)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # Pillow refuses at twice this figure
    budget = Budget(**json.loads(sys.argv[1]))
    incoming, outgoing = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no part of the answer
    resource.setrlimit(resource.RLIMIT_DATA, (budget.memory << 20, budget.memory << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    render(Job("<p>议<b>事</b>厅</p>", (), "2026-01-01T00:00:00+08:00"))  # loads fonts and code, before the clock runs
    sys.addaudithook(wall)
    send(outgoing, b"ready")
    for n in range(JOBS_A_CHILD):
        if not select.select([incoming], [], [], IDLE_SECONDS)[0] or (wire := receive(incoming)) is None:
            return
        head, pdf = answer(wire, budget)
        head["spent"] = head.get("spent", False) or n == JOBS_A_CHILD - 1
        send(outgoing, json.dumps(head).encode(), pdf)
        if head["spent"]:
            return


if __name__ == "__main__":
    main()
