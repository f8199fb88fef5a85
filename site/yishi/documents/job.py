"""What is handed to the child that renders: everything that goes into a document, and nothing else.

The child imports this module, so it knows nothing of Django and nothing of the site.
"""

import base64
import hashlib
import json
import struct
from dataclasses import dataclass

LENGTH = struct.Struct(">I")
LARGEST_FRAME = 64 * 1024 * 1024


@dataclass(frozen=True)
class Attached:
    """A file that travels inside the PDF. ``relationship`` is PDF/A-3's word for what it is to the document."""

    name: str
    description: str
    content: bytes
    relationship: str = "Data"


@dataclass(frozen=True)
class Job:
    """A document to be: its HTML, its style sheets, the files inside it, the instant (ISO) that it bears.

    ``tagged`` makes it PDF/A-3a. The same job gives the same bytes, as long as the fonts are the same.
    """

    html: str
    css: tuple
    made: str
    attached: tuple = ()
    tagged: bool = True

    @property
    def wire(self):
        """Return the job as it is sent and hashed: canonical JSON."""
        content = {
            "html": self.html, "css": list(self.css), "made": self.made, "tagged": self.tagged,
            "attached": [
                [file.name, file.description, base64.b64encode(file.content).decode(), file.relationship]
                for file in self.attached
            ],
        }
        return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    @property
    def sha256(self):
        """Return the hash of everything that goes into the document."""
        return hashlib.sha256(self.wire).hexdigest()


def unwired(wire):
    """Return the Job that was sent as ``wire``."""
    content = json.loads(wire)
    attached = tuple(
        Attached(name, description, base64.b64decode(data), relationship)
        for name, description, data, relationship in content["attached"]
    )
    return Job(content["html"], tuple(content["css"]), content["made"], attached, content["tagged"])


def send(file, *parts):
    """Write each of ``parts`` (bytes) into ``file`` with its length before it."""
    for part in parts:
        file.write(LENGTH.pack(len(part)))
        file.write(part)
    file.flush()


def receive(file):
    """Return the next part out of ``file``, or None where it has ended."""
    head = file.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    length = LENGTH.unpack(head)[0]
    if length > LARGEST_FRAME:
        return None
    part = file.read(length)
    return part if len(part) == length else None
