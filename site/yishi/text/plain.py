"""Text without the signs that no file in XML may hold: a feed, a table and the metadata of a PDF would be broken by one."""

import re

# All that XML 1.0 leaves out: of the control characters but tab and the ends of lines, halves of a pair, and what is no sign.
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def plain(text):
    """Return ``text`` without the signs that XML forbids; of what is no text, itself."""
    return FORBIDDEN.sub("", text) if isinstance(text, str) else text
